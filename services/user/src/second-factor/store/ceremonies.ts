// All SQL of the ceremonies in which passkeys are made and used.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Ceremony } from "../domain/passkey.ts";

const insert = statement<never, readonly unknown[]>(
  "insert_passkey_ceremony",
  `insert into passkey_ceremonies (id, purpose, challenge, user_id, sign_in_challenge, expires_at)
   values ($1, $2, $3, $4, $5, $6)`,
);
const take = statement<{ readonly challenge: string }, readonly unknown[]>(
  "take_passkey_ceremony",
  `delete from passkey_ceremonies where id = $1 and purpose = $2 and user_id is not distinct from $3
     and sign_in_challenge is not distinct from $4 and expires_at > $5 returning challenge`,
);
const deleteExpired = statement<never, [Date]>(
  "delete_expired_passkey_ceremonies",
  "delete from passkey_ceremonies where expires_at <= $1",
);

export async function insertCeremony(
  db: AnyDb,
  { id, purpose, challenge, userId, signInChallenge, expiresAt }: Ceremony,
): Promise<void> {
  await insert.rows(db, [id, purpose, challenge, userId ?? null, signInChallenge ?? null, expiresAt]);
}

/** The challenge of a ceremony that was begun for this, for this account and sign-in, and is not over. It is over now. */
export async function takeCeremonyChallenge(
  db: AnyDb,
  { id, purpose, userId, signInChallenge, at }: Omit<Ceremony, "challenge" | "expiresAt"> & { at: Date },
): Promise<string | undefined> {
  return (await take.first(db, [id, purpose, userId ?? null, signInChallenge ?? null, at]))?.challenge;
}

export function deleteExpiredCeremoniesQuery(at: Date): BatchQuery {
  return deleteExpired.query([at]);
}
