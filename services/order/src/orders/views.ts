// Orders as JSON.
import type { Order as OrderView, OrderRefund as OrderRefundView, PlacedOrder } from "@souk/contracts";
import { etagOf, json } from "@souk/http";
import { sumMoney } from "@souk/money";
import type { CheckoutProgress } from "../checkout/commands/continue-checkout.ts";
import { fulfilmentOf } from "../fulfilment/domain/shipping.ts";
import type { Order, OrderRefund } from "./domain/order.ts";

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
    credits: order.credits.map(({ kind, last4, amount }) => ({ kind, last4, amount })),
    amountDue: order.amountDue,
    explanation: [...order.explanation],
    refunded: { ...totals.total, amount: order.refundedMinor },
    fulfilment: fulfilmentOf(order),
    shipments: order.shipments.map((shipment) => ({ ...shipment, lines: [...shipment.lines] })),
    returns: order.returns.map(({ id, status, requestedAt }) => ({ id, status, requestedAt })),
    refunds: order.refunds.map(toRefundView),
    history: [...order.moves],
    version: order.version,
    placedAt: order.placedAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
  };
}

/** With the version that an edit has to name. */
export function answerOrder(order: Order) {
  return json(toOrderView(order), { etag: etagOf(order.version) });
}

export function toRefundView(refund: OrderRefund): OrderRefundView {
  const { given: _, isReversed: __, toCredits, lines, ...shown } = refund;
  const back = sumMoney(
    toCredits.map(({ amount }) => amount),
    refund.amount.currency,
  );
  return { ...shown, lines: [...lines], toCredits: back };
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
