// An administrator says what somebody may do. Their sessions end, so that old tokens do not outlive old rights for long.
import { StaffActed, UserUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { ADMINISTRATOR_ROLE, requireMayChangeRoles, type Role, type User } from "../domain/user.ts";
import { revokeSessionsOfUserQuery } from "../store/sessions.ts";
import { countActiveWithRole, listRoles, lockRoleChanges, setRolesQueries } from "../store/users.ts";
import { loadUser } from "./load-user.ts";

export type AssignRoles = {
  readonly userId: string;
  readonly roleNames: readonly string[];
  readonly actor: { readonly userId: string; readonly permissions: ReadonlySet<string> };
  readonly precondition: (user: User) => void;
};

export async function assignRoles(deps: Deps, command: AssignRoles): Promise<User> {
  const { userId, actor, roleNames, precondition } = command;
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    const subject = await loadUser({ db: tx }, userId);
    precondition(subject);
    const roles = chosenRoles(await listRoles(tx), roleNames);
    const isAdministrator = subject.roles.includes(ADMINISTRATOR_ROLE);
    const isLastAdministrator = isAdministrator && (await countActiveWithRole(tx, ADMINISTRATOR_ROLE)) === 1;
    requireMayChangeRoles({ actor, subject, roles, isLastAdministrator });
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

function chosenRoles(all: readonly Role[], names: readonly string[]): readonly Role[] {
  return names.map((name, index) => {
    const role = all.find((candidate) => candidate.name === name);
    if (role) return role;
    throw new Refusal("unprocessable", "role_unknown", "There is no such role.", {
      fields: [{ pointer: `/roles/${index}`, code: "unknown", message: "must be a role of the shop" }],
    });
  });
}
