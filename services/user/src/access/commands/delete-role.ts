// Deletes a role of the shop's own that nobody holds any more.
import { StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockRoleChanges } from "../../store/users.ts";
import { type Actor, requireWithinOwn } from "../domain/actor.ts";
import { deleteRoleQuery, isRoleHeld } from "../store/roles.ts";
import { loadOwnRole } from "./load-own-role.ts";
import { presentActor } from "./present-actor.ts";

export type DeleteRole = {
  readonly name: string;
  readonly actor: Actor;
};

export async function deleteRole(deps: Deps, command: DeleteRole): Promise<void> {
  const { name } = command;
  await inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    const actor = await presentActor(tx, command.actor, "staff:write");
    const role = await loadOwnRole(tx, name);
    requireWithinOwn(actor, role.permissions);
    if (await isRoleHeld(tx, name))
      throw new Refusal("conflict", "role_in_use", "Somebody holds this role; give them another one first.");
    await runBatch(tx, [
      deleteRoleQuery(name),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "role.delete",
        subjectType: "role",
        subjectId: name,
        before: { description: role.description, permissions: role.permissions },
        after: null,
        at: deps.now().toISOString(),
      }),
    ]);
  });
}
