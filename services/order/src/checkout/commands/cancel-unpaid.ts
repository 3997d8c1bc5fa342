// Cancels an order for which no money came, as the comparison of orders with payments asks; only where that is still so.
import { Refusal } from "@souk/errors";
import type { OrderPayment } from "../../clients/payments.ts";
import type { Deps } from "../../deps.ts";
import { cancelOrder } from "../../orders/commands/cancel-order.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import type { Order } from "../../orders/domain/order.ts";
import { isGranted } from "./continue-checkout.ts";

export type CancelUnpaid = { readonly orderId: string; readonly reason: string };

/** Whoever compared saw the order some time ago: the money is asked about now, and an order that moved on while it was is left alone. */
export async function cancelUnpaid(deps: Deps, { orderId, reason }: CancelUnpaid): Promise<Order> {
  const { version } = await loadOrder(deps, orderId);
  const payment = await deps.payments.resolveOfOrder(orderId);
  if (payment && mayBePaid(payment)) throw paid("Money came for this order, or may have come.");
  return cancelOrder(deps, {
    orderId,
    reason,
    precondition(order) {
      if (order.version === version || order.status === "cancelled") return;
      throw paid("This order has changed since its payment was asked about.");
    },
  });
}

function mayBePaid(payment: OrderPayment): boolean {
  return isGranted(payment) || payment.status === "unknown" || payment.status === "pending";
}

function paid(message: string): Refusal {
  return new Refusal("conflict", "order_may_be_paid", message);
}
