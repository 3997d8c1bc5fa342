// Ends one of the caller's sessions. An access token given out before lives ten minutes longer at most.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { revokeOwnSession } from "../store/sessions.ts";

export async function endOwnSession(
  deps: Deps,
  session: { readonly sessionId: string; readonly userId: string },
): Promise<void> {
  const isEnded = await revokeOwnSession(deps.db, session, { reason: "ended_by_user", at: deps.now() });
  if (!isEnded) throw new Refusal("not_found", "session_not_found", "There is no such session.");
}
