// Opens a session for somebody who proved who they are.
import { runBatch, type BatchQuery } from "@souk/db";
import type { Deps } from "../deps.ts";
import { newRefreshToken, SESSION_LIFETIME_MS } from "../refresh-token.ts";
import type { User } from "../domain/user.ts";
import { insertRefreshTokenQuery, insertSessionQuery } from "../store/sessions.ts";
import { ACCESS_TOKEN_SECONDS } from "../tokens.ts";

export type SessionTokens = {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
};

/** `alongside` is written in the same transaction, before the session: the user who registers with it. */
export async function openSession(
  deps: Deps,
  user: User,
  alongside: readonly BatchQuery[] = [],
): Promise<SessionTokens> {
  const at = deps.now();
  const sessionId = deps.newId();
  const { token, hash } = newRefreshToken();
  await runBatch(deps.db, [
    ...alongside,
    insertSessionQuery({
      id: sessionId,
      userId: user.id,
      at,
      expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS),
    }),
    insertRefreshTokenQuery(hash, sessionId, at),
  ]);
  return tokensOf(deps, user, { sessionId, refreshToken: token });
}

export async function tokensOf(
  deps: Deps,
  user: User,
  session: { readonly sessionId: string; readonly refreshToken: string },
): Promise<SessionTokens> {
  const accessToken = await deps.accessTokens.sign(user, session.sessionId);
  return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken: session.refreshToken };
}
