// Staff take somebody's second factor away because the phone is lost. Their password alone opens the account then, so their sessions end and they are told.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { presentActor } from "../../access/commands/present-actor.ts";
import { type Actor, requireWithinOwn } from "../../access/domain/actor.ts";
import { loadUser } from "../../commands/load-user.ts";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import type { Deps } from "../../deps.ts";
import { revokeSessionsOfUserQuery } from "../../store/sessions.ts";
import { countFactors, usableMethods } from "../domain/second-factor.ts";
import { deletePasskeysOfUserQuery } from "../store/passkeys.ts";
import {
  deleteRecoveryCodesQuery,
  deleteTotpSecretQuery,
  lockSecondFactor,
} from "../store/second-factors.ts";
import { closeSignInChallengesOfUserQuery } from "../store/sign-in-challenges.ts";

export type ResetSecondFactor = { readonly userId: string; readonly actor: Actor };

export async function resetSecondFactor(deps: Deps, command: ResetSecondFactor): Promise<void> {
  const { userId } = command;
  await inTransaction(deps.db, async (tx) => {
    const actor = await presentActor(tx, command.actor, "staff:write");
    if (actor.userId === userId)
      throw new Refusal("forbidden", "own_second_factor", "Your own is changed in your account.");
    requireWithinOwn(actor, (await loadUser({ db: tx }, userId)).permissions);
    const before = await lockSecondFactor(tx, userId);
    if (countFactors(before) === 0)
      throw new Refusal("not_found", "second_factor_not_found", "This account has no second factor.");
    const at = deps.now();
    await runBatch(tx, [
      deleteTotpSecretQuery(userId),
      deletePasskeysOfUserQuery(userId),
      deleteRecoveryCodesQuery(userId),
      closeSignInChallengesOfUserQuery(userId),
      revokeSessionsOfUserQuery(userId, { reason: "second_factor_reset", at }),
      ...accountMailQueries(deps, { userId, purpose: "sign_in_method_removed", value: "your second factor" }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "user.reset_second_factor",
        subjectType: "user",
        subjectId: userId,
        before: { methods: usableMethods(before) },
        after: { methods: [] },
        at: at.toISOString(),
      }),
    ]);
  });
}
