// Changes what a role of the shop's own allows, for all who hold it. Their sessions go on: the next access token, at most ten minutes
// from now, says what they may do then.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockRoleChanges } from "../../store/users.ts";
import { type Actor, requireWithinOwn } from "../domain/actor.ts";
import { updateRoleQueries, type VersionedRole } from "../store/roles.ts";
import { loadOwnRole } from "./load-own-role.ts";
import { presentActor } from "./present-actor.ts";

export type UpdateRole = {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly actor: Actor;
  readonly precondition: (role: VersionedRole) => void;
};

export async function updateRole(deps: Deps, command: UpdateRole): Promise<VersionedRole> {
  const { name, description, precondition } = command;
  const permissions = [...new Set(command.permissions)];
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    const actor = await presentActor(tx, command.actor, "staff:write");
    const before = await loadOwnRole(tx, name);
    precondition(before);
    requireWithinOwn(actor, [...permissions, ...before.permissions]);
    const after = { ...before, description, permissions, version: before.version + 1 };
    const at = deps.now();
    await runBatch(tx, [
      ...updateRoleQueries(after, at),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "role.update",
        subjectType: "role",
        subjectId: name,
        before: { description: before.description, permissions: before.permissions },
        after: { description, permissions },
        at: at.toISOString(),
      }),
    ]);
    return after;
  });
}
