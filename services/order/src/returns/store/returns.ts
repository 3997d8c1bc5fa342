// All SQL of returns: what an order's row says of them, once more for the list of all.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Order, OrderReturn } from "../../orders/domain/order.ts";
import { orderColumns, type OrderRow, toOrder } from "../../orders/store/orders.ts";

const writeStatement = statement<never, readonly [string, string, string, string, string]>(
  "write_return",
  `insert into order_returns (id, order_id, status, requested_at, updated_at)
   values ($1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::timestamptz)
   on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at`,
);

/** Written with the order's row, whose guard makes it the only writer. */
export function changedReturnQueries(before: Order, after: Order): readonly BatchQuery[] {
  return after.returns
    .filter((made) => !before.returns.includes(made))
    .map(({ id, status, requestedAt, updatedAt }) =>
      writeStatement.query([id, after.id, status, requestedAt, updatedAt]),
    );
}

export type ReturnFilter = {
  /** Whose orders; those of everybody where nobody is named. */
  readonly customerId: string | undefined;
  readonly status: string | undefined;
  readonly before: readonly [requestedAt: string, id: string] | undefined;
  readonly limit: number;
};

type ReturnRow = OrderRow & { readonly returnId: string };
type Asked = readonly [status: string | null, requestedAt: string | null, id: string | null, limit: number];

const rowsOfAll = `select order_returns.id as "returnId", ${orderColumns} from order_returns join orders on orders.id = order_id
   where ($1::text is null or order_returns.status = $1)
     and ($2::timestamptz is null or (requested_at, order_returns.id) < ($2, $3::uuid))`;
const newestFirst = "order by requested_at desc, order_returns.id desc limit $4::integer";

const listStatement = statement<ReturnRow, Asked>("list_returns", `${rowsOfAll} ${newestFirst}`);

/** A statement of its own: one plan for both would walk the returns of the whole shop to find those of one customer. */
const listOfCustomerStatement = statement<ReturnRow, readonly [...Asked, customerId: string]>(
  "list_returns_of_customer",
  `${rowsOfAll} and orders.customer_id = $5::uuid ${newestFirst}`,
);

export type ReturnOfOrder = { readonly order: Order; readonly made: OrderReturn };

/** Newest first; one more than `limit` tells that there is another page. */
export async function listReturns(db: AnyDb, filter: ReturnFilter): Promise<readonly ReturnOfOrder[]> {
  const { customerId, status, before, limit } = filter;
  const asked = [status ?? null, before?.[0] ?? null, before?.[1] ?? null, limit + 1] as const;
  const rows =
    customerId === undefined
      ? await listStatement.rows(db, asked)
      : await listOfCustomerStatement.rows(db, [...asked, customerId]);
  return rows.flatMap(({ returnId, ...row }) => {
    const order = toOrder(row);
    return order.returns.filter(({ id }) => id === returnId).map((made) => ({ order, made }));
  });
}
