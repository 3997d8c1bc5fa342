// What the caller may do at this moment: no more than the access token says, and nothing that was taken away since it was given out.
import type { Permission } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { permittedNow } from "../../second-factor/domain/second-factor.ts";
import { findUser } from "../../store/users.ts";
import { type Actor, requirePermission } from "../domain/actor.ts";

/** Refused where `permission` is no longer among it. */
export async function presentActor(db: AnyDb, actor: Actor, permission: Permission): Promise<Actor> {
  const user = await findUser(db, actor.userId);
  const present = user?.active ? permittedNow(user) : [];
  const kept = { ...actor, permissions: new Set(present.filter((name) => actor.permissions.has(name))) };
  requirePermission(kept, permission);
  return kept;
}
