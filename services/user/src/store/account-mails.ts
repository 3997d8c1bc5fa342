// All SQL of the mails about accounts.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { AccountMail, MailWithAccount } from "../domain/account-mail.ts";

/** What a link may be bound to. No address contains a line feed. */
const stateOfUser = `sha256(convert_to(users.email || chr(10) || coalesce(users.password_hash, ''), 'UTF8'))`;

const insert = statement<never, readonly unknown[]>(
  "insert_account_mail",
  `insert into account_mails (id, user_id, purpose, recipient, detail, state, created_at, expires_at)
   select $1, users.id, $3, coalesce($4, users.email), $5, ${stateOfUser}, $6, $7 from users
   where users.id = $2 and ($8::text is null or users.password_hash = $8)`,
);

export type NewAccountMail = Pick<AccountMail, "id" | "userId" | "purpose" | "detail" | "expiresAt"> & {
  /** Default: the account's own address. */
  readonly recipient: string | undefined;
  /** Where given, the mail is written only if this is the hash of the account's password. */
  readonly passwordHash: string | null;
  readonly at: Date;
};

/** Binds the mail to the account as it is at this point of the batch. */
export function insertAccountMailQuery(mail: NewAccountMail): BatchQuery {
  const { id, userId, purpose, recipient, detail, at, expiresAt, passwordHash } = mail;
  const values = [id, userId, purpose, recipient ?? null, detail, at, expiresAt];
  return insert.query([...values, passwordHash]);
}

const find = statement<MailWithAccount, [string]>(
  "find_account_mail",
  `select account_mails.id, user_id as "userId", purpose, recipient, detail, state, expires_at as "expiresAt", used_at as "usedAt",
     users.email as "accountEmail", ${stateOfUser} as "accountState", first_name as "firstName"
   from account_mails join users on users.id = user_id where account_mails.id = $1`,
);
export async function findAccountMail(db: AnyDb, mailId: string): Promise<MailWithAccount | undefined> {
  return find.first(db, [mailId]);
}

const use = statement<{ readonly id: string }, [string, Date]>(
  "use_account_mail",
  `update account_mails set used_at = $2 where id = $1 and used_at is null and expires_at > $2 returning id`,
);
/** False where somebody else was faster. */
export async function useAccountMail(db: AnyDb, mailId: string, at: Date): Promise<boolean> {
  return (await use.first(db, [mailId, at])) !== undefined;
}

const forget = statement<object, [Date, number]>(
  "delete_expired_account_mails",
  "delete from account_mails where id in (select id from account_mails where expires_at < $1 limit $2) returning 1 as gone",
);
export function deleteExpiredAccountMailsQuery(before: Date, rowsMax: number): BatchQuery {
  return forget.query([before, rowsMax]);
}
