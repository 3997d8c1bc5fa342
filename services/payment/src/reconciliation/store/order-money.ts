// SQL of which orders' money changed lately.
import { type AnyDb, statement } from "@souk/db";

const changedOrders = statement<{ readonly orderId: string }, [Date, string | null, number]>(
  "list_orders_of_changed_payments",
  `select distinct order_id as "orderId" from payments where updated_at >= $1 and ($2::uuid is null or order_id > $2)
   order by order_id limit $3`,
);

export type ChangedOrders = {
  readonly since: Date;
  readonly after: string | undefined;
  readonly limit: number;
};

/** In the order of their ids, page by page. */
export async function listOrdersOfChangedPayments(
  db: AnyDb,
  { since, after, limit }: ChangedOrders,
): Promise<readonly string[]> {
  const rows = await changedOrders.rows(db, [since, after ?? null, limit]);
  return rows.map(({ orderId }) => orderId);
}
