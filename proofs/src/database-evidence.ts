// Reads W4's part of the evidence. Each question is one statement, so that its answer is of one moment.
import { z } from "zod";
import type { LedgerEntry, SoldRow, StockRow, Unfinished } from "./evidence.ts";
import { heardEvents } from "./heard-events.ts";
import { readOrderEvidence } from "./order-evidence.ts";
import type { Query, WitnessDatabase } from "./witness-database.ts";

const SERVICES = ["user", "product", "order", "payment", "notification", "admin", "analytics"] as const;
/** A job that is due for longer than this is stuck, not about to run. */
const DUE_GRACE_SECONDS = 5;

const int = z.coerce.number().int();
const unfinished = z.object({ what: z.string() });

const stockQuery: Query<StockRow> = {
  database: "product",
  row: z.object({
    variantId: z.string(),
    location: z.string(),
    onHand: int,
    reserved: int,
    moved: int,
    held: int,
  }),
  text: `
    select s.variant_id as "variantId", s.location, s.on_hand as "onHand", s.reserved,
           coalesce(m.total, 0) as moved, coalesce(l.total, 0) as held
      from stock_levels s
      left join (select variant_id, location, sum(quantity) as total from stock_movements group by 1, 2) m using (variant_id, location)
      left join (select variant_id, location, sum(quantity) as total from reservation_lines join reservations using (order_id)
                  where status = 'live' group by 1, 2) l using (variant_id, location)`,
};

const ledgerQuery: Query<LedgerEntry> = {
  database: "payment",
  row: z.object({
    transactionId: z.string(),
    kind: z.string(),
    account: z.string(),
    amount: int,
    currency: z.string(),
  }),
  text: `select e.transaction_id as "transactionId", t.kind, e.account, e.amount_minor as amount, e.currency
           from ledger_entries e join ledger_transactions t on t.id = e.transaction_id`,
};

const paymentsQuery = {
  database: "payment",
  row: z.object({
    id: z.string(),
    orderId: z.string(),
    status: z.string(),
    amount: int,
    captured: int,
    refunding: int,
    refunded: int,
    captures: z.array(int),
  }),
  text: `
    select id, order_id as "orderId", status, amount_minor as amount, captured_minor as captured, refunding_minor as refunding, refunded_minor as refunded,
           coalesce((select jsonb_agg(amount_minor) from captures where payment_id = payments.id and status = 'succeeded'), '[]') as captures
      from payments`,
};
const soldQuery: Query<SoldRow> = {
  database: "product",
  row: z.object({
    orderId: z.string(),
    variantId: z.string(),
    quantity: int,
    sales: int,
    restocked: int,
  }),
  text: `select order_id as "orderId", variant_id as "variantId", sum(-quantity) as quantity, count(*) filter (where kind = 'sold') as sales,
                coalesce(sum(quantity) filter (where return_id is not null), 0) as restocked
           from stock_movements where order_id is not null group by 1, 2`,
};
const salesQuery = {
  database: "analytics",
  row: z.object({ orderId: z.string(), units: int, revenue: int }),
  text: `select order_id as "orderId", units, revenue_minor as revenue from sales`,
};
const reportedQuery = {
  database: "analytics",
  row: z.object({ orders: int, units: int, revenue: int }),
  text: `select coalesce(sum(orders), 0) as orders, coalesce(sum(units), 0) as units, coalesce(sum(revenue_minor), 0) as revenue from daily_sales`,
};
const notificationsQuery = {
  database: "notification",
  row: z.object({ orderId: z.string(), template: z.string(), status: z.string() }),
  text: `select subject_id as "orderId", template, status from notifications`,
};
const webhooksQuery = {
  database: "payment",
  row: z.object({ outcome: z.string().nullable() }),
  text: "select outcome from webhooks",
};
const onBusQuery = {
  database: "bus",
  row: z.object({ type: z.string(), orderId: z.string(), events: int }),
  text: `select type, data ->> 'orderId' as "orderId", count(distinct event_id) as events
           from bus_events where data ? 'orderId' group by 1, 2`,
};

const outboxText = `
  select 'an event of type ' || type || ' waits in the outbox' as what from outbox
  union all select 'event ' || type || ' was put aside for ' || consumer || ' (' || kind || '): ' || reason from dead_letters`;
/** Events that their listeners have not passed; what nobody in a group hears is passed at leisure. */
const heardList = heardEvents()
  .map(({ type, service }) => `('${service}', '${type}')`)
  .join(", ");
const lagText = `
  select o.group_name || ' has ' || count(*) || ' events of partition ' || o.partition || ' to come' as what
    from bus_offsets o join bus_events e on e.partition = o.partition and e.position > o.position
   where (o.group_name, e.type) in (${heardList})
   group by o.group_name, o.partition`;
const jobsText = `
  select 'job ' || name || case when died_at is not null then ' died: ' || coalesce(reason, '') else ' is due and does not run' end as what
    from jobs where died_at is not null or run_at < now() - interval '${DUE_GRACE_SECONDS} seconds'`;
const paymentsText = `
  select 'payment ' || id || ' is ' || status as what from payments where status in ('pending', 'unknown')
  union all select 'capture ' || id || ' is ' || status from captures where status = 'pending'
  union all select 'refund ' || id || ' is ' || status from refunds where status = 'pending'
  union all select 'webhook ' || event_id || ' was not handled' from webhooks where handled_at is null`;
const reservationsText = `select 'the goods of order ' || order_id || ' are held past their limit' as what from reservations where status = 'live' and expires_at < now()`;
const mailsText = `select 'mail ' || dedupe_key || ' is ' || status as what from notifications where status in ('queued', 'sending', 'failed')`;

export function readStock(database: WitnessDatabase): Promise<readonly StockRow[]> {
  return database.read(stockQuery);
}

export function readLedger(database: WitnessDatabase): Promise<readonly LedgerEntry[]> {
  return database.read(ledgerQuery);
}

export async function readDatabaseEvidence(database: WitnessDatabase) {
  const [reported] = await database.read(reportedQuery);
  return {
    ...(await readOrderEvidence(database)),
    payments: await database.read(paymentsQuery),
    ledger: await readLedger(database),
    stock: await readStock(database),
    sold: await database.read(soldQuery),
    sales: await database.read(salesQuery),
    reported: reported ?? { orders: 0, units: 0, revenue: 0 },
    notifications: await database.read(notificationsQuery),
    webhooks: await database.read(webhooksQuery),
    onBus: await database.read(onBusQuery),
    undelivered: [...(await inEach(database, outboxText)), ...(await listed(database, "bus", lagText))],
    unfinished: [
      ...(await inEach(database, jobsText)),
      ...(await listed(database, "payment", paymentsText)),
      ...(await listed(database, "product", reservationsText)),
      ...(await listed(database, "notification", mailsText)),
    ],
  };
}

async function inEach(database: WitnessDatabase, text: string): Promise<readonly Unfinished[]> {
  const found = await Promise.all(SERVICES.map((service) => listed(database, service, text)));
  return found.flat();
}

async function listed(
  database: WitnessDatabase,
  service: string,
  text: string,
): Promise<readonly Unfinished[]> {
  const rows = await database.read({ database: service, text, row: unfinished });
  return rows.map(({ what }) => ({ service, what }));
}
