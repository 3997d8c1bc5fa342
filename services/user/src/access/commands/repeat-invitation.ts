// Sends an invited colleague another link, where the first was lost or came too late. Both work until one is used.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import type { Deps } from "../../deps.ts";
import { type Actor, requireMayManage } from "../domain/actor.ts";
import { isInvitationWaiting } from "../store/accounts.ts";
import { presentActor } from "./present-actor.ts";

export type RepeatInvitation = { readonly userId: string; readonly actor: Actor };

export async function repeatInvitation(deps: Deps, command: RepeatInvitation): Promise<void> {
  const { userId } = command;
  await inTransaction(deps.db, async (tx) => {
    const actor = await presentActor(tx, command.actor, "staff:write");
    const subject = await loadUser({ db: tx }, userId);
    requireMayManage(actor, subject);
    if (!subject.active || !(await isInvitationWaiting(tx, userId)))
      throw new Refusal("conflict", "no_invitation", "This person is not waiting for an invitation.");
    await runBatch(tx, [
      ...accountMailQueries(deps, { userId, purpose: "invitation" }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "user.repeat_invitation",
        subjectType: "user",
        subjectId: userId,
        before: null,
        after: null,
        at: deps.now().toISOString(),
      }),
    ]);
  });
}
