// All SQL of users and roles.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Role, User } from "../domain/user.ts";

/** A user as the domain sees them, with what their roles add up to. */
export const userColumns = `users.id, users.version, email, first_name as "firstName", last_name as "lastName", phone, addresses,
  email_verified_at as "emailVerifiedAt", active, created_at as "createdAt", updated_at as "updatedAt",
  (select coalesce(array_agg(role order by role), '{}') from user_roles where user_id = users.id) as roles,
  (select coalesce(array_agg(distinct permission order by permission), '{}') from user_roles
     join roles on roles.name = user_roles.role, unnest(roles.permissions) as permission where user_id = users.id) as permissions,
  exists (select from totp_secrets where user_id = users.id) or exists (select from passkeys where user_id = users.id) as "hasSecondFactor",
  (select staff_second_factor = 'required' from sign_in_policy) and exists (
     select from user_roles join roles on roles.name = user_roles.role where user_id = users.id and cardinality(roles.permissions) > 0
   ) as "staffNeedsSecondFactor"`;

const findById = statement<User, [string]>("find_user", `select ${userColumns} from users where id = $1`);
const insert = statement<never, readonly unknown[]>(
  "insert_user",
  `insert into users (id, email, email_canonical, password_hash, first_name, last_name, email_verified_at, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
);
const updateProfile = statement<never, readonly unknown[]>(
  "update_profile",
  `with changed as (update users set version = version + 1, first_name = $3, last_name = $4, phone = $5, addresses = $6, updated_at = $7
     where id = $1 and version = $2 returning 1) select count(*)::int as changed from changed`,
);
export async function findUser(db: AnyDb, userId: string): Promise<User | undefined> {
  return findById.first(db, [userId]);
}

export type NewUser = {
  readonly id: string;
  readonly email: string;
  readonly emailCanonical: string;
  /** Null: signs in some other way, or was invited. */
  readonly passwordHash: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailVerifiedAt: Date | null;
  readonly at: Date;
};

export function insertUserQuery(user: NewUser): BatchQuery {
  const { id, email, emailCanonical, passwordHash, firstName, lastName, emailVerifiedAt, at } = user;
  return insert.query([id, email, emailCanonical, passwordHash, firstName, lastName, emailVerifiedAt, at]);
}

/** False where somebody changed the user since it was read. */
export async function updateUserProfile(db: AnyDb, user: User, versionBefore: number): Promise<boolean> {
  const { id, firstName, lastName, phone, addresses, updatedAt } = user;
  const rows = await updateProfile.rows(db, [
    id,
    versionBefore,
    firstName,
    lastName,
    phone,
    JSON.stringify(addresses),
    updatedAt,
  ]);
  return (rows[0] as unknown as { changed: number }).changed === 1;
}

const upsertRole = statement<never, [string, string, readonly string[]]>(
  "upsert_built_in_role",
  `insert into roles (name, description, permissions, built_in) values ($1, $2, $3, true)
   on conflict (name) do update set description = excluded.description, permissions = excluded.permissions, built_in = true`,
);
export function upsertBuiltInRoleQuery(role: Omit<Role, "builtIn">): BatchQuery {
  return upsertRole.query([role.name, role.description, role.permissions]);
}

const deleteRoles = statement<never, [string]>(
  "delete_user_roles",
  "delete from user_roles where user_id = $1",
);
const insertRoles = statement<never, [string, readonly string[]]>(
  "insert_user_roles",
  "insert into user_roles (user_id, role) select $1, unnest($2::text[])",
);
const touch = statement<never, [string, Date]>(
  "touch_user",
  "update users set version = version + 1, updated_at = $2 where id = $1",
);
export function setRolesQueries(userId: string, roles: readonly string[], at: Date): readonly BatchQuery[] {
  return [deleteRoles.query([userId]), insertRoles.query([userId, roles]), touch.query([userId, at])];
}
export function insertRolesQuery(userId: string, roles: readonly string[]): BatchQuery {
  return insertRoles.query([userId, roles]);
}

const countRole = statement<{ readonly count: number }, [string]>(
  "count_role",
  "select count(*)::int as count from user_roles join users on users.id = user_id where role = $1 and active",
);
export async function countActiveWithRole(db: AnyDb, role: string): Promise<number> {
  return (await countRole.first(db, [role]))?.count ?? 0;
}

const lock = statement<never, []>("lock_roles", "select pg_advisory_xact_lock(hashtext('souk/user/roles'))");
/** Role changes happen one after the other, so that two of them cannot take the last two administrators away. */
export async function lockRoleChanges(db: AnyDb): Promise<void> {
  await lock.rows(db, []);
}
