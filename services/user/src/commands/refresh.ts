// Exchanges a refresh token for a new pair. A token that comes a second time was stolen, from the shopper or by the shopper's thief:
// the whole session ends (RFC 9700, section 4.14.2). Within a short grace a second tab gets the very pair that the first one got: the family
// never forks, so a thief who uses the grace holds the same token as the shopper, and whoever of them comes second with it ends the session.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { hashOf, newSalt, REUSE_GRACE_MS, SESSION_LIFETIME_MS, successorOf } from "../refresh-token.ts";
import {
  findRefreshToken,
  type RefreshTokenState,
  revokeSession,
  rotateRefreshToken,
} from "../store/sessions.ts";
import { findUser } from "../store/users.ts";
import { type SessionTokens, tokensOf } from "./open-session.ts";

/** Within the grace a token may have successors of successors, for tabs are quick; no honest browser goes this far. */
const SUCCESSORS_MAX = 5;

export async function refresh(deps: Deps, refreshToken: string): Promise<SessionTokens> {
  const at = deps.now();
  const state = await loadLiving(deps, refreshToken, at);
  const user = await findUser(deps.db, state.userId);
  if (!user?.active) throw invalidToken();
  const next = await nextToken(deps, { token: refreshToken, state, at });
  return tokensOf(deps, user, { sessionId: state.sessionId, refreshToken: next });
}

async function loadLiving(deps: Deps, token: string, at: Date): Promise<RefreshTokenState> {
  const state = await findRefreshToken(deps.db, hashOf(token));
  if (!state || state.revokedAt !== null || state.expiresAt <= at) throw invalidToken();
  return state;
}

type Presented = { readonly token: string; readonly state: RefreshTokenState; readonly at: Date };

async function nextToken(deps: Deps, presented: Presented): Promise<string> {
  const { token, state, at } = presented;
  if (state.usedAt !== null) return followSuccessors(deps, presented);
  const salt = newSalt();
  const successor = successorOf(token, salt);
  const isFirst = await rotateRefreshToken(deps.db, {
    hash: hashOf(token),
    sessionId: state.sessionId,
    successor: { hash: successor.hash, salt },
    at,
    expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS),
  });
  if (isFirst) return successor.token;
  return followSuccessors(deps, { ...presented, state: await loadLiving(deps, token, at) });
}

/** The newest token of the family, for who brings one that was used a moment ago. */
async function followSuccessors(deps: Deps, { token, state, at }: Presented): Promise<string> {
  let current = { token, state };
  for (let step = 0; step < SUCCESSORS_MAX; step += 1) {
    const { usedAt, successorSalt } = current.state;
    if (usedAt === null) return current.token;
    if (successorSalt === null || at.getTime() - usedAt.getTime() > REUSE_GRACE_MS) break;
    const successor = successorOf(current.token, successorSalt);
    current = { token: successor.token, state: await loadLiving(deps, successor.token, at) };
  }
  await revokeSession(deps.db, state.sessionId, { reason: "refresh_token_reused", at });
  deps.telemetry.log.warn(
    { sessionId: state.sessionId, userId: state.userId },
    "a refresh token came a second time",
  );
  throw invalidToken();
}

function invalidToken(): Refusal {
  return new Refusal("unauthenticated", "refresh_token_invalid", "Please sign in again.");
}
