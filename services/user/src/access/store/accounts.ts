// All SQL by which staff find accounts, close them and open them.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { User } from "../../domain/user.ts";
import { userColumns } from "../../store/users.ts";

const list = statement<User, readonly unknown[]>(
  "list_users",
  `select ${userColumns} from users
   where ($1::text is null or email_canonical like '%' || $1 || '%' or lower(first_name || ' ' || last_name) like '%' || $1 || '%')
     and ($2::text is null or exists (select from user_roles where user_id = users.id and role = $2))
     and ($3::timestamptz is null or (created_at, users.id) < ($3, $4::uuid))
     and ($5::boolean is null or active = $5)
     and ($6::boolean is null or (email_verified_at is not null) = $6)
   order by created_at desc, users.id desc limit $7`,
);

export type UserFilter = {
  readonly search: string | undefined;
  readonly role: string | undefined;
  readonly active: boolean | undefined;
  readonly verified: boolean | undefined;
  readonly before: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
};

/** Newest first; one row more than `limit` tells that there is another page. */
export async function listUsers(db: AnyDb, filter: UserFilter): Promise<readonly User[]> {
  const { search, role, active, verified, before, limit } = filter;
  const pattern = search?.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);
  return list.rows(db, [pattern, role, before?.[0], before?.[1], active, verified, limit + 1]);
}

const lock = statement<never, [string]>("lock_user", "select from users where id = $1 for update");
/** What is read of the user from here on stays so until the end of the transaction. */
export async function lockUser(db: AnyDb, userId: string): Promise<void> {
  await lock.rows(db, [userId]);
}

const setActive = statement<never, [string, boolean, Date]>(
  "set_user_active",
  "update users set active = $2, version = version + 1, updated_at = $3 where id = $1",
);
export function setActiveQuery(userId: string, active: boolean, at: Date): BatchQuery {
  return setActive.query([userId, active, at]);
}

const markInvited = statement<never, [string, Date]>(
  "mark_user_invited",
  "update users set invited_at = $2 where id = $1",
);
export function markInvitedQuery(userId: string, at: Date): BatchQuery {
  return markInvited.query([userId, at]);
}

const findWaiting = statement<object, [string]>(
  "find_waiting_invitation",
  "select from users where id = $1 and invited_at is not null and email_verified_at is null",
);
/** Whether the user was invited and has not answered yet. */
export async function isInvitationWaiting(db: AnyDb, userId: string): Promise<boolean> {
  return (await findWaiting.rows(db, [userId])).length > 0;
}

const findRival = statement<{ readonly isOwner: boolean }, [string]>(
  "find_account_in_the_way_of_an_invitation",
  `select email_verified_at is not null as "isOwner" from users
   where email_canonical = $1 and (email_verified_at is not null or (invited_at is not null and active))
   order by email_verified_at limit 1`,
);
/** An account that has the address, or one that was invited there and has not answered yet. */
export async function findInvitationRival(
  db: AnyDb,
  emailCanonical: string,
): Promise<"owner" | "invited" | undefined> {
  const rival = await findRival.first(db, [emailCanonical]);
  return rival && (rival.isOwner ? "owner" : "invited");
}
