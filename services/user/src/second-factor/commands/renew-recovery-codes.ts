// Ten new recovery codes for somebody who has a second factor; earlier ones are good no more.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { hashOfRecoveryCode, newRecoveryCodes } from "../domain/recovery-code.ts";
import { countFactors } from "../domain/second-factor.ts";
import { lockSecondFactor, replaceRecoveryCodesQueries } from "../store/second-factors.ts";
import type { Caller } from "./begin-totp.ts";

export async function renewRecoveryCodes(deps: Deps, caller: Caller): Promise<readonly string[]> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  const recoveryCodes = newRecoveryCodes();
  await inTransaction(deps.db, async (tx) => {
    if (countFactors(await lockSecondFactor(tx, userId)) === 0) {
      throw new Refusal(
        "conflict",
        "second_factor_missing",
        "Set up an authenticator app or a passkey first.",
      );
    }
    const hashes = recoveryCodes.map((code) => hashOfRecoveryCode(userId, code));
    await runBatch(tx, replaceRecoveryCodesQueries(userId, hashes));
  });
  return recoveryCodes;
}
