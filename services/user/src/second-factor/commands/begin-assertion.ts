// Begins a ceremony in which a passkey is used: to sign in, as the second step, or to prove once more who it is.
import type { PasskeyCeremony } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { generateAuthenticationOptions } from "@simplewebauthn/server";
import type { Deps } from "../../deps.ts";
import { CEREMONY_MS } from "../domain/passkey.ts";
import { listPasskeys } from "../store/passkeys.ts";
import { beginCeremony } from "./begin-ceremony.ts";

export type BeginAssertion =
  /** Nobody is named: the authenticator shows the passkeys it has for this shop. */
  | { readonly purpose: "sign_in" }
  | { readonly purpose: "second_step"; readonly userId: string; readonly signInChallenge: Buffer }
  | { readonly purpose: "reauthenticate"; readonly userId: string };

export async function beginAssertion(deps: Deps, command: BeginAssertion): Promise<PasskeyCeremony> {
  const { purpose } = command;
  const userId = command.purpose === "sign_in" ? undefined : command.userId;
  const passkeys = userId === undefined ? undefined : await listPasskeys(deps.db, userId);
  if (passkeys?.length === 0) {
    throw new Refusal("conflict", "passkey_missing", "This account has no passkey.");
  }
  const allowCredentials = passkeys?.map(({ credentialId, transports }) => ({
    id: credentialId,
    transports: [...transports],
  }));
  return beginCeremony(deps, {
    purpose,
    userId,
    signInChallenge: command.purpose === "second_step" ? command.signInChallenge : undefined,
    optionsOf: (challenge) =>
      generateAuthenticationOptions({
        rpID: deps.relyingParty().id,
        challenge,
        timeout: CEREMONY_MS,
        // As the second step the password has said who it is; a key that is only touched is enough then.
        userVerification: purpose === "second_step" ? "preferred" : "required",
        ...(allowCredentials && { allowCredentials }),
      }),
  });
}
