// What events make of an order. The row in the database must equal what its history makes. Pure.
import { afterDelivered, afterShipped } from "../../fulfilment/domain/shipping.ts";
import { afterReturnRequested, changeReturn } from "../../returns/domain/returning.ts";
import { type LaterEvent, type Move, type Order, placedOrder, type RecordedEvent } from "./order.ts";
import { afterFailed, afterRecorded, afterRequested } from "./refunding.ts";
import { afterReversed } from "./reversing.ts";

/** The order after one more event; versions count events. */
export function evolve(order: Order, event: LaterEvent, at: Date): Order {
  const next = afterEvent({ ...order, version: order.version + 1, updatedAt: at }, event);
  const move: Move = { type: event.type, from: order.status, to: next.status, at: at.toISOString() };
  return { ...next, moves: [...order.moves, move] };
}

/** The order as its history tells it; undefined where that does not begin with its placing. */
export function rebuildOrder(id: string, history: readonly RecordedEvent[]): Order | undefined {
  let order: Order | undefined;
  for (const { event, at } of history) {
    if (event.type === "placed") order = placedOrder(id, event.terms, at);
    else if (order) order = evolve(order, event, at);
  }
  return order;
}

function afterEvent(next: Order, event: LaterEvent): Order {
  switch (event.type) {
    case "confirmed":
      return { ...next, status: "confirmed", paymentId: event.paymentId };
    case "processing_started":
      return { ...next, status: "processing" };
    case "shipped":
      return afterShipped(next, event);
    case "delivered":
      return afterDelivered(next, event.shipmentId);
    case "completed":
      return { ...next, status: "completed" };
    case "cancelled":
      return { ...next, status: "cancelled", cancelReason: event.reason };
    case "refund_requested": {
      const { type: _, ...plan } = event;
      return afterRequested(next, plan);
    }
    case "refund_recorded":
      return afterRecorded(next, event);
    case "refund_failed":
      return afterFailed(next, event.refundId);
    case "refund_reversed":
      return afterReversed(next, event);
    case "return_requested":
      return afterReturnRequested(next, event);
    case "return_approved":
      return changeReturn(next, event.returnId, { status: "approved" });
    case "return_rejected":
      return changeReturn(next, event.returnId, { status: "rejected", rejectReason: event.reason });
    case "return_received":
      return changeReturn(next, event.returnId, { status: "received", received: event.lines });
  }
}
