// Keeps a passkey that an authenticator has made. With the first second factor of an account come its recovery codes.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { requireLivingSession } from "../../commands/require-living-session.ts";
import type { Deps } from "../../deps.ts";
import { type Passkey, PASSKEYS_MAX } from "../domain/passkey.ts";
import { hashOfRecoveryCode, newRecoveryCodes } from "../domain/recovery-code.ts";
import { countFactors } from "../domain/second-factor.ts";
import { takeCeremonyChallenge } from "../store/ceremonies.ts";
import { insertPasskey } from "../store/passkeys.ts";
import { lockSecondFactor, replaceRecoveryCodesQueries } from "../store/second-factors.ts";
import { parseAttestation, verifyAttestation } from "../webauthn.ts";
import type { Caller } from "./begin-totp.ts";
import { newFactorQueries } from "./new-factor-queries.ts";
import { ceremonyOver } from "./accept-passkey.ts";

export type CreatePasskey = {
  readonly passkeyId: string;
  readonly caller: Caller;
  readonly ceremonyId: string;
  readonly name: string;
  /** As the browser gave it. */
  readonly attestation: unknown;
};
export type CreatedPasskey = { readonly passkey: Passkey; readonly recoveryCodes: readonly string[] | null };

export async function createPasskey(deps: Deps, command: CreatePasskey): Promise<CreatedPasskey> {
  const { passkeyId, caller, ceremonyId: id, name } = command;
  const { userId } = caller;
  const attestation = parseAttestation(command.attestation);
  const at = deps.now();
  const signInChallenge = undefined;
  const ceremony = { id, purpose: "register", userId, signInChallenge, at } as const;
  const challenge = await takeCeremonyChallenge(deps.db, ceremony);
  if (challenge === undefined) throw ceremonyOver();
  const made = await verifyAttestation(attestation, { relyingParty: deps.relyingParty(), challenge });
  const passkey = { id: passkeyId, userId, name, ...made, createdAt: at, lastUsedAt: null };
  const recoveryCodes = await inTransaction(deps.db, async (tx) => {
    const state = await lockSecondFactor(tx, userId);
    await requireLivingSession(tx, caller, at);
    if (state.passkeyCount >= PASSKEYS_MAX) {
      throw new Refusal("conflict", "passkeys_full", `An account has ${PASSKEYS_MAX} passkeys at most.`);
    }
    if (!(await insertPasskey(tx, passkey))) {
      throw new Refusal("conflict", "passkey_known", "This passkey is in use already.");
    }
    const isFirst = countFactors(state) === 0;
    const codes = isFirst ? newRecoveryCodes() : null;
    const hashes = codes?.map((code) => hashOfRecoveryCode(userId, code));
    await runBatch(tx, [
      ...(hashes ? replaceRecoveryCodesQueries(userId, hashes) : []),
      ...newFactorQueries(deps, { caller, isFirst, name: "a passkey" }),
    ]);
    return codes;
  });
  return { passkey, recoveryCodes };
}
