// Exchanges a refresh token for a new pair. A token that comes a second time was stolen, from the shopper or by the shopper's thief:
// the whole session ends (RFC 9700, section 4.14.2).
import { runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { hashOf, newRefreshToken, REUSE_GRACE_MS, SESSION_LIFETIME_MS } from "../refresh-token.ts";
import {
  findRefreshToken,
  insertRefreshTokenQuery,
  prolongSessionQuery,
  revokeSession,
  useRefreshTokenQuery,
} from "../store/sessions.ts";
import { findUser } from "../store/users.ts";
import { type SessionTokens, tokensOf } from "./open-session.ts";

export async function refresh(deps: Deps, refreshToken: string): Promise<SessionTokens> {
  const at = deps.now();
  const hash = hashOf(refreshToken);
  const state = await findRefreshToken(deps.db, hash);
  if (!state || state.revokedAt !== null || state.expiresAt <= at) throw invalidToken();
  if (state.usedAt !== null && at.getTime() - state.usedAt.getTime() > REUSE_GRACE_MS) {
    await revokeSession(deps.db, state.sessionId, { reason: "refresh_token_reused", at });
    deps.telemetry.log.warn(
      { sessionId: state.sessionId, userId: state.userId },
      "a refresh token came a second time",
    );
    throw invalidToken();
  }
  const user = await findUser(deps.db, state.userId);
  if (!user?.active) throw invalidToken();
  const { sessionId } = state;
  const next = newRefreshToken();
  await runBatch(deps.db, [
    useRefreshTokenQuery(hash, at),
    insertRefreshTokenQuery(next.hash, sessionId, at),
    prolongSessionQuery(sessionId, at, new Date(at.getTime() + SESSION_LIFETIME_MS)),
  ]);
  return tokensOf(deps, user, { sessionId, refreshToken: next.token });
}

function invalidToken(): Refusal {
  return new Refusal("unauthenticated", "refresh_token_invalid", "Please sign in again.");
}
