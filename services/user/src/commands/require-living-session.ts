// Before what was begun in a fresh session is completed: the session has not been ended meanwhile. An access token lives on for some minutes when its
// session ends, and whoever was thrown out must not leave a way in behind.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { findSessionProof } from "../store/sessions.ts";

/** In the transaction that completes it, with the account locked: who ends sessions at the same moment comes before or behind it. */
export async function requireLivingSession(
  tx: AnyDb,
  caller: { readonly userId: string; readonly sessionId: string },
  at: Date,
): Promise<void> {
  if (await findSessionProof(tx, caller, at)) return;
  throw new Refusal("unauthenticated", "session_ended", "You were signed out. Please sign in again.");
}
