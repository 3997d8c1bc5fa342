// Lines of carts in the database. A change is one round trip: the version goes up and all lines come back.
import { type AnyDb, type BatchQuery, runBatch, statement } from "@souk/db";
import type { StoredCart } from "../domain/cart.ts";
import { cartColumns, type CartRow, lineObject, noLines } from "./cart-rows.ts";

/** Only these versions of the cart may be changed; null for any. */
export type AskedVersions = readonly number[] | null;

/* Before anything is looked at: a statement that waits for a cart's row goes on with what it saw of the lines before it waited. */
const lockStatement = statement<never, [string]>("lock_cart", "select 1 from carts where id = $1 for update");

async function changeLocked(
  db: AnyDb,
  cartId: string,
  change: BatchQuery<StoredCart>,
): Promise<StoredCart | undefined> {
  const [, rows] = await runBatch(db, [lockStatement.query([cartId]), change]);
  return rows[0];
}

/* The outer select still sees the lines as they were before the statement, so the changed line is put in their place. */
const linesAfter = (changed: string): string => `select ${cartColumns}, coalesce((
    select jsonb_agg(${lineObject} order by added_at, id) from (
      select id, variant_id, quantity, added_price_minor, added_at from cart_lines where cart_id = $1 and id not in (select id from touched)
      union all ${changed}) lines), ${noLines}) as lines from bumped`;
const bump = `update carts set version = version + 1, updated_at = now() where id = $1 and status = 'open'`;
const bumpLine = `${bump} and ($3::int[] is null or version = any($3::int[])) and exists (select from cart_lines where cart_id = $1 and id = $2)`;
const touchedLine = "select id, variant_id, quantity, added_price_minor, added_at from touched";

const addLineStatement = statement<CartRow, [string, string, string, number, number, number, number | null]>(
  "add_cart_line",
  `with bumped as (${bump} and ($7::int is null or version = $7::int)
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
  /** Added only onto this version of the cart; null for any. */
  readonly onlyVersion: number | null;
};

/**
 * Adds to the line of that variant, or makes one. Undefined where the cart is not open, has no room for another line or is of another version.
 * What waits for a cart of one version and finds it unchanged has seen its lines as they are, so that needs no lock beforehand.
 */
export async function addCartLine(db: AnyDb, added: AddedLine): Promise<StoredCart | undefined> {
  const { cartId, lineId, variantId, quantity, priceMinor, linesMax, onlyVersion } = added;
  const parameters = [cartId, lineId, variantId, quantity, priceMinor, linesMax, onlyVersion] as const;
  if (onlyVersion !== null) return addLineStatement.first(db, [...parameters]);
  return changeLocked(db, cartId, addLineStatement.query([...parameters]));
}

const changeLineStatement = statement<CartRow, [string, string, AskedVersions, number, number | null]>(
  "change_cart_line",
  `with bumped as (${bumpLine} returning *),
   touched as (update cart_lines set quantity = $4, added_price_minor = coalesce($5::bigint, added_price_minor)
     from bumped where cart_id = bumped.id and cart_lines.id = $2 returning cart_lines.*)
   ${linesAfter(touchedLine)}`,
);

export type LineOfCart = {
  readonly cartId: string;
  readonly lineId: string;
  readonly versions: AskedVersions;
};
export type ChangedLine = LineOfCart & {
  readonly quantity: number;
  /** What one of so many costs; null where nobody knows. */
  readonly priceMinor: number | null;
};

export async function changeCartLine(db: AnyDb, change: ChangedLine): Promise<StoredCart | undefined> {
  const { cartId, lineId, versions, quantity, priceMinor } = change;
  const query = changeLineStatement.query([cartId, lineId, versions, quantity, priceMinor]);
  return changeLocked(db, cartId, query);
}

const removeLineStatement = statement<CartRow, [string, string, AskedVersions]>(
  "remove_cart_line",
  `with bumped as (${bumpLine} returning *),
   touched as (delete from cart_lines using bumped where cart_id = bumped.id and cart_lines.id = $2 returning cart_lines.*)
   ${linesAfter(`${touchedLine} where false`)}`,
);

export async function removeCartLine(db: AnyDb, line: LineOfCart): Promise<StoredCart | undefined> {
  const { cartId, lineId, versions } = line;
  return changeLocked(db, cartId, removeLineStatement.query([cartId, lineId, versions]));
}

const bumpCartStatement = statement<never, [string, number]>(
  "bump_cart",
  `with bumped as (${bump} and version = $2 returning 1) select require_one((select count(*) from bumped))`,
);
const rewriteLinesStatement = statement<
  never,
  [string, readonly string[], readonly number[], readonly number[]]
>(
  "rewrite_cart_lines",
  `update cart_lines set quantity = line.quantity, added_price_minor = line.price_minor
   from unnest($2::uuid[], $3::int[], $4::bigint[]) as line (id, quantity, price_minor)
   where cart_lines.cart_id = $1 and cart_lines.id = line.id`,
);
const dropLinesStatement = statement<never, [string, readonly string[]]>(
  "drop_cart_lines",
  "delete from cart_lines where cart_id = $1 and not (id = any($2::uuid[]))",
);

/** Makes these the cart's lines; all of them were there before. Fails the batch where somebody changed the cart since it was read. */
export function rewriteLinesQueries(cart: StoredCart, lines: StoredCart["lines"]): readonly BatchQuery[] {
  const ids = lines.map(({ id }) => id);
  const quantities = lines.map(({ quantity }) => quantity);
  const prices = lines.map(({ addedPriceMinor }) => addedPriceMinor);
  return [
    bumpCartStatement.query([cart.id, cart.version]),
    rewriteLinesStatement.query([cart.id, ids, quantities, prices]),
    dropLinesStatement.query([cart.id, ids]),
  ];
}
