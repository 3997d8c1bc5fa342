// REST of an account's passkeys.
import {
  CreatePasskeyBody,
  IdParams,
  NewPasskey,
  Passkey,
  PasskeyCeremony,
  RenamePasskeyBody,
} from "@souk/contracts";
import { json, noContent, route, type Route, signedIn } from "@souk/http";
import type { Deps } from "../deps.ts";
import { beginPasskey } from "./commands/begin-passkey.ts";
import { createPasskey } from "./commands/create-passkey.ts";
import { deletePasskey } from "./commands/delete-passkey.ts";
import { renamePasskey } from "./commands/rename-passkey.ts";
import { toNewPasskeyView, toPasskeyView } from "./views.ts";

const CEREMONY_COST = 5;
const noStore = { headers: { "cache-control": "no-store" } };

export function passkeyRoutes(deps: Deps): readonly Route[] {
  const common = { tags: ["second factor"], access: signedIn(), ownership: "own passkeys" } as const;
  /** An answer to a ceremony is good once, and recovery codes are shown once: neither is kept under an idempotency key. */
  const ceremony = { ...common, idempotency: "none", cost: CEREMONY_COST } as const;
  return [
    route(
      "POST /users/passkeys/begin",
      { ...ceremony, summary: "Begin to make a passkey", response: PasskeyCeremony },
      async ({ caller }) => json(await beginPasskey(deps, caller), noStore),
    ),
    route(
      "POST /users/passkeys",
      {
        ...ceremony,
        summary: "Keep the passkey that was made",
        body: CreatePasskeyBody,
        response: NewPasskey,
        status: 201,
      },
      async ({ body, caller }) => {
        const created = await createPasskey(deps, { passkeyId: deps.newId(), caller, ...body });
        return json(toNewPasskeyView(created), { status: 201, ...noStore });
      },
    ),
    route(
      "PUT /users/passkeys/:id",
      {
        ...common,
        summary: "Give a passkey another name",
        params: IdParams,
        body: RenamePasskeyBody,
        response: Passkey,
      },
      async ({ params: { id }, body: { name }, caller: { userId } }) =>
        toPasskeyView(await renamePasskey(deps, { id, userId, name })),
    ),
    route(
      "DELETE /users/passkeys/:id",
      { ...common, summary: "Remove a passkey", params: IdParams, status: 204 },
      async ({ params: { id }, caller }) => {
        await deletePasskey(deps, { id, caller });
        return noContent();
      },
    ),
  ];
}
