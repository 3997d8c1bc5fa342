// REST contract of carts.
import { z } from "zod";
import { articleFields } from "./article-fields.ts";
import {
  AddressBody,
  CurrencyCode,
  Email,
  Id,
  MoneyBody,
  QUANTITY_MAX,
  requiredText,
  Timestamp,
} from "./common.ts";
import { GIFT_CARDS_MAX, GiftCardCode } from "./gift-cards.ts";

export const CART_LINES_MAX = 100;
export const COUPONS_MAX = 10;

export const Totals = z
  .object({ subtotal: MoneyBody, discount: MoneyBody, shipping: MoneyBody, tax: MoneyBody, total: MoneyBody })
  .meta({ id: "Totals" });
export type Totals = z.infer<typeof Totals>;

export const CartLine = z
  .object({
    id: Id,
    ...articleFields,
    quantity: z.int(),
    available: z.int(),
    unitPrice: MoneyBody,
    total: MoneyBody,
    /** What a piece cost when it was put in, its quantity was chosen, or a new price was accepted. */
    addedPrice: MoneyBody,
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

/** `merged`: its lines went into the cart that `mergedInto` names, when its shopper signed in. */
export const CartStatus = z.enum(["open", "ordered", "merged"]);
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
    /** Codes that are in the cart and give nothing now, and why. */
    refusedCoupons: z.array(z.object({ code: z.string(), reason: z.string() })),
    lines: z.array(CartLine),
    totals: Totals,
    /** The cart's gift cards, and what each of them would pay now. */
    giftCards: z.array(z.object({ id: Id, last4: z.string(), amount: MoneyBody })),
    useStoreCredit: z.boolean(),
    /** What store credit would pay now. */
    storeCredit: MoneyBody,
    /** What is left to pay after gift cards and store credit. */
    amountDue: MoneyBody,
    /** Each step from lines to total, in words and amounts. */
    explanation: z.array(z.object({ code: z.string(), label: z.string(), amount: MoneyBody })),
    /** What is still missing before this cart can be ordered. */
    missing: z.array(z.enum(["lines", "email", "shippingAddress", "shippingMethodId"])),
    orderId: Id.nullable(),
    mergedInto: Id.nullable(),
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
  couponCodes: z.array(requiredText(60)).max(COUPONS_MAX).optional(),
  /** Replaces the cart's gift cards. In place of its code, one that the cart has already may be named by its id. */
  giftCardCodes: z.array(GiftCardCode).max(GIFT_CARDS_MAX).optional(),
  /** Only for who is signed in. */
  useStoreCredit: z.boolean().optional(),
});
export type UpdateCartBody = z.infer<typeof UpdateCartBody>;
export const CurrentCartQuery = z.strictObject({ currency: CurrencyCode.optional() });
export const AcceptChangesBody = z
  .strictObject({
    /** Also take fewer where fewer are left, and nothing of what is sold out or gone. */
    quantities: z.boolean().default(false),
    /** The total that the shopper saw: with another one, nothing is accepted. */
    expectedTotal: MoneyBody.optional(),
  })
  .prefault({});
