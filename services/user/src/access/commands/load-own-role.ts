// Reads a role that staff may edit: it exists, and is not one of those that come with Souk.
import type { AnyDb } from "@souk/db";
import { requireOwnRole } from "../domain/actor.ts";
import type { VersionedRole } from "../store/roles.ts";
import { loadRole } from "./load-role.ts";

export async function loadOwnRole(db: AnyDb, name: string): Promise<VersionedRole> {
  const role = await loadRole(db, name);
  requireOwnRole(role);
  return role;
}
