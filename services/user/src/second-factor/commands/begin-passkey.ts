// Begins making a passkey: one that can sign in by itself, so it is kept with the account's handle and asks for finger, face or PIN.
import { randomBytes } from "node:crypto";
import type { PasskeyCeremony } from "@souk/contracts";
import { generateRegistrationOptions } from "@simplewebauthn/server";
import { loadUser } from "../../commands/load-user.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { CEREMONY_MS } from "../domain/passkey.ts";
import { ensurePasskeyHandle, listPasskeys } from "../store/passkeys.ts";
import { KEY_ALGORITHMS } from "../webauthn.ts";
import { beginCeremony } from "./begin-ceremony.ts";
import type { Caller } from "./begin-totp.ts";

const HANDLE_BYTES = 32;

export async function beginPasskey(deps: Deps, caller: Caller): Promise<PasskeyCeremony> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  const { email, firstName, lastName } = await loadUser(deps, userId);
  const passkeys = await listPasskeys(deps.db, userId);
  const handle = await ensurePasskeyHandle(deps.db, userId, randomBytes(HANDLE_BYTES));
  const { id, name } = deps.relyingParty();
  return beginCeremony(deps, {
    purpose: "register",
    userId,
    signInChallenge: undefined,
    optionsOf: (challenge) =>
      generateRegistrationOptions({
        rpID: id,
        rpName: name,
        userID: new Uint8Array(handle),
        userName: email,
        userDisplayName: `${firstName} ${lastName}`,
        challenge,
        timeout: CEREMONY_MS,
        attestationType: "none",
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        supportedAlgorithmIDs: KEY_ALGORITHMS,
        excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: [...transports],
        })),
      }),
  });
}
