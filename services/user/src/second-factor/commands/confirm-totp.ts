// Somebody's authenticator app shows the right code: from now on it is asked for. An app that was there before is replaced.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { requireLivingSession } from "../../commands/require-living-session.ts";
import type { Deps } from "../../deps.ts";
import { hashOfRecoveryCode, newRecoveryCodes } from "../domain/recovery-code.ts";
import { countFactors } from "../domain/second-factor.ts";
import {
  lockSecondFactor,
  replaceRecoveryCodesQueries,
  takeTotpEnrolment,
  upsertTotpSecretQuery,
} from "../store/second-factors.ts";
import { findTotpStep, totpPurpose } from "../totp.ts";
import type { Caller } from "./begin-totp.ts";
import { newFactorQueries } from "./new-factor-queries.ts";
import { totpCodeInvalid } from "./spend-totp-code.ts";

export type ConfirmTotp = { readonly caller: Caller; readonly code: string };

/** New recovery codes; earlier ones are good no more. */
export async function confirmTotp(deps: Deps, { caller, code }: ConfirmTotp): Promise<readonly string[]> {
  const { userId } = caller;
  const recoveryCodes = newRecoveryCodes();
  const enabledAt = deps.now();
  await inTransaction(deps.db, async (tx) => {
    const isFirst = countFactors(await lockSecondFactor(tx, userId)) === 0;
    await requireLivingSession(tx, caller, enabledAt);
    // A wrong code undoes this: the enrolment stays, to be tried again.
    const sealedSecret = await takeTotpEnrolment(tx, userId, enabledAt);
    if (!sealedSecret) {
      throw new Refusal("conflict", "totp_not_begun", "Please begin again: this took too long, or is done.");
    }
    const usedStep = findTotpStep(deps.seal.open(sealedSecret, totpPurpose(userId)), code, enabledAt);
    if (usedStep === undefined) throw totpCodeInvalid("/code");
    await runBatch(tx, [
      upsertTotpSecretQuery({ userId, sealedSecret, enabledAt, usedStep }),
      ...replaceRecoveryCodesQueries(
        userId,
        recoveryCodes.map((recoveryCode) => hashOfRecoveryCode(userId, recoveryCode)),
      ),
      ...newFactorQueries(deps, { caller, isFirst, name: "an authenticator app" }),
    ]);
  });
  return recoveryCodes;
}
