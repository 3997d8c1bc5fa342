// Ends a session, named by its refresh token or by the access token of the caller. Ending one that is over changes nothing.
import type { Deps } from "../deps.ts";
import { hashOf } from "../refresh-token.ts";
import { findRefreshToken, revokeSession } from "../store/sessions.ts";

export type Logout = { readonly refreshToken: string | undefined; readonly sessionId: string | undefined };

export async function logout(deps: Deps, { refreshToken, sessionId }: Logout): Promise<void> {
  const because = { reason: "signed_out", at: deps.now() };
  const named =
    refreshToken === undefined ? undefined : await findRefreshToken(deps.db, hashOf(refreshToken));
  if (named) await revokeSession(deps.db, named.sessionId, because);
  if (sessionId !== undefined) await revokeSession(deps.db, sessionId, because);
}
