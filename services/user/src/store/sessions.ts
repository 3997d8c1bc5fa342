// All SQL of sessions and their refresh tokens.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

export type RefreshTokenState = {
  readonly sessionId: string;
  readonly userId: string;
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

const insertSession = statement<never, [string, string, Date, Date]>(
  "insert_session",
  "insert into sessions (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, $3, $3, $4)",
);
const insertToken = statement<never, [Buffer, string, Date]>(
  "insert_refresh_token",
  "insert into refresh_tokens (hash, session_id, created_at) values ($1, $2, $3)",
);
const findToken = statement<RefreshTokenState, [Buffer]>(
  "find_refresh_token",
  `select session_id as "sessionId", user_id as "userId", used_at as "usedAt", expires_at as "expiresAt", revoked_at as "revokedAt"
   from refresh_tokens join sessions on sessions.id = session_id where hash = $1`,
);
const useToken = statement<never, [Buffer, Date]>(
  "use_refresh_token",
  "update refresh_tokens set used_at = coalesce(used_at, $2) where hash = $1",
);
const prolong = statement<never, [string, Date, Date]>(
  "prolong_session",
  "update sessions set last_used_at = $2, expires_at = $3 where id = $1 and revoked_at is null",
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
};

export function insertSessionQuery({ id, userId, at, expiresAt }: NewSession): BatchQuery {
  return insertSession.query([id, userId, at, expiresAt]);
}

export function insertRefreshTokenQuery(hash: Buffer, sessionId: string, at: Date): BatchQuery {
  return insertToken.query([hash, sessionId, at]);
}

export async function findRefreshToken(db: AnyDb, hash: Buffer): Promise<RefreshTokenState | undefined> {
  return findToken.first(db, [hash]);
}

export function useRefreshTokenQuery(hash: Buffer, at: Date): BatchQuery {
  return useToken.query([hash, at]);
}

export function prolongSessionQuery(sessionId: string, at: Date, expiresAt: Date): BatchQuery {
  return prolong.query([sessionId, at, expiresAt]);
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
