// When everything of an order has arrived, it completes by itself some days later: by whatever move it came to be delivered.
import type { BatchQuery } from "@souk/db";
import { enqueueQuery } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { CompleteOrder } from "../job-definitions.ts";
import type { OrderChange } from "../orders/commands/change-order.ts";

export function hasArrived({ before, after }: OrderChange): boolean {
  return before.status !== after.status && after.status === "delivered";
}

/** For the transaction of the change. */
export function completionQueries(deps: Deps, change: OrderChange): readonly BatchQuery[] {
  if (!hasArrived(change)) return [];
  const { id: orderId } = change.after;
  return [enqueueQuery(CompleteOrder, { key: orderId, data: { orderId }, afterMs: deps.completesAfterMs })];
}
