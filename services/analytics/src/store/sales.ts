// All SQL of sales. Each fact is written by one statement with its share of the day's sum, so that the two cannot differ.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Cancellation, Refund, Sale } from "../domain/facts.ts";
import type { SalesRange } from "../domain/sales-range.ts";

// The sum comes last: all sales of a day meet in its row, which is locked from here to the commit and no longer.
const insertSale = statement<never, readonly unknown[]>(
  "insert_sale",
  `with lines as (
     select variant_id, product_id, quantity, total_minor
     from unnest($6::uuid[], $7::uuid[], $8::int[], $9::bigint[]) as l (variant_id, product_id, quantity, total_minor)),
   sale as (
     insert into sales (order_id, day, confirmed_at, currency, customer_id, units, revenue_minor)
     select $1, ($2::timestamptz at time zone 'UTC')::date, $2, $3, $4, coalesce(sum(quantity), 0), $5 from lines
     on conflict (order_id) do nothing returning order_id, day, currency, units, revenue_minor),
   sold as (
     insert into sold_lines (order_id, variant_id, product_id, quantity, total_minor)
     select order_id, variant_id, product_id, quantity, total_minor
     from sale, (select variant_id, product_id, sum(quantity) as quantity, sum(total_minor) as total_minor from lines group by 1, 2) as l)
   insert into daily_sales as d (currency, day, orders, units, revenue_minor)
   select currency, day, 1, units, revenue_minor from sale
   on conflict (currency, day) do update set
     orders = d.orders + 1, units = d.units + excluded.units, revenue_minor = d.revenue_minor + excluded.revenue_minor`,
);
const insertRefund = statement<never, readonly unknown[]>(
  "insert_refund",
  `with refund as (
     insert into refunds (refund_id, order_id, day, refunded_at, currency, amount_minor)
     values ($1, $2, ($3::timestamptz at time zone 'UTC')::date, $3, $4, $5)
     on conflict (refund_id) do nothing returning day, currency, amount_minor)
   insert into daily_sales as d (currency, day, refunds_minor) select currency, day, amount_minor from refund
   on conflict (currency, day) do update set refunds_minor = d.refunds_minor + excluded.refunds_minor`,
);
const insertCancellation = statement<never, readonly unknown[]>(
  "insert_cancellation",
  `insert into cancellations (order_id, reason, cancelled_at) values ($1, $2, $3) on conflict do nothing`,
);

/** An order that is counted already stays as it is counted. */
export function insertSaleQuery({ orderId, confirmedAt, total, customerId, lines }: Sale): BatchQuery {
  return insertSale.query([
    orderId,
    confirmedAt,
    total.currency,
    customerId,
    total.amount,
    lines.map(({ variantId }) => variantId),
    lines.map(({ productId }) => productId),
    lines.map(({ quantity }) => quantity),
    lines.map((line) => line.total.amount),
  ]);
}

export function insertRefundQuery({ refundId, orderId, refundedAt, amount }: Refund): BatchQuery {
  return insertRefund.query([refundId, orderId, refundedAt, amount.currency, amount.amount]);
}

export function insertCancellationQuery({ orderId, reason, cancelledAt }: Cancellation): BatchQuery {
  return insertCancellation.query([orderId, reason, cancelledAt]);
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
