// Books what no payment of ours books: fees, payouts, and money that is of no payment of ours. Gives the scopes of what an earlier run
// had seen and that is not booked all the same.
import type { Deps } from "../../deps.ts";
import { bookMovement } from "../../ledger/commands/book-movement.ts";
import type { Scope } from "../domain/finding.ts";
import { BOOKS_OVERLAP_MS, GRACE_MS } from "../limits.ts";
import { listUnbooked } from "../store/movements.ts";

export async function bookAccount(deps: Deps, startedAt: Date): Promise<readonly Scope[]> {
  const unbooked = await listUnbooked(deps.db, {
    seenSince: new Date(startedAt.getTime() - BOOKS_OVERLAP_MS),
    strayUntil: new Date(startedAt.getTime() - GRACE_MS),
  });
  const forgotten: Scope[] = [];
  for (const movement of unbooked) {
    const { provider, id, kind } = movement;
    const isOwn = kind === "fee" || kind === "payout";
    if (isOwn && movement.seenAt < startedAt) forgotten.push({ of: "movement", provider, id });
    else await bookMovement(deps, movement);
  }
  return forgotten;
}
