// The session here that stands for a sign-in at an outside issuer: it is in its owner's list, and once it has ended, the tokens of that sign-in open nothing.
import { runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { SESSION_LIFETIME_MS } from "../../refresh-token.ts";
import { isTaken } from "../../store/unique-violation.ts";
import type { OutsideToken } from "../clients/outside-issuer.ts";
import {
  findOutsideSession,
  insertOutsideSessionQueries,
  type OutsideSession,
  prolongOutsideSession,
} from "../store/outside-sessions.ts";

const LAST_USED_PRECISION_MS = 60_000;

export async function takeOutsideSession(deps: Deps, userId: string, proven: OutsideToken): Promise<string> {
  const { identity, session } = proven;
  const { issuer, subject, provider } = identity;
  const key = { issuer, subject, session };
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + SESSION_LIFETIME_MS);
  const known = await findOutsideSession(deps.db, key);
  if (known && isLive(known, at)) {
    if (at.getTime() - known.lastUsedAt.getTime() >= LAST_USED_PRECISION_MS)
      await prolongOutsideSession(deps.db, { sessionId: known.sessionId, at, expiresAt });
    return known.sessionId;
  }
  if (known) requireNewerSignIn(known, proven);
  const sessionId = deps.newId();
  const device = deps.identityProviders.nameOf(provider);
  const made = { ...key, sessionId, userId, device, at, expiresAt };
  try {
    await runBatch(deps.db, insertOutsideSessionQueries(made, known));
    return sessionId;
  } catch (error) {
    const twin = isTaken(error) ? await findOutsideSession(deps.db, key) : undefined;
    if (twin && isLive(twin, at)) return twin.sessionId; // Another request of the same sign-in was faster.
    throw error;
  }
}

type LiveSession = { readonly sessionId: string; readonly lastUsedAt: Date };

function isLive(found: OutsideSession, at: Date): found is OutsideSession & LiveSession {
  return found.endedAt !== null && found.endedAt > at;
}

/** Where the issuer does not tell its sign-ins apart, a token that it made after the end is all that a new sign-in can be known by. */
function requireNewerSignIn({ endedAt }: OutsideSession, { session, issuedAt }: OutsideToken): void {
  if (session === "" && (endedAt === null || issuedAt > endedAt)) return;
  throw new Refusal(
    "unauthenticated",
    "outside_session_ended",
    "This session has ended; please sign in again.",
  );
}
