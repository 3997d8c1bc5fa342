// The job some days after an order arrived: nothing more is expected of it, unless something of it is on its way back.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { changeOrder } from "../../orders/commands/change-order.ts";
import type { Order } from "../../orders/domain/order.ts";
import { updatedQueries } from "../../orders/order-facts.ts";

/** How often an order is looked at again that waits for a return. */
const RETURN_RETRY_MS = 86_400_000;

export async function completeOrder(
  deps: Deps,
  { orderId }: { readonly orderId: string },
): Promise<JobOutcome> {
  const order = await changeOrder(deps, {
    orderId,
    command: (now) => (now.status === "delivered" && !hasOpenReturn(now) ? { type: "complete" } : undefined),
    alongside: updatedQueries,
  });
  return order.status === "delivered" ? { retryAfterMs: RETURN_RETRY_MS } : "done";
}

function hasOpenReturn({ returns }: Order): boolean {
  return returns.some(({ status }) => status !== "rejected" && status !== "refunded");
}
