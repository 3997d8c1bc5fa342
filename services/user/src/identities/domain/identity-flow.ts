// A sign-in at a provider on its way: what must be the same when the browser comes back. No I/O.
import { Refusal } from "@souk/errors";

export const FLOW_SECONDS = 600;

/** A signed-in person and the session in which they began. */
export type SignedIn = { readonly userId: string; readonly sessionId: string };

/** Who comes back is who went: the same person in the same session, so that nobody's identity lands in somebody else's account. */
export function requireSamePerson(began: SignedIn, now: SignedIn | undefined): void {
  if (now?.userId === began.userId && now.sessionId === began.sessionId) return;
  throw new Refusal(
    "forbidden",
    "identity_flow_of_another",
    "Linking was begun by somebody else, or in another session; please begin again.",
  );
}

/** Unknown, too old and used are one answer: what was used is forgotten. */
export function flowGone(): Refusal {
  return new Refusal(
    "gone",
    "identity_flow_gone",
    "This sign-in took too long or was used already; please begin again.",
  );
}
