// The mirror of publish: a handler claims its event in the transaction of the effect, so that the effect happens once.
import type { AnyDb, BatchQuery } from "@souk/db";
import { claim, claimMany, claimOrBreak } from "./store/inbox.ts";

/** Claims an event for a consumer in the caller's transaction; `false` says that this consumer did it already. */
export async function claimEvent(db: AnyDb, consumer: string, eventId: string): Promise<boolean> {
  return (await claim.first(db, [consumer, eventId])) !== undefined;
}

/** Claims many events at once; gives those that this consumer has not done before. */
export async function claimEvents(
  db: AnyDb,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const claimed = await claimMany.rows(db, [consumer, eventIds]);
  return new Set(claimed.map(({ eventId }) => eventId));
}

/** The claim for `runBatch`: a second claim breaks the whole batch, which the consumer takes as "done already". */
export function claimQuery(consumer: string, eventId: string): BatchQuery {
  return claimOrBreak.query([consumer, eventId]);
}

const uniqueViolation = "23505";

/** Whether an error is the second claim of an event by `claimQuery`. */
export function isAlreadyClaimed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (
    "code" in error &&
    error.code === uniqueViolation &&
    "constraint" in error &&
    error.constraint === "inbox_pkey"
  )
    return true;
  return isAlreadyClaimed(error.cause);
}
