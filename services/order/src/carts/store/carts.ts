// Carts in the database: a read gives the cart with its lines in one statement, a write bumps its version.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { CartDetails, NewCart, StoredCart } from "../domain/cart.ts";
import { cartColumns, type CartRow, linesOf, noLines } from "./cart-rows.ts";

const findCartStatement = statement<CartRow, [string]>(
  "find_cart",
  `select ${cartColumns}, ${linesOf("carts.id")} as lines from carts where id = $1`,
);

/** The cart with its lines, oldest first. */
export async function findCart(db: AnyDb, cartId: string): Promise<StoredCart | undefined> {
  return findCartStatement.first(db, [cartId]);
}

const currentCartStatement = statement<CartRow, [string, string | null]>(
  "find_current_cart",
  `select ${cartColumns}, ${linesOf("carts.id")} as lines from carts
   where customer_id = $1::uuid and status = 'open' and ($2::text is null or currency = $2::text)
   order by exists (select from cart_lines where cart_id = carts.id) desc, updated_at desc, id desc limit 1`,
);

export type CartOwner = { readonly customerId: string; readonly currency: string | undefined };

/** The open cart that the customer used last; one with something in it goes before an empty one. */
export async function findCurrentCart(db: AnyDb, owner: CartOwner): Promise<StoredCart | undefined> {
  return currentCartStatement.first(db, [owner.customerId, owner.currency ?? null]);
}

const insertCartStatement = statement<CartRow, [string, string, string | null]>(
  "insert_cart",
  `insert into carts (id, currency, customer_id) values ($1, $2, $3) returning ${cartColumns}, ${noLines} as lines`,
);

export async function insertCart(db: AnyDb, cart: NewCart): Promise<StoredCart> {
  const [row] = await insertCartStatement.rows(db, [cart.id, cart.currency, cart.customerId]);
  return row as CartRow;
}

const detailColumns = `email = $3::text, shipping_address = $4::jsonb, billing_address = $5::jsonb, shipping_method_id = $6::text,
  coupon_codes = $7::text[], gift_card_ids = $8::uuid[], use_store_credit = $9::boolean, customer_id = $10::uuid`;
type DetailParameters = readonly [string, number, ...(readonly unknown[])];

const updateCartStatement = statement<CartRow, DetailParameters>(
  "update_cart",
  `with bumped as (
     update carts set version = version + 1, updated_at = now(), ${detailColumns}
     where id = $1 and version = $2 and status = 'open' returning *)
   select ${cartColumns}, ${linesOf("bumped.id")} as lines from bumped`,
);

/** Writes the cart's details if nobody changed it since `cart` was read; undefined otherwise. */
export async function updateCart(
  db: AnyDb,
  cart: StoredCart,
  details: CartDetails,
): Promise<StoredCart | undefined> {
  return updateCartStatement.first(db, detailParameters(cart, details));
}

const updateCartOrFailStatement = statement<never, DetailParameters>(
  "update_cart_or_fail",
  `with bumped as (update carts set version = version + 1, updated_at = now(), ${detailColumns}
     where id = $1 and version = $2 and status = 'open' returning 1)
   select require_one((select count(*) from bumped))`,
);

/** What `updateCart` does, for a batch: fails it where somebody changed the cart since it was read. */
export function updateCartQuery(cart: StoredCart, details: CartDetails): BatchQuery {
  return updateCartOrFailStatement.query(detailParameters(cart, details));
}

function detailParameters(cart: StoredCart, details: CartDetails): DetailParameters {
  return [
    cart.id,
    cart.version,
    details.email,
    jsonOrNull(details.shippingAddress),
    jsonOrNull(details.billingAddress),
    details.shippingMethodId,
    details.couponCodes,
    details.giftCardIds,
    details.useStoreCredit,
    details.customerId,
  ];
}

const orderCartStatement = statement<never, [string, number, string]>(
  "order_cart",
  `with ordered as (update carts set status = 'ordered', order_id = $3, version = version + 1, updated_at = now()
     where id = $1 and version = $2 and status = 'open' returning 1)
   select require_one((select count(*) from ordered))`,
);

/** Closes the cart for its order; fails the batch where the cart changed since it was quoted. */
export function orderCartQuery(cart: StoredCart, orderId: string): BatchQuery {
  return orderCartStatement.query([cart.id, cart.version, orderId]);
}

const reopenCartStatement = statement<never, [string, string]>(
  "reopen_cart",
  `update carts set status = 'open', order_id = null, version = version + 1, updated_at = now() where id = $1 and order_id = $2`,
);

/** Gives the cart of an order that came to nothing back to its shopper. */
export function reopenCartQuery(cartId: string, orderId: string): BatchQuery {
  return reopenCartStatement.query([cartId, orderId]);
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
