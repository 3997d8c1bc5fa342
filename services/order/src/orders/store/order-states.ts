// SQL of how orders stand, for the comparison of orders with the money that came for them.
import { type AnyDb, statement } from "@souk/db";

const LIMIT_MAX = 500;

export type OrderState = {
  readonly orderId: string;
  readonly number: string;
  readonly status: string;
  readonly amountDueMinor: number;
  readonly currency: string;
  /** ISO 8601 in UTC, to the microsecond: a page begins right after the one before. */
  readonly updatedAt: string;
};

const columns = `id as "orderId", number, status, coalesce((terms #>> '{amountDue,amount}')::bigint, total_minor) as "amountDueMinor", currency,
  to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt"`;

const named = statement<OrderState, [readonly string[]]>(
  "list_named_order_states",
  `select ${columns} from orders where id = any ($1::uuid[])`,
);
const changed = statement<OrderState, [string, string | null, string | null, number]>(
  "list_changed_order_states",
  `select ${columns} from orders
   where updated_at >= $1::timestamptz and ($2::timestamptz is null or (updated_at, id) > ($2::timestamptz, $3::uuid))
   order by updated_at, orders.id limit $4`,
);

export type OrderStatesQuery = {
  readonly orderIds: readonly string[];
  readonly changedSince: string;
  readonly afterUpdatedAt: string;
  readonly afterOrderId: string;
  readonly limit: number;
};

/** Those that are named; without names, those that changed since then. */
export async function listOrderStates(db: AnyDb, query: OrderStatesQuery): Promise<readonly OrderState[]> {
  const { orderIds, changedSince, afterUpdatedAt, afterOrderId, limit } = query;
  if (orderIds.length > 0) return named.rows(db, [orderIds.slice(0, LIMIT_MAX)]);
  const after = afterUpdatedAt === "" ? null : afterUpdatedAt;
  const lines = Math.min(Math.max(limit, 1), LIMIT_MAX);
  return changed.rows(db, [changedSince, after, after === null ? null : afterOrderId, lines]);
}
