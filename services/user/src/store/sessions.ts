// All SQL of sessions and their refresh tokens.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

export type RefreshTokenState = {
  readonly sessionId: string;
  readonly userId: string;
  readonly usedAt: Date | null;
  readonly successorSalt: Buffer | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/* Whoever changes how the account is signed in to waits for the session, to end it, or has changed it before. */
const holdUser = statement<never, [string]>("hold_user", "select from users where id = $1 for share");
/* A statement of its own, behind that: it sees what was changed while the lock was waited for. */
const insertSession = statement<object, readonly unknown[]>(
  "insert_session",
  `with session as (
     insert into sessions (id, user_id, created_at, last_used_at, authenticated_at, expires_at, device, network)
     select $1, id, $3, $3, $3, $4, $5, $6 from users where id = $2 and active and ($7::text is null or password_hash = $7)
       and ($8 or not exists (select from totp_secrets where user_id = $2) and not exists (select from passkeys where user_id = $2))
     returning id)
   insert into refresh_tokens (hash, session_id, created_at) select $9, id, $3 from session returning session_id`,
);
const findToken = statement<RefreshTokenState, [Buffer]>(
  "find_refresh_token",
  `select session_id as "sessionId", user_id as "userId", used_at as "usedAt", successor_salt as "successorSalt",
     expires_at as "expiresAt", revoked_at as "revokedAt"
   from refresh_tokens join sessions on sessions.id = session_id where hash = $1`,
);
/* One statement, so that of many who bring one token one alone makes its successor, and none does for a session that has ended. */
const rotate = statement<{ readonly hash: Buffer }, readonly unknown[]>(
  "rotate_refresh_token",
  `with alive as materialized (select id from sessions where id = $2 and revoked_at is null and expires_at > $3 for update),
     used as (update refresh_tokens set used_at = $3, successor_salt = $4
       where hash = $1 and used_at is null and session_id in (select id from alive) returning session_id),
     prolonged as (update sessions set last_used_at = $3, expires_at = $6 where id in (select session_id from used))
   insert into refresh_tokens (hash, session_id, created_at) select $5, session_id, $3 from used returning hash`,
);
const revoke = statement<never, [string, Date, string]>(
  "revoke_session",
  "update sessions set revoked_at = $2, revoked_reason = $3 where id = $1 and revoked_at is null",
);
const revokeAll = statement<never, [string, Date, string]>(
  "revoke_sessions_of_user",
  "update sessions set revoked_at = $2, revoked_reason = $3 where user_id = $1 and revoked_at is null",
);

export type NewSession = {
  readonly id: string;
  readonly userId: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly device: string;
  readonly network: string | null;
  /** Of its first refresh token. */
  readonly tokenHash: Buffer;
  /** The hash of the password that was right, where one was. */
  readonly passwordHash: string | null;
  readonly provesSecondFactor: boolean;
};

/** The last of them gives a row, unless the account was closed, got another password, or got a second factor that was not asked for. */
export function insertSessionQueries(session: NewSession): readonly BatchQuery[] {
  const { id, userId, at, expiresAt, device, network, tokenHash, passwordHash, provesSecondFactor } = session;
  const proven = [passwordHash, provesSecondFactor];
  return [
    holdUser.query([userId]),
    insertSession.query([id, userId, at, expiresAt, device, network, ...proven, tokenHash]),
  ];
}

export type SessionProof = { readonly authenticatedAt: Date; readonly emailVerifiedAt: Date | null };

const findProof = statement<SessionProof, [string, string, Date]>(
  "find_session_proof",
  `select authenticated_at as "authenticatedAt", email_verified_at as "emailVerifiedAt" from sessions join users on users.id = user_id
   where sessions.id = $1 and user_id = $2 and revoked_at is null and expires_at > $3`,
);
/** Of a session that lives. */
export async function findSessionProof(
  db: AnyDb,
  { sessionId, userId }: { readonly sessionId: string; readonly userId: string },
  at: Date,
): Promise<SessionProof | undefined> {
  return findProof.first(db, [sessionId, userId, at]);
}

const renew = statement<never, [string, Date]>(
  "renew_session_proof",
  "update sessions set authenticated_at = $2 where id = $1 and revoked_at is null",
);
/** Somebody proved once more who they are. */
export function renewProofQuery(sessionId: string, at: Date): BatchQuery {
  return renew.query([sessionId, at]);
}

export async function findRefreshToken(db: AnyDb, hash: Buffer): Promise<RefreshTokenState | undefined> {
  return findToken.first(db, [hash]);
}

export type Rotation = {
  readonly hash: Buffer;
  readonly sessionId: string;
  readonly successor: { readonly hash: Buffer; readonly salt: Buffer };
  readonly at: Date;
  readonly expiresAt: Date;
};
/** False where somebody else was faster, or the session has ended. */
export async function rotateRefreshToken(db: AnyDb, rotation: Rotation): Promise<boolean> {
  const { hash, sessionId, successor, at, expiresAt } = rotation;
  const row = await rotate.first(db, [hash, sessionId, at, successor.salt, successor.hash, expiresAt]);
  return row !== undefined;
}

export async function revokeSession(
  db: AnyDb,
  sessionId: string,
  because: { reason: string; at: Date },
): Promise<void> {
  await revoke.rows(db, [sessionId, because.at, because.reason]);
}

export function revokeSessionsOfUserQuery(userId: string, because: { reason: string; at: Date }): BatchQuery {
  return revokeAll.query([userId, because.at, because.reason]);
}

const wasSeen = statement<{ readonly isKnown: boolean }, [string, string | null, Date]>(
  "was_owner_seen_in_network",
  `select exists (select from users join sessions on user_id = users.id
     where email_canonical = $1 and email_verified_at is not null and network = $2 and last_used_at > $3) as "isKnown"`,
);
/** Whether the owner of an address was signed in from there. A mere claim of the address does not count: anybody can make one. */
export async function wasOwnerSeenIn(
  db: AnyDb,
  { emailCanonical, network }: { readonly emailCanonical: string; readonly network: string | null },
  since: Date,
): Promise<boolean> {
  return (await wasSeen.first(db, [emailCanonical, network, since]))?.isKnown === true;
}

/* One that was used so long ago is no second tab's; its session goes on without it. */
const forgetUsedTokens = statement<object, [Date, number]>(
  "delete_used_refresh_tokens",
  "delete from refresh_tokens where hash in (select hash from refresh_tokens where used_at < $1 limit $2) returning 1 as gone",
);
const forgetTokensOfEnded = statement<object, [Date, number]>(
  "delete_refresh_tokens_of_ended_sessions",
  `delete from refresh_tokens where hash in (
     select hash from refresh_tokens join sessions on sessions.id = session_id where least(expires_at, revoked_at) < $1 limit $2)
   returning 1 as gone`,
);
const forgetSessions = statement<object, [Date, number]>(
  "delete_ended_sessions",
  `delete from sessions where id in (
     select id from sessions where least(expires_at, revoked_at) < $1
       and not exists (select from refresh_tokens where session_id = sessions.id) limit $2)
   returning 1 as gone`,
);
/** Sessions that ended before that time, and tokens that were used before it; each gives a row for what it deletes. */
export function deleteEndedSessionsQueries(before: Date, rowsMax: number): readonly BatchQuery[] {
  return [forgetUsedTokens, forgetTokensOfEnded, forgetSessions].map((forget) =>
    forget.query([before, rowsMax]),
  );
}

export type SessionSummary = {
  readonly id: string;
  readonly device: string;
  readonly network: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
};

const list = statement<SessionSummary, [string, Date, number]>(
  "list_sessions",
  `select id, device, network, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt" from sessions
   where user_id = $1 and revoked_at is null and expires_at > $2 order by last_used_at desc, id desc limit $3`,
);
/** Those that live, the one used last first. */
export async function listSessions(
  db: AnyDb,
  userId: string,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<readonly SessionSummary[]> {
  return list.rows(db, [userId, at, limit]);
}

const revokeOwn = statement<{ readonly id: string }, [string, string, Date, string]>(
  "revoke_own_session",
  `update sessions set revoked_at = $3, revoked_reason = $4
   where id = $1 and user_id = $2 and revoked_at is null and expires_at > $3 returning id`,
);
/** False where the user has no such session that lives. */
export async function revokeOwnSession(
  db: AnyDb,
  { sessionId, userId }: { readonly sessionId: string; readonly userId: string },
  because: { reason: string; at: Date },
): Promise<boolean> {
  return (await revokeOwn.first(db, [sessionId, userId, because.at, because.reason])) !== undefined;
}

const revokeOthers = statement<never, [string, string, Date, string]>(
  "revoke_other_sessions",
  `update sessions set revoked_at = $3, revoked_reason = $4 where user_id = $2 and id <> $1 and revoked_at is null`,
);
export function revokeOtherSessionsQuery(
  { sessionId, userId }: { readonly sessionId: string; readonly userId: string },
  because: { reason: string; at: Date },
): BatchQuery {
  return revokeOthers.query([sessionId, userId, because.at, because.reason]);
}
