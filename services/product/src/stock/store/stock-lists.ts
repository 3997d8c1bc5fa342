// What staff read about stock in pages: movements of a variant, and all variants with what is there of them.
import { statement, type AnyDb } from "@souk/db";

export type Movement = {
  readonly id: string;
  readonly location: string;
  readonly quantity: number;
  readonly kind: string;
  readonly note: string | null;
  readonly orderId: string | null;
  readonly actorId: string | null;
  readonly createdAt: Date;
};
export type StockRow = {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly productName: string;
  readonly variantName: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly lowStockAt: number;
};

const movements = statement<Movement, readonly [string, string | null, number]>(
  "list_stock_movements",
  `select id::text, location, quantity, kind, reason as note, order_id as "orderId", actor_id as "actorId", created_at as "createdAt"
   from stock_movements where variant_id = $1 and ($2::bigint is null or id < $2) order by stock_movements.id desc limit $3`,
);
// By SKU, so that the index on it gives the rows in order and a page is cut off early.
const rows = statement<StockRow, readonly [string | null, string | null, string | null, boolean, number]>(
  "list_stock",
  `select v.id as "variantId", v.product_id as "productId", v.sku, p.name as "productName", v.name as "variantName",
     l.on_hand as "onHand", l.reserved, l.on_hand - l.reserved as available, v.low_stock_at as "lowStockAt"
   from variants v join products p on p.id = v.product_id
   cross join lateral (
     select sum(s.on_hand)::int as on_hand, sum(s.reserved)::int as reserved, bool_or(s.location = $3) as is_there
     from stock_levels s where s.variant_id = v.id) l
   where v.removed_at is null and p.status <> 'archived'
     and ($1::text is null or v.sku > $1) and ($2::text is null or starts_with(v.sku, $2))
     and ($3::text is null or l.is_there) and (not $4::boolean or l.on_hand - l.reserved <= v.low_stock_at)
   order by v.sku limit $5`,
);

export type MovementPage = {
  readonly variantId: string;
  readonly beforeId: string | undefined;
  readonly limit: number;
};

/** Newest first; one more than `limit` tells that there is another page. */
export async function listMovements(
  db: AnyDb,
  { variantId, beforeId, limit }: MovementPage,
): Promise<readonly Movement[]> {
  return movements.rows(db, [variantId, beforeId ?? null, limit + 1]);
}

export type StockFilter = {
  readonly afterSku: string | undefined;
  readonly skuPrefix: string | undefined;
  readonly location: string | undefined;
  readonly isLow: boolean;
  readonly limit: number;
};

/** By SKU; one more than `limit` tells that there is another page. */
export async function listStock(db: AnyDb, filter: StockFilter): Promise<readonly StockRow[]> {
  const { afterSku, skuPrefix, location, isLow, limit } = filter;
  return rows.rows(db, [afterSku ?? null, skuPrefix ?? null, location ?? null, isLow, limit + 1]);
}
