// All SQL of sales. Each fact is written by one statement with its share of the day's sum, so that the two cannot differ.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Cancellation, Refund, Sale } from "../domain/facts.ts";
import type { SalesRange } from "../domain/sales-range.ts";

// The sums come last and in one order: all sales of a day meet in its row, which is locked from here to the commit and no longer.
const insertSales = statement<never, readonly [sales: string]>(
  "insert_sales",
  `with given as (
     select distinct on (order_id) * from jsonb_to_recordset($1::jsonb)
       as g (order_id uuid, confirmed_at timestamptz, currency text, customer_id uuid, revenue_minor bigint, lines jsonb)),
   lines as (
     select order_id, variant_id, product_id, sum(quantity) as quantity, sum(total_minor) as total_minor
     from given, jsonb_to_recordset(given.lines) as l (variant_id uuid, product_id uuid, quantity int, total_minor bigint)
     group by order_id, variant_id, product_id),
   sale as (
     insert into sales (order_id, day, confirmed_at, currency, customer_id, units, revenue_minor)
     select order_id, (confirmed_at at time zone 'UTC')::date, confirmed_at, currency, customer_id,
       (select coalesce(sum(quantity), 0) from lines where lines.order_id = given.order_id), revenue_minor from given
     on conflict (order_id) do nothing returning order_id, day, currency, units, revenue_minor),
   sold as (
     insert into sold_lines (order_id, variant_id, product_id, quantity, total_minor)
     select order_id, variant_id, product_id, quantity, total_minor from lines join sale using (order_id))
   insert into daily_sales as d (currency, day, orders, units, revenue_minor)
   select currency, day, count(*), sum(units), sum(revenue_minor) from sale group by currency, day order by currency, day
   on conflict (currency, day) do update set
     orders = d.orders + excluded.orders, units = d.units + excluded.units,
     revenue_minor = d.revenue_minor + excluded.revenue_minor`,
);
const insertRefunds = statement<never, readonly [refunds: string]>(
  "insert_refunds",
  `with refund as (
     insert into refunds (refund_id, order_id, day, refunded_at, currency, amount_minor)
     select distinct on (refund_id) refund_id, order_id, (refunded_at at time zone 'UTC')::date, refunded_at, currency, amount_minor
     from jsonb_to_recordset($1::jsonb)
       as g (refund_id uuid, order_id uuid, refunded_at timestamptz, currency text, amount_minor bigint)
     on conflict (refund_id) do nothing returning day, currency, amount_minor)
   insert into daily_sales as d (currency, day, refunds_minor)
   select currency, day, sum(amount_minor) from refund group by currency, day order by currency, day
   on conflict (currency, day) do update set refunds_minor = d.refunds_minor + excluded.refunds_minor`,
);
const insertCancellations = statement<never, readonly [cancellations: string]>(
  "insert_cancellations",
  `insert into cancellations (order_id, reason, cancelled_at)
   select order_id, reason, cancelled_at
   from jsonb_to_recordset($1::jsonb) as g (order_id uuid, reason text, cancelled_at timestamptz)
   on conflict do nothing`,
);

/** Orders that are counted already stay as they are counted. */
export function insertSalesQuery(sales: readonly Sale[]): BatchQuery {
  const rows = sales.map(({ orderId, confirmedAt, total, customerId, lines }) => ({
    order_id: orderId,
    confirmed_at: confirmedAt,
    currency: total.currency,
    customer_id: customerId,
    revenue_minor: total.amount,
    lines: lines.map((line) => ({
      variant_id: line.variantId,
      product_id: line.productId,
      quantity: line.quantity,
      total_minor: line.total.amount,
    })),
  }));
  return insertSales.query([JSON.stringify(rows)]);
}

export function insertRefundsQuery(refunds: readonly Refund[]): BatchQuery {
  const rows = refunds.map(({ refundId, orderId, refundedAt, amount }) => ({
    refund_id: refundId,
    order_id: orderId,
    refunded_at: refundedAt,
    currency: amount.currency,
    amount_minor: amount.amount,
  }));
  return insertRefunds.query([JSON.stringify(rows)]);
}

export function insertCancellationsQuery(cancellations: readonly Cancellation[]): BatchQuery {
  const rows = cancellations.map(({ orderId, reason, cancelledAt }) => ({
    order_id: orderId,
    reason,
    cancelled_at: cancelledAt,
  }));
  return insertCancellations.query([JSON.stringify(rows)]);
}

export type DailySales = {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
  readonly refundsMinor: number;
};

const listDays = statement<DailySales, [string, string, string]>(
  "list_daily_sales",
  `select to_char(all_days.day, 'YYYY-MM-DD') as day, coalesce(orders, 0) as orders, coalesce(units, 0) as units,
     coalesce(revenue_minor, 0) as "revenueMinor", coalesce(refunds_minor, 0) as "refundsMinor"
   from generate_series($2::date, $3::date, interval '1 day') as all_days (day)
   left join daily_sales d on d.currency = $1 and d.day = all_days.day::date
   order by all_days.day`,
);

/** Every day of the range, both ends included, whether something was sold or not. */
export async function listDailySales(
  db: AnyDb,
  { from, to, currency }: SalesRange,
): Promise<readonly DailySales[]> {
  return listDays.rows(db, [currency, from, to]);
}
