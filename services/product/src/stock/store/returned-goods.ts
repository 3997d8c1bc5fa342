// Goods that come back from customers or never went to them, in the database. The work is done by functions of migrations 0013 and 0014.
import { type AnyDb, statement } from "@souk/db";
import type { StockLine } from "../domain/demand.ts";

type ReturnedRow = { readonly variant_id: string; readonly quantity: number };

const restockStatement = statement<
  ReturnedRow,
  readonly [string, string, readonly string[], readonly number[]]
>("restock_return", "select * from restock_return($1::uuid, $2::uuid, $3::uuid[], $4::integer[])");

const restockUnsentStatement = statement<
  ReturnedRow,
  readonly [string, string, readonly string[], readonly number[]]
>("restock_unsent", "select * from restock_unsent($1::uuid, $2::uuid, $3::uuid[], $4::integer[])");

export type ReturnedGoods = {
  readonly orderId: string;
  readonly returnId: string;
  /** A variant may stand in it more than once. */
  readonly goods: readonly StockLine[];
};

/** What went back on hand; nothing where it did before. */
export async function restockReturn(
  db: AnyDb,
  { orderId, returnId, goods }: ReturnedGoods,
): Promise<readonly StockLine[]> {
  const { variantIds, quantities } = byVariant(goods);
  return toLines(await restockStatement.rows(db, [returnId, orderId, variantIds, quantities]));
}

export type UnsentGoods = Omit<ReturnedGoods, "returnId"> & { readonly refundId: string };

/** The same for goods that a refund lets stay here: never more than the order still has. */
export async function restockUnsent(
  db: AnyDb,
  { orderId, refundId, goods }: UnsentGoods,
): Promise<readonly StockLine[]> {
  const { variantIds, quantities } = byVariant(goods);
  return toLines(await restockUnsentStatement.rows(db, [refundId, orderId, variantIds, quantities]));
}

function byVariant(goods: readonly StockLine[]) {
  const ofVariants = [...Map.groupBy(goods, ({ variantId }) => variantId)];
  return {
    variantIds: ofVariants.map(([variantId]) => variantId),
    quantities: ofVariants.map(([, lines]) => lines.reduce((sum, { quantity }) => sum + quantity, 0)),
  };
}

function toLines(rows: readonly ReturnedRow[]): readonly StockLine[] {
  return rows.map((row) => ({ variantId: row.variant_id, quantity: row.quantity }));
}
