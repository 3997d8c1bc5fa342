// An administrator says what somebody may do. Their sessions end, so that old tokens do not outlive old rights for long.
import { StaffActed, UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import type { Deps } from "../../deps.ts";
import { ADMINISTRATOR_ROLE, type Role, type User } from "../../domain/user.ts";
import { revokeSessionsOfUserQuery } from "../../store/sessions.ts";
import { lockRoleChanges, setRolesQueries } from "../../store/users.ts";
import {
  type Actor,
  isActiveAdministrator,
  lastAdministrator,
  requireMayChangeRoles,
} from "../domain/actor.ts";
import { chosenRoles } from "../domain/chosen-roles.ts";
import { lockUser } from "../store/accounts.ts";
import { isRoleHeldByOthers, listRoles } from "../store/roles.ts";
import { presentActor } from "./present-actor.ts";

export type AssignRoles = {
  readonly userId: string;
  readonly roleNames: readonly string[];
  readonly actor: Actor;
  readonly precondition: (user: User) => void;
};

export async function assignRoles(deps: Deps, command: AssignRoles): Promise<User> {
  const { userId, roleNames, precondition } = command;
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    await lockUser(tx, userId);
    const actor = await presentActor(tx, command.actor, "staff:write");
    const subject = await loadUser({ db: tx }, userId);
    precondition(subject);
    const roles = chosenRoles(await listRoles(tx), roleNames);
    requireMayChangeRoles({ actor, subject, roles });
    requireOwnerOfAddress(subject, roles);
    const after = { ...subject, roles: roleNames };
    if (isActiveAdministrator(subject) && !isActiveAdministrator(after)) {
      if (!(await isRoleHeldByOthers(tx, ADMINISTRATOR_ROLE, userId))) throw lastAdministrator();
    }
    const at = deps.now();
    await runBatch(tx, [
      ...setRolesQueries(userId, [...new Set(roleNames)], at),
      revokeSessionsOfUserQuery(userId, { reason: "roles_changed", at }),
      outboxQuery(UserUpdated, { userId }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "user.assign_roles",
        subjectType: "user",
        subjectId: userId,
        before: { roles: subject.roles },
        after: { roles: roleNames },
        at: at.toISOString(),
      }),
    ]);
    return loadUser({ db: tx }, userId);
  });
}

/** Anybody can open an account with a colleague's address; rights are only for whoever proved that it is theirs. */
function requireOwnerOfAddress(subject: User, roles: readonly Role[]): void {
  const gained = roles
    .flatMap(({ permissions }) => permissions)
    .some((name) => !subject.permissions.includes(name));
  if (gained && subject.emailVerifiedAt === null)
    throw new Refusal(
      "conflict",
      "email_unverified",
      "This person has not confirmed their e-mail address yet.",
    );
}
