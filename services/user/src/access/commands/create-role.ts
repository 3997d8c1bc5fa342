// Makes a role of the shop's own, of permissions that its maker has.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockRoleChanges } from "../../store/users.ts";
import { type Actor, requireWithinOwn } from "../domain/actor.ts";
import { insertRoleQuery, listRoles, type VersionedRole } from "../store/roles.ts";
import { presentActor } from "./present-actor.ts";

/** They are listed whole. */
const ROLES_MAX = 100;

export type CreateRole = {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly actor: Actor;
};

export async function createRole(deps: Deps, command: CreateRole): Promise<VersionedRole> {
  const { name, description } = command;
  const permissions = [...new Set(command.permissions)];
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    const actor = await presentActor(tx, command.actor, "staff:write");
    requireWithinOwn(actor, permissions);
    const all = await listRoles(tx);
    if (all.some((role) => role.name === name))
      throw new Refusal("conflict", "role_taken", "There is a role of this name.");
    if (all.length >= ROLES_MAX)
      throw new Refusal("conflict", "roles_too_many", `A shop has at most ${ROLES_MAX} roles.`);
    const role = { name, description, permissions, builtIn: false, version: 1 };
    await runBatch(tx, [
      insertRoleQuery(role),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "role.create",
        subjectType: "role",
        subjectId: name,
        before: null,
        after: { description, permissions },
        at: deps.now().toISOString(),
      }),
    ]);
    return role;
  });
}
