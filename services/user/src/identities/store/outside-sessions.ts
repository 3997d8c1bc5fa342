// All SQL of the sessions that stand for sign-ins at an outside issuer.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Person } from "./identities.ts";

/** `sessionId` is null, and so is all else, where the session has ended so long ago that it was forgotten. */
export type OutsideSession = {
  readonly sessionId: string | null;
  readonly endedAt: Date | null;
  readonly lastUsedAt: Date | null;
};
export type OutsideSessionKey = Person & { readonly session: string };

const ofIdentity = "identity_id = (select id from identities where issuer = $1 and subject = $2)";

const find = statement<OutsideSession, [string, string, string]>(
  "find_outside_session",
  `select session_id as "sessionId", least(revoked_at, expires_at) as "endedAt", last_used_at as "lastUsedAt"
   from outside_sessions left join sessions on sessions.id = session_id where ${ofIdentity} and outside_session = $3`,
);
/** Never fresh: that somebody signed in elsewhere, some time, is not enough to change how they sign in here. */
const insertSession = statement<never, readonly unknown[]>(
  "insert_session_of_outside",
  `insert into sessions (id, user_id, created_at, last_used_at, authenticated_at, expires_at, device)
   values ($1, $2, $3, $3, 'epoch', $4, $5)`,
);
const insertOutside = statement<never, readonly unknown[]>(
  "insert_outside_session",
  `insert into outside_sessions (identity_id, outside_session, session_id)
   select id, $3, $4 from identities where issuer = $1 and subject = $2`,
);
const forget = statement<never, readonly unknown[]>(
  "delete_ended_outside_session",
  `delete from outside_sessions where ${ofIdentity} and outside_session = $3 and session_id is not distinct from $4::uuid`,
);
const prolong = statement<never, [string, Date, Date]>(
  "prolong_outside_session",
  "update sessions set last_used_at = $2, expires_at = $3 where id = $1 and revoked_at is null",
);
const revokeAll = statement<never, [string, Date, string]>(
  "revoke_outside_sessions",
  `update sessions set revoked_at = $2, revoked_reason = $3
   where id in (select session_id from outside_sessions where identity_id = $1) and revoked_at is null`,
);

export async function findOutsideSession(
  db: AnyDb,
  { issuer, subject, session }: OutsideSessionKey,
): Promise<OutsideSession | undefined> {
  return find.first(db, [issuer, subject, session]);
}

export type NewOutsideSession = OutsideSessionKey & {
  readonly sessionId: string;
  readonly userId: string;
  /** What its owner sees in the list of sessions. */
  readonly device: string;
  readonly at: Date;
  readonly expiresAt: Date;
};

/** The constraint refuses a second one for the same sign-in. `ended`: the one whose place it takes. */
export function insertOutsideSessionQueries(
  made: NewOutsideSession,
  ended: OutsideSession | undefined,
): readonly BatchQuery[] {
  const { issuer, subject, session, sessionId, userId, device, at, expiresAt } = made;
  return [
    ...(ended ? [forget.query([issuer, subject, session, ended.sessionId])] : []),
    insertSession.query([sessionId, userId, at, expiresAt, device]),
    insertOutside.query([issuer, subject, session, sessionId]),
  ];
}

export async function prolongOutsideSession(
  db: AnyDb,
  { sessionId, at, expiresAt }: Pick<NewOutsideSession, "sessionId" | "at" | "expiresAt">,
): Promise<void> {
  await prolong.rows(db, [sessionId, at, expiresAt]);
}

export function revokeOutsideSessionsQuery(
  identityId: string,
  because: { readonly reason: string; readonly at: Date },
): BatchQuery {
  return revokeAll.query([identityId, because.at, because.reason]);
}
