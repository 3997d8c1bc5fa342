// What the order service says.
import { z } from "zod";
import { CurrencyCode, Id, MoneyBody } from "../rest/common.ts";
import { OrderStatus } from "../rest/orders.ts";
import { RefundTarget } from "../rest/refunds.ts";
import { ReturnReason } from "../rest/returns.ts";
import { defineEvent } from "./define-event.ts";

const orderFacts = { orderId: Id, number: z.string(), customerId: Id.nullable() };
const soldLine = z.object({ variantId: Id, productId: Id, quantity: z.int(), total: MoneyBody });
const pieces = z.object({ lineId: Id, quantity: z.int() });
const byOrder = (data: { readonly orderId: string }): string => data.orderId;

export const OrderPlaced = defineEvent({
  type: "order.placed.v1",
  schema: z.object({ ...orderFacts, cartId: Id, total: MoneyBody, lines: z.array(soldLine) }),
  keyOf: byOrder,
});
/** Paid, and the payment's amount is the order's total. */
export const OrderConfirmed = defineEvent({
  type: "order.confirmed.v1",
  schema: z.object({
    ...orderFacts,
    /** Null where gift cards, store credit and coupons left nothing to pay. */
    paymentId: Id.nullable(),
    total: MoneyBody,
    lines: z.array(soldLine),
    confirmedAt: z.iso.datetime(),
  }),
  keyOf: byOrder,
});
/** Every change of status. */
export const OrderUpdated = defineEvent({
  type: "order.updated.v1",
  schema: z.object({ ...orderFacts, from: OrderStatus.nullable(), to: OrderStatus }),
  keyOf: byOrder,
});
/** One shipment; an order may have several. What it carries is missing in events of the time when orders shipped whole. */
export const OrderShipped = defineEvent({
  type: "order.shipped.v1",
  schema: z.object({
    ...orderFacts,
    trackingCode: z.string().nullable(),
    shipmentId: Id.optional(),
    carrier: z.string().nullable().optional(),
    trackingUrl: z.string().nullable().optional(),
    lines: z.array(pieces).optional(),
    /** Whether nothing is left to ship after it. */
    isLast: z.boolean().optional(),
  }),
  keyOf: byOrder,
});
/** One shipment arrived; `isLast` where all of the order has. */
export const OrderDelivered = defineEvent({
  type: "order.delivered.v1",
  schema: z.object({ ...orderFacts, shipmentId: Id.optional(), isLast: z.boolean().optional() }),
  keyOf: byOrder,
});
export const OrderCancelled = defineEvent({
  type: "order.cancelled.v1",
  schema: z.object({ ...orderFacts, reason: z.string(), wasConfirmed: z.boolean() }),
  keyOf: byOrder,
});
export const OrderRefunded = defineEvent({
  type: "order.refunded.v1",
  schema: z.object({
    ...orderFacts,
    refundId: Id,
    amount: MoneyBody,
    currency: CurrencyCode.optional(),
    to: RefundTarget.optional(),
    /** Pieces that were sold and, because of this refund, will not be sent: they go on sale again, once. */
    unsent: z.array(pieces.extend({ variantId: Id, productId: Id })).optional(),
  }),
  keyOf: byOrder,
});

const returnFacts = { ...orderFacts, returnId: Id };
export const ReturnRequested = defineEvent({
  type: "return.requested.v1",
  schema: z.object({ ...returnFacts, lines: z.array(pieces.extend({ reason: ReturnReason })) }),
  keyOf: byOrder,
});
export const ReturnApproved = defineEvent({
  type: "return.approved.v1",
  schema: z.object(returnFacts),
  keyOf: byOrder,
});
export const ReturnRejected = defineEvent({
  type: "return.rejected.v1",
  schema: z.object({ ...returnFacts, reason: z.string() }),
  keyOf: byOrder,
});
/** The goods are back; those to restock go on sale again, once. */
export const ReturnReceived = defineEvent({
  type: "return.received.v1",
  schema: z.object({
    ...returnFacts,
    lines: z.array(pieces.extend({ variantId: Id, productId: Id, restock: z.boolean() })),
  }),
  keyOf: byOrder,
});
