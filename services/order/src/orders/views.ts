// Orders as JSON.
import type { Order as OrderView, PlacedOrder } from "@souk/contracts";
import type { CheckoutProgress } from "../checkout/commands/continue-checkout.ts";
import type { Order } from "./domain/order.ts";

export function toOrderView(order: Order): OrderView {
  const { totals } = order;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    currency: totals.total.currency,
    total: totals.total,
    totals,
    lines: [...order.lines],
    customerId: order.customerId,
    email: order.email,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    shippingMethod: order.shippingMethod,
    trackingCode: order.trackingCode,
    cancelReason: order.cancelReason,
    paymentId: order.paymentId,
    history: [...order.moves],
    version: order.version,
    placedAt: order.placedAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
  };
}

/** The answer to the request that placed the order. */
export function toPlacedView(
  { order: placed, payment }: CheckoutProgress,
  guestToken: string | undefined,
): PlacedOrder {
  const order = { ...toOrderView(placed), ...(guestToken && { guestToken }) };
  if (!payment) return { order };
  const { id, status, clientSecret, redirectUrl, failureCode } = payment;
  return {
    order,
    payment: {
      id,
      status,
      ...(clientSecret && { clientSecret }),
      ...(redirectUrl && { redirectUrl }),
      ...(failureCode && { failureCode }),
    },
  };
}
