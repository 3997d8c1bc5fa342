// The mirror of publish: a handler claims its event in the transaction of the effect, so that the effect happens once.
import type { AnyDb, BatchQuery } from "@souk/db";
import { claim, claimOrBreak } from "./store/inbox.ts";

/** Claims an event for a consumer in the caller's transaction; `false` says that this consumer did it already. */
export async function claimEvent(db: AnyDb, consumer: string, eventId: string): Promise<boolean> {
  return (await claim.first(db, [consumer, eventId])) !== undefined;
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
