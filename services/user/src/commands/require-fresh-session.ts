// Before somebody changes how they sign in: they proved who they are not long ago, and the address of the account is theirs.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import { findSessionProof } from "../store/sessions.ts";

const MINUTE_MS = 60_000;
export const SESSION_FRESH_MS = 15 * MINUTE_MS;

/**
 * An account whose address is not proven may not add ways to sign in: it may have been opened by somebody else in the hope that the
 * address's owner will take it over (Sudhodanan and Paverd, "Pre-hijacked accounts", 2022), and a way in that was added before would stay theirs.
 */
export async function requireFreshSession(
  deps: Deps,
  caller: { readonly userId: string; readonly sessionId: string },
): Promise<void> {
  const at = deps.now();
  const proof = await findSessionProof(deps.db, caller, at);
  if (!proof || at.getTime() - proof.authenticatedAt.getTime() > SESSION_FRESH_MS) {
    throw new Refusal("forbidden", "reauthentication_required", "Please confirm that it is you first.");
  }
  if (proof.emailVerifiedAt === null) {
    throw new Refusal("forbidden", "email_unverified", "Please confirm your e-mail address first.");
  }
}
