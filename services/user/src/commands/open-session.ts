// Opens a session for somebody who proved who they are. Checking a password takes a while, and what was proven may be worth nothing by then:
// the session is written only where the account still is as it was, so that who ends all sessions ends those on their way as well.
import { runBatch, type BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Client } from "../client-of.ts";
import type { Deps } from "../deps.ts";
import { deviceOf, networkOf } from "../session-place.ts";
import type { User } from "../domain/user.ts";
import { newRefreshToken, SESSION_LIFETIME_MS } from "../refresh-token.ts";
import { insertSessionQueries } from "../store/sessions.ts";
import { ACCESS_TOKEN_SECONDS } from "../tokens.ts";

export type SessionTokens = {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
};

export type OpenSession = {
  readonly user: User;
  readonly client: Client;
  /** The hash of the password that was right, where one was. */
  readonly passwordHash: string | null;
  readonly provesSecondFactor: boolean;
  /** Written in the same transaction, before the session; stands also where that is refused. */
  readonly alongside?: readonly BatchQuery[] | undefined;
};

/** For complete-sign-in.ts alone, which asks for the second factor first. */
export async function openSession(
  deps: Deps,
  { user, client, alongside = [], ...proven }: OpenSession,
): Promise<SessionTokens> {
  const at = deps.now();
  const sessionId = deps.newId();
  const { token, hash } = newRefreshToken();
  const answers = await runBatch(deps.db, [
    ...alongside,
    ...insertSessionQueries({
      ...proven,
      id: sessionId,
      userId: user.id,
      at,
      expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS),
      device: deviceOf(client.userAgent),
      network: networkOf(client.ip),
      tokenHash: hash,
    }),
  ]);
  if (answers.at(-1)?.length === 0) throw accountChanged();
  return tokensOf(deps, user, { sessionId, refreshToken: token });
}

function accountChanged(): Refusal {
  const message = "This account was changed a moment ago. Please sign in again.";
  return new Refusal("unauthenticated", "account_changed", message);
}

export async function tokensOf(
  deps: Deps,
  user: User,
  session: { readonly sessionId: string; readonly refreshToken: string },
): Promise<SessionTokens> {
  const accessToken = await deps.accessTokens.sign(user, session.sessionId);
  return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken: session.refreshToken };
}
