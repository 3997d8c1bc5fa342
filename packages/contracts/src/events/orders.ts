// What the order service says.
import { z } from "zod";
import { CurrencyCode, Id, MoneyBody } from "../rest/common.ts";
import { OrderStatus } from "../rest/orders.ts";
import { defineEvent } from "./define-event.ts";

const orderFacts = { orderId: Id, number: z.string(), customerId: Id.nullable() };
const soldLine = z.object({ variantId: Id, productId: Id, quantity: z.int(), total: MoneyBody });
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
    paymentId: Id,
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
export const OrderShipped = defineEvent({
  type: "order.shipped.v1",
  schema: z.object({ ...orderFacts, trackingCode: z.string().nullable() }),
  keyOf: byOrder,
});
export const OrderDelivered = defineEvent({
  type: "order.delivered.v1",
  schema: z.object(orderFacts),
  keyOf: byOrder,
});
export const OrderCancelled = defineEvent({
  type: "order.cancelled.v1",
  schema: z.object({ ...orderFacts, reason: z.string(), wasConfirmed: z.boolean() }),
  keyOf: byOrder,
});
export const OrderRefunded = defineEvent({
  type: "order.refunded.v1",
  schema: z.object({ ...orderFacts, refundId: Id, amount: MoneyBody, currency: CurrencyCode.optional() }),
  keyOf: byOrder,
});
