// REST of running the user service.
import { SigningKeyRotation } from "@souk/contracts";
import { route, type Route, staff } from "@souk/http";
import { rotateSigningKeys } from "./commands/rotate-signing-keys.ts";
import type { Deps } from "./deps.ts";

export function operationsRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /users/signing-keys/rotate",
      {
        tags: ["operations"],
        summary: "Begin the exchange of the key that signs access tokens; nobody is signed out by it",
        access: staff("operations:write"),
        ownership: "none",
        response: SigningKeyRotation,
        status: 202,
      },
      async ({ caller }) => {
        const { kid, signsAt } = await rotateSigningKeys(deps, { actorId: caller.userId });
        return { kid, signsAt: signsAt.toISOString() };
      },
    ),
  ];
}
