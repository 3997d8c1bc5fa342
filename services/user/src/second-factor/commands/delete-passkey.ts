// Takes a passkey away from an account.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { requireSignInMethod } from "../../identities/commands/require-sign-in-method.ts";
import { isLastFactor } from "../domain/second-factor.ts";
import { removePasskey } from "../store/passkeys.ts";
import { deleteRecoveryCodesQuery, lockSecondFactor } from "../store/second-factors.ts";
import type { Caller } from "./begin-totp.ts";

export type DeletePasskey = { readonly id: string; readonly caller: Caller };

export async function deletePasskey(deps: Deps, { id, caller }: DeletePasskey): Promise<void> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  await inTransaction(deps.db, async (tx) => {
    const state = await lockSecondFactor(tx, userId);
    if (!(await removePasskey(tx, { id, userId }))) throw passkeyNotFound();
    await requireSignInMethod(deps, tx, userId);
    await runBatch(tx, [
      ...(isLastFactor(state) ? [deleteRecoveryCodesQuery(userId)] : []),
      ...accountMailQueries(deps, { userId, purpose: "sign_in_method_removed", value: "a passkey" }),
    ]);
  });
}

export function passkeyNotFound(): Refusal {
  return new Refusal("not_found", "passkey_not_found", "There is no such passkey.");
}
