// How a cart and its lines are read from the database in one statement.
import type { StoredCart } from "../domain/cart.ts";

export type CartRow = StoredCart;

/** Of a row of `carts`. */
export const cartColumns = `id, version, status, currency, customer_id as "customerId", email,
  shipping_address as "shippingAddress", billing_address as "billingAddress", shipping_method_id as "shippingMethodId",
  coupon_codes as "couponCodes", gift_card_ids as "giftCardIds", use_store_credit as "useStoreCredit", order_id as "orderId",
  merged_into as "mergedInto", created_at as "createdAt", updated_at as "updatedAt"`;

export const lineObject = `jsonb_build_object('id', id, 'variantId', variant_id, 'quantity', quantity,
  'addedPriceMinor', added_price_minor)`;

export const noLines = `'[]'::jsonb`;

/** The lines of the cart whose id is that expression, oldest first. */
export const linesOf = (cartId: string): string =>
  `coalesce((select jsonb_agg(${lineObject} order by added_at, id) from cart_lines where cart_id = ${cartId}), ${noLines})`;
