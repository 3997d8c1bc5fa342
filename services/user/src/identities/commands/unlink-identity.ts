// Takes an account elsewhere from the ways in which somebody signs in; what came in by its tokens ends.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import { requireFreshSession } from "../../commands/require-fresh-session.ts";
import type { Deps } from "../../deps.ts";
import { lockAccount } from "../../store/credentials.ts";
import type { SignedIn } from "../domain/identity-flow.ts";
import { deleteIdentity } from "../store/identities.ts";
import { revokeOutsideSessionsQuery } from "../store/outside-sessions.ts";
import { requireSignInMethod } from "./require-sign-in-method.ts";

export async function unlinkIdentity(deps: Deps, caller: SignedIn, identityId: string): Promise<void> {
  await requireFreshSession(deps, caller);
  const { userId } = caller;
  await inTransaction(deps.db, async (tx) => {
    await lockAccount(tx, userId);
    await runBatch(tx, [
      revokeOutsideSessionsQuery(identityId, { reason: "identity_unlinked", at: deps.now() }),
    ]);
    const removed = await deleteIdentity(tx, { id: identityId, userId });
    if (!removed) throw new Refusal("not_found", "identity_not_found", "There is no such linked account.");
    await requireSignInMethod(deps, tx, userId);
    const value = deps.identityProviders.nameOf(removed.provider);
    await runBatch(tx, [...accountMailQueries(deps, { userId, purpose: "sign_in_method_removed", value })]);
  });
}
