// All SQL of roles and of who holds them.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Role } from "../../domain/user.ts";

export type VersionedRole = Role & { readonly version: number };

const columns = `name, description, permissions, built_in as "builtIn", version`;

const listAll = statement<VersionedRole>(
  "list_roles",
  `select ${columns} from roles order by built_in desc, name`,
);
export async function listRoles(db: AnyDb): Promise<readonly VersionedRole[]> {
  return listAll.rows(db, []);
}

const find = statement<VersionedRole, [string]>("find_role", `select ${columns} from roles where name = $1`);
export async function findRole(db: AnyDb, name: string): Promise<VersionedRole | undefined> {
  return find.first(db, [name]);
}

const insert = statement<never, [string, string, readonly string[]]>(
  "insert_role",
  "insert into roles (name, description, permissions, built_in) values ($1, $2, $3, false)",
);
export function insertRoleQuery({ name, description, permissions }: Role): BatchQuery {
  return insert.query([name, description, permissions]);
}

const update = statement<never, [string, string, readonly string[]]>(
  "update_role",
  "update roles set description = $2, permissions = $3, version = version + 1 where name = $1 and not built_in",
);
/* What a user may do is part of how the user is shown, so the holders' versions count on. */
const touchHolders = statement<never, [string, Date]>(
  "touch_holders_of_role",
  `update users set version = version + 1, updated_at = $2
   where id in (select user_id from user_roles where role = $1)`,
);
export function updateRoleQueries(role: Role, at: Date): readonly BatchQuery[] {
  return [update.query([role.name, role.description, role.permissions]), touchHolders.query([role.name, at])];
}

const remove = statement<never, [string]>(
  "delete_role",
  "delete from roles where name = $1 and not built_in",
);
export function deleteRoleQuery(name: string): BatchQuery {
  return remove.query([name]);
}

const findHolder = statement<object, [string]>(
  "find_holder_of_role",
  "select from user_roles where role = $1 limit 1",
);
export async function isRoleHeld(db: AnyDb, name: string): Promise<boolean> {
  return (await findHolder.rows(db, [name])).length > 0;
}

const findOtherHolder = statement<object, [string, string]>(
  "find_other_active_holder_of_role",
  `select from user_roles join users on users.id = user_id
   where role = $1 and active and users.id <> $2 limit 1`,
);
/** Whether an active user holds the role besides this one. */
export async function isRoleHeldByOthers(db: AnyDb, role: string, userId: string): Promise<boolean> {
  return (await findOtherHolder.rows(db, [role, userId])).length > 0;
}
