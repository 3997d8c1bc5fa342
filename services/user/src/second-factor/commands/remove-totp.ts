// Takes the authenticator app away from an account.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { isLastFactor } from "../domain/second-factor.ts";
import {
  deleteRecoveryCodesQuery,
  deleteTotpSecretQuery,
  lockSecondFactor,
} from "../store/second-factors.ts";
import type { Caller } from "./begin-totp.ts";

export async function removeTotp(deps: Deps, caller: Caller): Promise<void> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  await inTransaction(deps.db, async (tx) => {
    const state = await lockSecondFactor(tx, userId);
    if (state.totpEnabledAt === null) {
      throw new Refusal("not_found", "totp_not_found", "This account has no authenticator app.");
    }
    await runBatch(tx, [
      deleteTotpSecretQuery(userId),
      ...(isLastFactor(state) ? [deleteRecoveryCodesQuery(userId)] : []),
      ...accountMailQueries(deps, {
        userId,
        purpose: "sign_in_method_removed",
        value: "an authenticator app",
      }),
    ]);
  });
}
