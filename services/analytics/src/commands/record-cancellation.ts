// Keeps that a paid order was cancelled. It stays in the sales of its day; its money shows as a refund when it goes back.
import { runBatch } from "@souk/db";
import { claimQuery } from "@souk/events";
import { CONSUMER } from "../consumer.ts";
import type { Deps } from "../deps.ts";
import type { Cancellation } from "../domain/facts.ts";
import { insertCancellationQuery } from "../store/sales.ts";

export type RecordCancellation = Cancellation & { readonly eventId: string; readonly wasConfirmed: boolean };

/** An order that was never paid was never a sale. */
export async function recordCancellation(deps: Deps, cancellation: RecordCancellation): Promise<void> {
  if (!cancellation.wasConfirmed) return;
  await runBatch(deps.db, [
    claimQuery(CONSUMER, cancellation.eventId),
    insertCancellationQuery(cancellation),
  ]);
}
