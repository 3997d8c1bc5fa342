// Reads a role that must exist.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { findRole, type VersionedRole } from "../store/roles.ts";

export async function loadRole(db: AnyDb, name: string): Promise<VersionedRole> {
  const role = await findRole(db, name);
  if (role) return role;
  throw new Refusal("not_found", "role_not_found", "There is no such role.");
}
