// All SQL of sign-ins that wait for their second factor.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

const insert = statement<never, [Buffer, string, Date, string | null]>(
  "insert_sign_in_challenge",
  `insert into sign_in_challenges (token_hash, user_id, credential_state, expires_at)
   select $1, id, sha256(convert_to(coalesce($4, password_hash, ''), 'UTF8')), $3 from users where id = $2`,
);
const find = statement<FoundChallenge, [Buffer, Date, number]>(
  "find_sign_in_challenge",
  `select user_id as "userId", password_hash as "passwordHash" from sign_in_challenges join users on users.id = user_id
   where token_hash = $1 and expires_at > $2 and attempts < $3
     and credential_state = sha256(convert_to(coalesce(password_hash, ''), 'UTF8'))`,
);
const take = statement<{ readonly attempts: number }, [Buffer, number]>(
  "take_sign_in_attempt",
  "update sign_in_challenges set attempts = attempts + 1 where token_hash = $1 and attempts < $2 returning attempts",
);
const close = statement<object, [Buffer]>(
  "close_sign_in_challenge",
  "delete from sign_in_challenges where token_hash = $1 returning user_id",
);
const closeAll = statement<never, [string]>(
  "close_sign_in_challenges_of_user",
  "delete from sign_in_challenges where user_id = $1",
);
const deleteExpired = statement<never, [Date]>(
  "delete_expired_sign_in_challenges",
  "delete from sign_in_challenges where expires_at <= $1",
);

export type NewSignInChallenge = {
  readonly tokenHash: Buffer;
  readonly userId: string;
  readonly expiresAt: Date;
  /** The hash of the password that was right, where one was; it may be another one by now. */
  readonly passwordHash: string | null;
};
export async function insertSignInChallenge(db: AnyDb, challenge: NewSignInChallenge): Promise<void> {
  const { tokenHash, userId, expiresAt, passwordHash } = challenge;
  await insert.rows(db, [tokenHash, userId, expiresAt, passwordHash]);
}

export type FoundChallenge = { readonly userId: string; readonly passwordHash: string | null };

/** Whose sign-in waits under this hash: not over, not tried too often, begun with what is still the password. */
export async function findSignInChallenge(
  db: AnyDb,
  { tokenHash, at, attemptsMax }: { tokenHash: Buffer; at: Date; attemptsMax: number },
): Promise<FoundChallenge | undefined> {
  return find.first(db, [tokenHash, at, attemptsMax]);
}

/** Which attempt this is; undefined where there are no more, or the sign-in is complete. */
export async function takeSignInAttempt(
  db: AnyDb,
  tokenHash: Buffer,
  attemptsMax: number,
): Promise<number | undefined> {
  return (await take.first(db, [tokenHash, attemptsMax]))?.attempts;
}

/** False where the sign-in is complete already. */
export async function closeSignInChallenge(db: AnyDb, tokenHash: Buffer): Promise<boolean> {
  return (await close.rows(db, [tokenHash])).length === 1;
}
export function closeSignInChallengesOfUserQuery(userId: string): BatchQuery {
  return closeAll.query([userId]);
}
export function deleteExpiredSignInChallengesQuery(at: Date): BatchQuery {
  return deleteExpired.query([at]);
}
