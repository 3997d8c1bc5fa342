// Ends all of the caller's sessions but the one that asks.
import { runBatch } from "@souk/db";
import type { Deps } from "../deps.ts";
import { revokeOtherSessionsQuery } from "../store/sessions.ts";

export async function endOtherSessions(
  deps: Deps,
  current: { readonly sessionId: string; readonly userId: string },
): Promise<void> {
  const because = { reason: "ended_by_user", at: deps.now() };
  await runBatch(deps.db, [revokeOtherSessionsQuery(current, because)]);
}
