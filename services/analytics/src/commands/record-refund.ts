// Counts a refund on the day on which the money went back, not on that of the order: yesterday's report does not change.
import { runBatch } from "@souk/db";
import { claimQuery } from "@souk/events";
import { CONSUMER } from "../consumer.ts";
import type { Deps } from "../deps.ts";
import type { Refund } from "../domain/facts.ts";
import { insertRefundQuery } from "../store/sales.ts";

export type RecordRefund = Refund & { readonly eventId: string };

export async function recordRefund(deps: Deps, refund: RecordRefund): Promise<void> {
  await runBatch(deps.db, [claimQuery(CONSUMER, refund.eventId), insertRefundQuery(refund)]);
}
