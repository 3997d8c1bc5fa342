// Sales by day, through the events that make them and the report that shows them.
import { randomUUID } from "node:crypto";
import { OrderCancelled, OrderConfirmed, OrderRefunded } from "@souk/contracts";
import type { BusEvent } from "@souk/events";
import { type Person, startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyticsService } from "../src/app.ts";

let shop: TestShop;
let reader: Person;
beforeAll(async () => {
  shop = await startTestShop({ services: [analyticsService] });
  reader = await shop.staff(["reports:read"]);
});
afterAll(() => shop.close());

type Sold = {
  confirmedAt: string;
  amount?: number;
  currency?: string;
  quantities?: readonly number[];
  orderId?: string;
};

/** A confirmed order as its event tells it; each quantity is a line of a variant of its own. */
function sale({
  confirmedAt,
  amount = 1000,
  currency = "EUR",
  quantities = [1],
  orderId = randomUUID(),
}: Sold) {
  const lines = quantities.map((quantity) => ({
    variantId: randomUUID(),
    productId: randomUUID(),
    quantity,
    total: { amount, currency },
  }));
  return {
    orderId,
    number: "SK-1",
    customerId: null,
    paymentId: randomUUID(),
    total: { amount, currency },
    lines,
    confirmedAt,
  };
}

function refund(orderId: string, amount: number, currency = "EUR") {
  return { orderId, number: "SK-1", customerId: null, refundId: randomUUID(), amount: { amount, currency } };
}

const report = async (query: string) =>
  (await shop.call("GET", `/analytics/sales?${query}`, { as: reader })).body;
const today = () => shop.clock.now().toISOString().slice(0, 10);

test("confirmed orders are the sales of their day in UTC, and days without sales are zeros", async () => {
  const day = { currency: "CHF" };
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ ...day, confirmedAt: "2026-02-27T23:59:59.999Z", amount: 1000, quantities: [2, 3] }),
  });
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ ...day, confirmedAt: "2026-03-01T00:00:00.000Z", amount: 501 }),
  });
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ ...day, confirmedAt: "2026-03-01T12:00:00.000Z", amount: 500 }),
  });
  const chf = (amount: number) => ({ amount, currency: "CHF" });
  const zero = { orders: 0, units: 0, revenue: chf(0), refunds: chf(0) };
  expect(await report("from=2026-02-26&to=2026-03-01&currency=CHF")).toEqual({
    from: "2026-02-26",
    to: "2026-03-01",
    currency: "CHF",
    days: [
      { day: "2026-02-26", ...zero },
      { day: "2026-02-27", orders: 1, units: 5, revenue: chf(1000), refunds: chf(0) },
      { day: "2026-02-28", ...zero },
      { day: "2026-03-01", orders: 2, units: 2, revenue: chf(1001), refunds: chf(0) },
    ],
    totals: { orders: 3, units: 7, revenue: chf(2001), refunds: chf(0), averageOrder: chf(667) },
  });
});

test("an order counts once, though its event comes twice, comes under another id, or comes at the same time", async () => {
  const data = sale({ confirmedAt: "2026-01-10T10:00:00.000Z", amount: 900, quantities: [4] });
  const eventId = randomUUID();
  const deliveries = [eventId, eventId, randomUUID(), eventId, randomUUID()].map((id) =>
    shop.deliver("analytics", OrderConfirmed, { data, eventId: id }),
  );
  await Promise.all(deliveries);
  const { totals } = await report("from=2026-01-10&to=2026-01-10");
  expect(totals).toMatchObject({ orders: 1, units: 4, revenue: { amount: 900 } });
});

test("a refund counts on the day the money went back, once, also when it is heard before the sale", async () => {
  const data = { ...sale({ confirmedAt: "2026-01-12T10:00:00.000Z", amount: 800, currency: "SEK" }) };
  const back = refund(data.orderId, 300, "SEK");
  await shop.deliver("analytics", OrderRefunded, { data: back });
  await shop.deliver("analytics", OrderRefunded, { data: back });
  await shop.deliver("analytics", OrderConfirmed, { data });
  await shop.deliver("analytics", OrderRefunded, { data: refund(data.orderId, 200, "SEK") });
  const { totals } = await report(`from=${today()}&to=${today()}&currency=SEK`);
  expect(totals).toMatchObject({ orders: 0, refunds: { amount: 500 }, averageOrder: { amount: 0 } });
  const sold = await report("from=2026-01-12&to=2026-01-12&currency=SEK");
  expect(sold.totals).toMatchObject({ orders: 1, revenue: { amount: 800 }, refunds: { amount: 0 } });
});

test("a cancelled order stays a sale; only paid ones are remembered as cancelled", async () => {
  const { orderId } = sale({ confirmedAt: "2026-01-14T10:00:00.000Z" });
  const facts = { number: "SK-1", customerId: null, reason: "customer" };
  const unpaid = randomUUID();
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ confirmedAt: "2026-01-14T10:00:00.000Z", orderId }),
  });
  await shop.deliver("analytics", OrderCancelled, { data: { ...facts, orderId, wasConfirmed: true } });
  await shop.deliver("analytics", OrderCancelled, { data: { ...facts, orderId, wasConfirmed: true } });
  await shop.deliver("analytics", OrderCancelled, {
    data: { ...facts, orderId: unpaid, wasConfirmed: false },
  });
  expect((await report("from=2026-01-14&to=2026-01-14")).totals).toMatchObject({ orders: 1 });
  const { rows } =
    await sql`select order_id from cancellations where order_id in (${orderId}, ${unpaid})`.execute(
      shop.db("analytics"),
    );
  expect(rows).toEqual([{ order_id: orderId }]);
});

test("an order with one variant in two lines, and one without lines, are sold all the same", async () => {
  const data = sale({ confirmedAt: "2026-01-16T10:00:00.000Z", currency: "PLN", quantities: [1] });
  const twice = { ...data, lines: [...data.lines, ...data.lines] };
  const empty = sale({ confirmedAt: "2026-01-16T10:00:00.000Z", currency: "PLN", quantities: [] });
  await shop.deliver("analytics", OrderConfirmed, { data: twice });
  await shop.deliver("analytics", OrderConfirmed, { data: empty });
  expect((await report("from=2026-01-16&to=2026-01-16&currency=PLN")).totals).toMatchObject({
    orders: 2,
    units: 2,
  });
});

test("a hundred sales of one day at the same time are a hundred, and the sums are those of the facts", async () => {
  const sales = Array.from({ length: 100 }, () =>
    sale({ confirmedAt: "2026-01-18T10:00:00.000Z", currency: "DKK", quantities: [2] }),
  );
  await Promise.all(sales.map((data) => shop.deliver("analytics", OrderConfirmed, { data })));
  expect((await report("from=2026-01-18&to=2026-01-18&currency=DKK")).totals).toMatchObject({
    orders: 100,
    units: 200,
  });
  const { rows } = await sql`
    select currency, day from daily_sales except
    select d.currency, d.day from daily_sales d
    left join (select currency, day, count(*) as orders, sum(units) as units, sum(revenue_minor) as revenue from sales group by 1, 2) s using (currency, day)
    left join (select currency, day, sum(amount_minor) as refunds from refunds group by 1, 2) r using (currency, day)
    where (d.orders, d.units, d.revenue_minor, d.refunds_minor)
      = (coalesce(s.orders, 0), coalesce(s.units, 0), coalesce(s.revenue, 0), coalesce(r.refunds, 0))`.execute(
    shop.db("analytics"),
  );
  expect(rows).toEqual([]);
});

test("events that come together count as those that come alone, each once", async () => {
  const [first, second] = [1, 2].map((units) =>
    sale({ confirmedAt: "2026-01-19T10:00:00.000Z", currency: "HUF", quantities: [units], amount: 700 }),
  );
  const back = refund(String(first?.orderId), 300, "HUF");
  const event = (type: string, data: object, eventId = randomUUID()): BusEvent => ({
    eventId,
    type,
    key: "any",
    source: "order",
    occurredAt: new Date("2026-01-19T12:00:00.000Z"),
    data,
    traceparent: undefined,
  });
  const claimed = event(OrderRefunded.type, back);
  const events = [
    event(OrderConfirmed.type, first ?? {}),
    event(OrderConfirmed.type, second ?? {}),
    event(OrderConfirmed.type, first ?? {}),
    claimed,
    event(OrderRefunded.type, back),
  ];
  const [subscription] = shop.service("analytics").service.subscriptions;
  await subscription?.handleBatch?.([claimed]);
  await subscription?.handleBatch?.(events);
  await subscription?.handleBatch?.(events);
  const { totals } = await report("from=2026-01-19&to=2026-01-19&currency=HUF");
  expect(totals).toMatchObject({
    orders: 2,
    units: 3,
    revenue: { amount: 1400 },
    refunds: { amount: 300 },
  });
});

test("facts cannot be changed or removed", async () => {
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ confirmedAt: "2026-01-20T10:00:00.000Z" }),
  });
  const db = shop.db("analytics");
  await expect(sql`update sales set revenue_minor = 0`.execute(db)).rejects.toThrow("append-only");
  await expect(sql`delete from sold_lines`.execute(db)).rejects.toThrow("append-only");
  await expect(sql`truncate refunds`.execute(db)).rejects.toThrow("append-only");
});

test("without a question the report covers the last 30 days in euros; an end or a start alone is completed", async () => {
  const last = await report("");
  expect(last).toMatchObject({ to: today(), currency: "EUR" });
  expect(last.days).toHaveLength(30);
  expect(await report("to=2026-03-30")).toMatchObject({ from: "2026-03-01", to: "2026-03-30" });
  const yesterday = new Date(shop.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  expect((await report(`from=${yesterday}`)).days.map(({ day }: { day: string }) => day)).toEqual([
    yesterday,
    today(),
  ]);
});

test.each([
  ["from=2026-03-02&to=2026-03-01", "sales_range_reversed", ["/from", "/to"]],
  ["from=2025-01-01&to=2026-01-02", "sales_range_too_long", ["/from", "/to"]],
  ["currency=XXX", "currency_unknown", ["/currency"]],
  ["from=2026-02-30", undefined, ["/from"]],
  ["currency=eur", undefined, ["/currency"]],
  ["colour=red", undefined, ["/colour"]],
])("a report for %s is refused, and the fields are named", async (query, code, pointers) => {
  const answer = await shop.call("GET", `/analytics/sales?${query}`, { as: reader });
  expect(answer.status).toBe(400);
  if (code) expect(answer.body.code).toBe(code);
  expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
});

test("a leap year fits, and an unchanged report is not sent again", async () => {
  const path = "/analytics/sales?from=2024-01-01&to=2024-12-31&currency=NOK";
  const first = await shop.call("GET", path, { as: reader });
  expect(first.body.days).toHaveLength(366);
  const etag = String(first.headers["etag"]);
  expect((await shop.call("GET", path, { as: reader, headers: { "if-none-match": etag } })).status).toBe(304);
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ confirmedAt: "2024-05-05T05:05:05.000Z", currency: "NOK" }),
  });
  expect((await shop.call("GET", path, { as: reader, headers: { "if-none-match": etag } })).status).toBe(200);
});

test("the report as CSV has decimals of the currency", async () => {
  await shop.deliver("analytics", OrderConfirmed, {
    data: sale({ confirmedAt: "2026-02-03T10:00:00.000Z", amount: 12_345, currency: "KWD" }),
  });
  const answer = await shop.call("GET", "/analytics/sales.csv?from=2026-02-03&to=2026-02-04&currency=KWD", {
    as: reader,
  });
  expect(answer.headers["content-type"]).toMatch(/^text\/csv/);
  expect(answer.headers["content-disposition"]).toBe(
    'attachment; filename="sales-KWD-2026-02-03-2026-02-04.csv"',
  );
  expect(answer.text).toBe(
    "day,currency,orders,units,revenue,refunds\r\n2026-02-03,KWD,1,1,12.345,0.000\r\n2026-02-04,KWD,0,0,0.000,0.000\r\n",
  );
});

test.each(["/analytics/sales", "/analytics/sales.csv"])(
  "%s is for staff who may read reports",
  async (path) => {
    expect((await shop.call("GET", path)).status).toBe(401);
    expect((await shop.call("GET", path, { as: await shop.customer() })).status).toBe(403);
    expect((await shop.call("GET", path, { as: await shop.staff(["orders:read"]) })).status).toBe(403);
  },
);
