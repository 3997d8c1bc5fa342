// Somebody who waits for a variant, and how many of them are told at once. No I/O, no clock.

export type SubscriptionStatus = "unconfirmed" | "waiting" | "promised" | "ended";

/** Who is written to: whoever has an account where the account says, a guest where they said. */
export type Subscriber =
  | { readonly kind: "customer"; readonly customerId: string }
  | { readonly kind: "guest"; readonly email: string };

/** So many may wait for one address, or for one account. */
export const WAITING_MAX = 50;
/** So many mails to confirm are sent to an address that nobody has confirmed, until they lapse: strangers' mailboxes are not to be filled. */
export const UNCONFIRMED_MAX = 3;

/** Not everybody who is told buys: so many are told for each piece that is there. */
const TOLD_PER_PIECE = 3;

/** How many more are told now, of those that were told lately. What is left over waits for the next time. */
export function tellNow({ available, toldLately }: { available: number; toldLately: number }): number {
  return Math.max(0, available * TOLD_PER_PIECE - toldLately);
}

/** Spellings of one address are one. */
export function emailKeyOf(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}
