// Signs somebody out everywhere: a lost phone, a shared password. They can sign in again.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import type { Deps } from "../../deps.ts";
import { revokeSessionsOfUserQuery } from "../../store/sessions.ts";
import { type Actor, requireMayManage } from "../domain/actor.ts";
import { presentActor } from "./present-actor.ts";

export type EndSessions = { readonly userId: string; readonly actor: Actor };

export async function endSessions(deps: Deps, command: EndSessions): Promise<void> {
  const { userId } = command;
  await inTransaction(deps.db, async (tx) => {
    const actor = await presentActor(tx, command.actor, "customers:write");
    requireMayManage(actor, await loadUser({ db: tx }, userId));
    const at = deps.now();
    await runBatch(tx, [
      revokeSessionsOfUserQuery(userId, { reason: "signed_out_by_staff", at }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "user.end_sessions",
        subjectType: "user",
        subjectId: userId,
        before: null,
        after: null,
        at: at.toISOString(),
      }),
    ]);
  });
}
