// REST contract of carts and orders.
import { z } from "zod";
import {
  AddressBody,
  CurrencyCode,
  Email,
  Id,
  MoneyBody,
  pageOf,
  pageQuery,
  QUANTITY_MAX,
  requiredText,
  text,
  Timestamp,
} from "./common.ts";

export const CART_LINES_MAX = 100;

export const Totals = z
  .object({ subtotal: MoneyBody, discount: MoneyBody, shipping: MoneyBody, tax: MoneyBody, total: MoneyBody })
  .meta({ id: "Totals" });
export type Totals = z.infer<typeof Totals>;

export const CartLine = z
  .object({
    id: Id,
    variantId: Id,
    productId: Id,
    productSlug: z.string(),
    productName: z.string(),
    variantName: z.string(),
    sku: z.string(),
    image: z.string().nullable(),
    quantity: z.int(),
    available: z.int(),
    unitPrice: MoneyBody,
    total: MoneyBody,
    /** What the shopper should know before paying: sold out, fewer left, price changed since it was added. */
    notice: z.enum(["sold_out", "fewer_left", "price_changed", "unavailable"]).nullable(),
  })
  .meta({ id: "CartLine" });
export type CartLine = z.infer<typeof CartLine>;

export const ShippingMethod = z
  .object({ id: z.string(), name: z.string(), description: z.string(), price: MoneyBody })
  .meta({ id: "ShippingMethod" });
export type ShippingMethod = z.infer<typeof ShippingMethod>;
export const ShippingMethodList = z
  .object({ items: z.array(ShippingMethod) })
  .meta({ id: "ShippingMethodList" });

export const CartStatus = z.enum(["open", "ordered"]);
export const Cart = z
  .object({
    id: Id,
    version: z.int(),
    status: CartStatus,
    currency: CurrencyCode,
    email: z.string().nullable(),
    shippingAddress: AddressBody.nullable(),
    billingAddress: AddressBody.nullable(),
    shippingMethodId: z.string().nullable(),
    couponCodes: z.array(z.string()),
    lines: z.array(CartLine),
    totals: Totals,
    /** Each step from lines to total, in words and amounts. */
    explanation: z.array(z.object({ code: z.string(), label: z.string(), amount: MoneyBody })),
    /** What is still missing before this cart can be ordered. */
    missing: z.array(z.enum(["lines", "email", "shippingAddress", "shippingMethodId"])),
    orderId: Id.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Cart" });
export type Cart = z.infer<typeof Cart>;

export const CreateCartBody = z.strictObject({ currency: CurrencyCode.optional() }).default({});
const Quantity = z.int().min(1).max(QUANTITY_MAX);
export const AddLineBody = z.strictObject({ variantId: Id, quantity: Quantity });
export const ChangeLineBody = z.strictObject({ quantity: Quantity });
export const CartLineParams = z.strictObject({ id: Id, lineId: Id });
export const UpdateCartBody = z.strictObject({
  email: Email.optional(),
  shippingAddress: AddressBody.optional(),
  billingAddress: AddressBody.nullable().optional(),
  shippingMethodId: z.string().max(60).optional(),
  couponCodes: z.array(requiredText(60)).max(10).optional(),
});

export const PaymentChoice = z.strictObject({
  provider: z.string().max(40),
  token: z.string().max(200).optional(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});
export type PaymentChoice = z.infer<typeof PaymentChoice>;

export const PlaceOrderBody = z.strictObject({
  cartId: Id,
  expectedTotal: MoneyBody.optional(),
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
    variantId: Id,
    productId: Id,
    productSlug: z.string(),
    productName: z.string(),
    variantName: z.string(),
    sku: z.string(),
    image: z.string().nullable(),
    quantity: z.int(),
    unitPrice: MoneyBody,
    total: MoneyBody,
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
  q: text(200).optional(),
});
export const OrderPage = pageOf(Order).meta({ id: "OrderPage" });

/** Staff move an order on; the order's own state machine says what is legal. */
export const UpdateOrderBody = z.strictObject({
  status: z.enum(["processing", "shipped", "delivered", "completed"]),
  trackingCode: text(100).optional(),
});
export const CancelOrderQuery = z.strictObject({ reason: text(200).optional() });
