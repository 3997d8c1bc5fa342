// Closes an account, or opens it again. What was signed in with it ends, and so do its API keys, for good.
import { StaffActed, UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import type { Deps } from "../../deps.ts";
import { ADMINISTRATOR_ROLE, type User } from "../../domain/user.ts";
import { revokeSessionsOfUserQuery } from "../../store/sessions.ts";
import { lockRoleChanges } from "../../store/users.ts";
import { type Actor, isActiveAdministrator, lastAdministrator, requireMayManage } from "../domain/actor.ts";
import { lockUser, setActiveQuery } from "../store/accounts.ts";
import { revokeApiKeysOfUserQuery } from "../store/api-keys.ts";
import { isRoleHeldByOthers } from "../store/roles.ts";
import { presentActor } from "./present-actor.ts";

export type SetActive = {
  readonly userId: string;
  readonly active: boolean;
  readonly actor: Actor;
  readonly precondition: (user: User) => void;
};

export async function setActive(deps: Deps, command: SetActive): Promise<User> {
  const { userId, active, precondition } = command;
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    await lockUser(tx, userId);
    const actor = await presentActor(tx, command.actor, "customers:write");
    const subject = await loadUser({ db: tx }, userId);
    precondition(subject);
    requireMayManage(actor, subject);
    if (subject.active === active) return subject;
    if (isActiveAdministrator(subject) && !(await isRoleHeldByOthers(tx, ADMINISTRATOR_ROLE, userId)))
      throw lastAdministrator();
    const at = deps.now();
    const because = { reason: "account_closed", at };
    await runBatch(tx, [
      setActiveQuery(userId, active, at),
      ...(active
        ? []
        : [revokeSessionsOfUserQuery(userId, because), revokeApiKeysOfUserQuery(userId, because)]),
      outboxQuery(UserUpdated, { userId }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: active ? "user.activate" : "user.deactivate",
        subjectType: "user",
        subjectId: userId,
        before: { active: subject.active },
        after: { active },
        at: at.toISOString(),
      }),
    ]);
    return loadUser({ db: tx }, userId);
  });
}
