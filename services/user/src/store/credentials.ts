// All SQL of whose an address is, of passwords, and of proving and changing addresses.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Account } from "../domain/user.ts";
import { userColumns } from "./users.ts";

const accountColumns = `${userColumns}, password_hash as "passwordHash"`;

export type AccountsOfAddress = {
  /** Who proved the address. */
  readonly owner: Account | undefined;
  /** The newest account with a password that says it has the address and has not proven it. */
  readonly claim: Account | undefined;
};

const findOfAddress = statement<Account, [string]>(
  "find_accounts_of_address",
  `select ${accountColumns} from users where email_canonical = $1 and (email_verified_at is not null or users.id = (
     select id from users where email_canonical = $1 and email_verified_at is null and password_hash is not null
     order by created_at desc, id desc limit 1))`,
);
export async function findAccountsOfAddress(db: AnyDb, emailCanonical: string): Promise<AccountsOfAddress> {
  const accounts = await findOfAddress.rows(db, [emailCanonical]);
  return {
    owner: accounts.find(({ emailVerifiedAt }) => emailVerifiedAt !== null),
    claim: accounts.find(({ emailVerifiedAt }) => emailVerifiedAt === null),
  };
}

const findReset = statement<{ readonly id: string }, [string]>(
  "find_account_to_reset",
  `select id from users where email_canonical = $1 and active order by email_verified_at is null, created_at, id limit 1`,
);
/** The owner; without one the oldest claim, which a newer one has not pushed out by that. */
export async function findAccountToReset(db: AnyDb, emailCanonical: string): Promise<string | undefined> {
  return (await findReset.first(db, [emailCanonical]))?.id;
}

const findAccountById = statement<Account, [string]>(
  "find_account",
  `select ${accountColumns} from users where id = $1`,
);
export async function findAccount(db: AnyDb, userId: string): Promise<Account | undefined> {
  return findAccountById.first(db, [userId]);
}

const lock = statement<never, [string]>(
  "lock_address",
  "select pg_advisory_xact_lock(hashtextextended('souk/user/address/' || $1, 0))",
);
/** Accounts of one address are opened one after the other. */
export async function lockAddress(db: AnyDb, emailCanonical: string): Promise<void> {
  await lock.rows(db, [emailCanonical]);
}

const lockUser = statement<{ readonly id: string }, [string]>(
  "lock_user",
  "select id from users where id = $1 for update",
);
/** Changes of how somebody signs in happen one after the other. */
export async function lockAccount(db: AnyDb, userId: string): Promise<void> {
  await lockUser.rows(db, [userId]);
}

const changePassword = statement<{ readonly id: string }, [string, string, Date, string | null]>(
  "change_password",
  `update users set password_hash = $2, version = version + 1, updated_at = $3
   where id = $1 and password_hash is not distinct from $4 returning id`,
);
/** False where the password is another one by now. */
export async function changePasswordHash(
  db: AnyDb,
  account: Pick<Account, "id" | "passwordHash">,
  { passwordHash, at }: { readonly passwordHash: string; readonly at: Date },
): Promise<boolean> {
  return (await changePassword.first(db, [account.id, passwordHash, at, account.passwordHash])) !== undefined;
}

const setPassword = statement<never, [string, string, Date]>(
  "set_password",
  `update users set password_hash = $2, email_verified_at = coalesce(email_verified_at, $3), version = version + 1, updated_at = $3
   where id = $1`,
);
/** For who read a mail: the address is proven by that. Fails as taken where somebody else owns the address. */
export function setPasswordQuery(userId: string, passwordHash: string, at: Date): BatchQuery {
  return setPassword.query([userId, passwordHash, at]);
}

const prove = statement<never, [string, Date]>(
  "prove_address",
  `update users set email_verified_at = $2, version = version + 1, updated_at = $2 where id = $1 and email_verified_at is null`,
);
/** Fails as taken where somebody else owns the address. */
export function proveAddressQuery(userId: string, at: Date): BatchQuery {
  return prove.query([userId, at]);
}

const changeEmail = statement<never, [string, string, string, Date]>(
  "change_email",
  `update users set email = $2, email_canonical = $3, email_verified_at = $4, version = version + 1, updated_at = $4 where id = $1`,
);
export type EmailChange = { readonly email: string; readonly emailCanonical: string; readonly at: Date };
/** Fails as taken where somebody else owns the new address. */
export function changeEmailQuery(userId: string, { email, emailCanonical, at }: EmailChange): BatchQuery {
  return changeEmail.query([userId, email, emailCanonical, at]);
}
