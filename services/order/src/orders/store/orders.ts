// All SQL of orders: the row is the projection of its history, and both are written by one batch.
import { type AnyDb, type BatchQuery, gathered, statement } from "@souk/db";
import { fulfilmentOf } from "../../fulfilment/domain/shipping.ts";
import type { Order, OrderEvent, RecordedEvent } from "../domain/order.ts";
import { historyFrom, type StoredEvent } from "../domain/stored-events.ts";
import { type StoredTerms, termsFrom } from "../domain/stored-terms.ts";
import { type OrderTerms, termsOf } from "../domain/terms.ts";

export type OrderRow = Omit<Order, keyof OrderTerms> & { readonly terms: StoredTerms };

export const orderColumns = `orders.id, orders.version, orders.status, payment_id as "paymentId", refunded_minor as "refundedMinor",
  tracking_code as "trackingCode", cancel_reason as "cancelReason", placed_at as "placedAt", orders.updated_at as "updatedAt",
  moves, shipments, returns, refunds, terms`;

const findOrdersStatement = statement<OrderRow, [readonly string[]]>(
  "find_orders",
  `select ${orderColumns} from orders where id = any ($1::uuid[])`,
);

/** Orders as they are now; who asks while a read is under way is answered by the next one, so nobody is told of anything older than their question. */
export type OrderReads = { find(orderId: string): Promise<Order | undefined> };

/** Of one read. */
const READ_TOGETHER = { lanes: 1, questionsMax: 50 };

/** What is none can be no order's, and must not spoil the question for the others. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createOrderReads(db: AnyDb): OrderReads {
  const read = gathered(async (ids: readonly string[]) => {
    const rows = await findOrdersStatement.rows(db, [ids]);
    const orders = new Map(rows.map((row) => [row.id, toOrder(row)]));
    return (id: string) => orders.get(id);
  }, READ_TOGETHER);
  return { find: async (orderId) => (ID.test(orderId) ? read(orderId.toLowerCase()) : undefined) };
}

const insertOrderStatement = statement<never, readonly unknown[]>(
  "insert_order",
  `insert into orders (id, number, version, status, cart_id, customer_id, email, currency, total_minor, terms, moves, placed_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
);

export function insertOrderQuery(order: Order): BatchQuery {
  const { total } = order.totals;
  return insertOrderStatement.query([
    order.id,
    order.number,
    order.version,
    order.status,
    order.cartId,
    order.customerId,
    order.email,
    total.currency,
    total.amount,
    JSON.stringify(termsOf(order)),
    JSON.stringify(order.moves),
    order.placedAt,
  ]);
}

const updateOrderStatement = statement<never, readonly unknown[]>(
  "update_order",
  `with moved as (update orders set version = $3, status = $4, payment_id = $5, refunded_minor = $6, tracking_code = $7,
     cancel_reason = $8, updated_at = $9, moves = $10, shipments = $11, returns = $12, refunds = $13, fulfilment = $14
     where id = $1 and version = $2 returning 1)
   select require_one((select count(*) from moved))`,
);

/** Writes the order's new state; fails the batch where somebody else moved it since `versionBefore`. */
export function updateOrderQuery(order: Order, versionBefore: number): BatchQuery {
  return updateOrderStatement.query([
    order.id,
    versionBefore,
    order.version,
    order.status,
    order.paymentId,
    order.refundedMinor,
    order.trackingCode,
    order.cancelReason,
    order.updatedAt,
    JSON.stringify(order.moves),
    JSON.stringify(order.shipments),
    JSON.stringify(order.returns),
    JSON.stringify(order.refunds),
    fulfilmentOf(order),
  ]);
}

const insertEventStatement = statement<never, [string, number, string, string, Date]>(
  "insert_order_event",
  "insert into order_events (order_id, version, type, data, at) values ($1, $2, $3, $4, $5)",
);

export function insertOrderEventQuery(
  order: Pick<Order, "id" | "version" | "updatedAt">,
  event: OrderEvent,
): BatchQuery {
  const { type, ...data } = event;
  return insertEventStatement.query([order.id, order.version, type, JSON.stringify(data), order.updatedAt]);
}

type EventRow = { readonly event: StoredEvent; readonly at: Date };
const listEventsStatement = statement<EventRow, [string]>(
  "list_order_events",
  "select data || jsonb_build_object('type', type) as event, at from order_events where order_id = $1 order by version",
);

/** The whole history of an order, oldest first. */
export async function listOrderEvents(db: AnyDb, orderId: string): Promise<readonly RecordedEvent[]> {
  return historyFrom(orderId, await listEventsStatement.rows(db, [orderId]));
}

export type OrderFilter = {
  readonly customerId: string | undefined;
  /** Cancelled orders that nobody was told of. */
  readonly hiddenReasons: readonly string[];
  readonly status: string | undefined;
  readonly fulfilment: string | undefined;
  /** Placed at or after, and before; ISO 8601. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** An order number or an e-mail address. */
  readonly search: string | undefined;
  readonly before: readonly [placedAt: string, id: string] | undefined;
  readonly limit: number;
};
const listOrdersStatement = statement<OrderRow, readonly unknown[]>(
  "list_orders",
  `select ${orderColumns} from orders
   where ($1::uuid is null or customer_id = $1) and ($2::text is null or status = $2)
     and ($3::text is null or number = upper($3) or lower(email) = lower($3))
     and ($4::timestamptz is null or (placed_at, id) < ($4, $5::uuid))
     and (cancel_reason is null or cancel_reason <> all ($6::text[]))
     and ($7::text is null or fulfilment = $7)
     and ($8::timestamptz is null or placed_at >= $8) and ($9::timestamptz is null or placed_at < $9)
   order by placed_at desc, id desc limit $10`,
);

/** Newest first; one row more than `limit` tells that there is another page. */
export async function listOrders(db: AnyDb, filter: OrderFilter): Promise<readonly Order[]> {
  const { customerId, hiddenReasons, status, fulfilment, from, to, search, before, limit } = filter;
  const rows = await listOrdersStatement.rows(db, [
    customerId ?? null,
    status ?? null,
    search ?? null,
    before?.[0] ?? null,
    before?.[1] ?? null,
    hiddenReasons,
    fulfilment ?? null,
    from ?? null,
    to ?? null,
    limit + 1,
  ]);
  return rows.map(toOrder);
}

export function toOrder({ terms, ...state }: OrderRow): Order {
  return { ...termsFrom(terms), ...state };
}
