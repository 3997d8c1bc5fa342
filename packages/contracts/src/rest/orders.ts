// REST contract of orders.
import { z } from "zod";
import { articleFields } from "./article-fields.ts";
import { Totals } from "./carts.ts";
import {
  AddressBody,
  booleanQuery,
  CurrencyCode,
  Id,
  MoneyBody,
  pageOf,
  pageQuery,
  text,
  Timestamp,
} from "./common.ts";
import { OrderRefund } from "./refunds.ts";
import { ReturnStatus } from "./returns.ts";
import { Fulfilment, Shipment } from "./shipments.ts";

export const PaymentChoice = z.strictObject({
  provider: z.string().max(40),
  token: z.string().max(200).optional(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** Keep what is paid with for the next time; only for who is signed in. */
  saveMethod: z.boolean().optional(),
  /** One of the caller's own kept methods, instead of a token. */
  savedMethodId: Id.optional(),
});
export type PaymentChoice = z.infer<typeof PaymentChoice>;

export const PlaceOrderBody = z.strictObject({
  cartId: Id,
  expectedTotal: MoneyBody.optional(),
  /** What the shopper was shown as left to pay after gift cards and store credit; with another amount nothing is ordered. */
  expectedAmountDue: MoneyBody.optional(),
  payment: PaymentChoice.optional(),
});
export type PlaceOrderBody = z.infer<typeof PlaceOrderBody>;

export const OrderStatus = z.enum([
  "pending",
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
  "refunded",
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderLine = z
  .object({
    id: Id,
    ...articleFields,
    quantity: z.int(),
    unitPrice: MoneyBody,
    total: MoneyBody,
    discount: MoneyBody,
    /** Added to the price or contained in it, as `taxIncluded` says. */
    tax: MoneyBody,
    taxRateBasisPoints: z.int(),
    taxIncluded: z.boolean(),
    /** What the line costs in the end, all its pieces together. */
    paid: MoneyBody,
  })
  .meta({ id: "OrderLine" });

export const Order = z
  .object({
    id: Id,
    number: z.string(),
    status: OrderStatus,
    currency: CurrencyCode,
    total: MoneyBody,
    totals: Totals,
    lines: z.array(OrderLine),
    customerId: Id.nullable(),
    email: z.string(),
    shippingAddress: AddressBody,
    billingAddress: AddressBody,
    shippingMethod: z.object({ id: z.string(), name: z.string() }),
    trackingCode: z.string().nullable(),
    cancelReason: z.string().nullable(),
    paymentId: Id.nullable(),
    /** Gift cards and store credit that paid a part. */
    credits: z.array(
      z.object({
        kind: z.enum(["gift_card", "store_credit"]),
        last4: z.string().nullable(),
        amount: MoneyBody,
      }),
    ),
    /** What was left to pay after them. */
    amountDue: MoneyBody,
    /** Each step from lines to total, in words and amounts. */
    explanation: z.array(z.object({ code: z.string(), label: z.string(), amount: MoneyBody })),
    refunded: MoneyBody,
    fulfilment: Fulfilment,
    shipments: z.array(Shipment),
    returns: z.array(z.object({ id: Id, status: ReturnStatus, requestedAt: Timestamp })),
    refunds: z.array(OrderRefund),
    history: z.array(
      z.object({ type: z.string(), from: OrderStatus.nullable(), to: OrderStatus, at: Timestamp }),
    ),
    version: z.int(),
    placedAt: Timestamp,
    updatedAt: Timestamp,
    /** Only in the answer that placed a guest's order. */
    guestToken: z.string().optional(),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof Order>;

export const PaymentSummary = z
  .object({
    id: Id,
    status: z.string(),
    clientSecret: z.string().optional(),
    redirectUrl: z.string().optional(),
    failureCode: z.string().optional(),
  })
  .meta({ id: "PaymentSummary" });

export const PlacedOrder = z
  .object({ order: Order, payment: PaymentSummary.optional() })
  .meta({ id: "PlacedOrder" });
export type PlacedOrder = z.infer<typeof PlacedOrder>;

export const OrderListQuery = z.strictObject({
  ...pageQuery,
  status: OrderStatus.optional(),
  fulfilment: Fulfilment.optional(),
  /** Placed at or after, and before. */
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  /** An order number or an e-mail address. */
  q: text(200).optional(),
  /** One's own alone, for staff too. */
  own: booleanQuery.optional(),
});
export const OrderPage = pageOf(Order).meta({ id: "OrderPage" });

/** Staff move an order on; the order's own state machine says what is legal. */
export const UpdateOrderBody = z.strictObject({
  status: z.enum(["processing", "shipped", "delivered", "completed"]),
  trackingCode: text(100).optional(),
});
export const CancelOrderQuery = z.strictObject({ reason: text(200).optional() });
