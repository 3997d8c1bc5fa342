// All SQL of carts: reads give the cart with its lines in one statement, writes bump its version.
import type { AddressBody } from "@souk/contracts";
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { CartChanges, NewCart, StoredCart, StoredCartLine } from "../domain/cart.ts";

type CartRow = {
  readonly id: string;
  readonly version: number;
  readonly status: "open" | "ordered";
  readonly currency: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly shippingAddress: AddressBody | null;
  readonly billingAddress: AddressBody | null;
  readonly shippingMethodId: string | null;
  readonly couponCodes: readonly string[];
  readonly orderId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lines: readonly StoredCartLine[];
};

const columns = `id, version, status, currency, customer_id as "customerId", email,
  shipping_address as "shippingAddress", billing_address as "billingAddress",
  shipping_method_id as "shippingMethodId", coupon_codes as "couponCodes", order_id as "orderId",
  created_at as "createdAt", updated_at as "updatedAt"`;

const line = `jsonb_build_object('id', id, 'variantId', variant_id, 'quantity', quantity,
  'addedPriceMinor', added_price_minor)`;
const noLines = `'[]'::jsonb`;

const findCartStatement = statement<CartRow, [string]>(
  "find_cart",
  `select ${columns}, coalesce((select jsonb_agg(${line} order by added_at, id) from cart_lines where cart_id = carts.id), ${noLines}) as lines
   from carts where id = $1`,
);

/** The cart with its lines, oldest first. */
export async function findCart(db: AnyDb, cartId: string): Promise<StoredCart | undefined> {
  return findCartStatement.first(db, [cartId]);
}

const insertCartStatement = statement<CartRow, [string, string, string | null]>(
  "insert_cart",
  `insert into carts (id, currency, customer_id) values ($1, $2, $3) returning ${columns}, ${noLines} as lines`,
);

export async function insertCart(db: AnyDb, cart: NewCart): Promise<StoredCart> {
  const [row] = await insertCartStatement.rows(db, [cart.id, cart.currency, cart.customerId]);
  return row as CartRow;
}

/* One statement for each change of lines: the version goes up and all lines come back, in one round trip. The outer
   select still sees the lines as they were before the statement, so the changed line is put in their place. */
const linesAfter = (changed: string): string => `select ${columns}, coalesce((
    select jsonb_agg(${line} order by added_at, id) from (
      select id, variant_id, quantity, added_price_minor, added_at from cart_lines where cart_id = $1 and id not in (select id from touched)
      union all ${changed}) lines), ${noLines}) as lines from bumped`;
const openCart = `update carts set version = version + 1, updated_at = now() where id = $1 and status = 'open'`;
const touchedLine = "select id, variant_id, quantity, added_price_minor, added_at from touched";

const addLineStatement = statement<CartRow, [string, string, string, number, number, number]>(
  "add_cart_line",
  `with bumped as (${openCart}
     and ((select count(*) from cart_lines where cart_id = $1) < $6 or exists (select from cart_lines where cart_id = $1 and variant_id = $3))
     returning *),
   touched as (insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor)
     select $2, id, $3, $4, $5 from bumped
     on conflict (cart_id, variant_id) do update set quantity = case when cart_lines.id = excluded.id then excluded.quantity else cart_lines.quantity + excluded.quantity end, added_price_minor = excluded.added_price_minor
     returning *)
   ${linesAfter(touchedLine)}`,
);

export type AddedLine = {
  readonly cartId: string;
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly priceMinor: number;
  readonly linesMax: number;
};

/** Adds to the line of that variant, or makes one. Undefined where the cart is not open or has no room for another line. */
export async function addCartLine(db: AnyDb, added: AddedLine): Promise<StoredCart | undefined> {
  const { cartId, lineId, variantId, quantity, priceMinor, linesMax } = added;
  return addLineStatement.first(db, [cartId, lineId, variantId, quantity, priceMinor, linesMax]);
}

const changeLineStatement = statement<CartRow, [string, string, number]>(
  "change_cart_line",
  `with bumped as (${openCart} and exists (select from cart_lines where cart_id = $1 and id = $2) returning *),
   touched as (update cart_lines set quantity = $3 from bumped where cart_id = bumped.id and cart_lines.id = $2 returning cart_lines.*)
   ${linesAfter(touchedLine)}`,
);

export async function changeCartLine(
  db: AnyDb,
  change: { readonly cartId: string; readonly lineId: string; readonly quantity: number },
): Promise<StoredCart | undefined> {
  return changeLineStatement.first(db, [change.cartId, change.lineId, change.quantity]);
}

const removeLineStatement = statement<CartRow, [string, string]>(
  "remove_cart_line",
  `with bumped as (${openCart} and exists (select from cart_lines where cart_id = $1 and id = $2) returning *),
   touched as (delete from cart_lines using bumped where cart_id = bumped.id and cart_lines.id = $2 returning cart_lines.*)
   ${linesAfter(`${touchedLine} where false`)}`,
);

export async function removeCartLine(
  db: AnyDb,
  line: { readonly cartId: string; readonly lineId: string },
): Promise<StoredCart | undefined> {
  return removeLineStatement.first(db, [line.cartId, line.lineId]);
}

const updateCartStatement = statement<CartRow, [string, number, unknown, unknown, unknown, unknown, unknown]>(
  "update_cart",
  `with bumped as (
     update carts set version = version + 1, updated_at = now(), email = $3, shipping_address = $4, billing_address = $5,
       shipping_method_id = $6, customer_id = $7
     where id = $1 and version = $2 and status = 'open' returning *)
   select ${columns}, coalesce((select jsonb_agg(${line} order by added_at, id) from cart_lines where cart_id = $1), ${noLines}) as lines from bumped`,
);

/** Writes the cart's details if nobody changed it since `cart` was read; undefined otherwise. */
export async function updateCart(
  db: AnyDb,
  cart: StoredCart,
  changes: CartChanges,
): Promise<StoredCart | undefined> {
  const next = { ...cart, ...changes };
  return updateCartStatement.first(db, [
    cart.id,
    cart.version,
    next.email,
    jsonOrNull(next.shippingAddress),
    jsonOrNull(next.billingAddress),
    next.shippingMethodId,
    next.customerId,
  ]);
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
