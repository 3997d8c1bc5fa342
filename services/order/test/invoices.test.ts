// Invoices and credit notes through the front door: one of each, numbered without gaps, for those who may see the order.
import { randomUUID } from "node:crypto";
import { OrderCancelled, OrderConfirmed, OrderRefunded } from "@souk/contracts";
import { aCart, anAddress, aProduct, type CallOptions, type Person, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPaidOrder, refundOrder } from "./order-life.ts";
import { expectAnswer, putCart, toCanada } from "./pricing/pricing-shop.ts";
import { anOrder, place, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
let as: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  as = await shop.staff(["orders:read", "orders:write", "payments:refund"]);
});
afterAll(() => shop.close());

type Listed = { id: string; kind: string; number: string; total: { amount: number }; issuedAt: string };
type Opened = { readonly id: string; readonly opener: CallOptions };

/** Waits for what was said to be heard. */
async function invoicesOf({ id, opener }: Opened): Promise<readonly Listed[]> {
  await shop.settled();
  return (await expectAnswer(shop.call("GET", `/orders/${id}/invoices`, opener), 200)).body.items;
}

type Counted = { kind: string; year: number; positions: readonly number[] };
async function counted(): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select kind, year, array_agg(position order by position) as positions from invoices group by 1, 2`.execute(
    shop.db("order"),
  );
  return rows;
}
async function expectNoGaps(): Promise<void> {
  for (const { positions } of await counted())
    expect(positions).toEqual(Array.from({ length: positions.length }, (_, index) => index + 1));
}

/** As the bus does, each time under another name. */
function tellConfirmed(orderId: string): Promise<void> {
  const total = { amount: 0, currency: "EUR" };
  const facts = { orderId, number: "SK-1", customerId: null, paymentId: null, total, lines: [] };
  return shop.deliver("order", OrderConfirmed, { data: { ...facts, confirmedAt: new Date().toISOString() } });
}

async function fetchPdf({ opener }: Opened, path: string): Promise<Response> {
  const headers = { ...opener.headers, ...(opener.as && { authorization: `Bearer ${opener.as.token}` }) };
  return fetch(`${shop.url}/api/v1${path}`, { headers });
}

describe("an order that is confirmed", () => {
  test("has one invoice, for those who may see the order, and a PDF of it", async () => {
    const order = await aPaidOrder(shop, { quantities: [3] });
    const [invoice, ...more] = await invoicesOf(order);
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({
      kind: "invoice",
      number: expect.stringMatching(/^INV-\d{4}-\d{6}$/),
      orderId: order.id,
      orderNumber: order.number,
      total: { amount: order.total, currency: "EUR" },
    });
    const path = `/orders/${order.id}/invoices/${invoice?.id}/pdf`;
    const answer = await fetchPdf(order, path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${invoice?.number}.pdf"`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(new Uint8Array(await (await fetchPdf(order, path)).arrayBuffer())).toEqual(bytes);
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    for (const words of [invoice?.number ?? "", order.number, "Leyla Demir", "Souk", "19 %", "Germany"])
      expect(text).toContain(words);

    expect(await invoicesOf({ id: order.id, opener: { as } })).toHaveLength(1);
    const stranger = { as: await shop.customer() };
    const hidden = await shop.call("GET", `/orders/${order.id}/invoices`, stranger);
    expect([hidden.status, hidden.body.code]).toEqual([404, "order_not_found"]);
    expect((await shop.call("GET", path)).status).toBe(404);
  });

  test("opens no invoice of another order", async () => {
    const [mine, other] = [await aPaidOrder(shop), await aPaidOrder(shop)];
    const [invoice] = await invoicesOf(other);
    const answer = await shop.call("GET", `/orders/${mine.id}/invoices/${invoice?.id}/pdf`, mine.opener);
    expect([answer.status, answer.body.code]).toEqual([404, "invoice_not_found"]);
  });

  test("among fifty at once: none is without a number, none has another's, and none is missing", async () => {
    const { id } = await anOrder(shop);
    const orders = Array.from({ length: 50 }, () => randomUUID());
    await sql`insert into orders select (jsonb_populate_record(o,
        jsonb_build_object('id', copy, 'cart_id', copy, 'number', copy))).*
      from orders o, unnest(${orders}::uuid[]) as copy where o.id = ${id}::uuid`.execute(shop.db("order"));
    await Promise.all(orders.map((orderId) => tellConfirmed(orderId)));
    const lists = await Promise.all(orders.map((orderId) => invoicesOf({ id: orderId, opener: { as } })));
    expect(lists.map((list) => list.length)).toEqual(orders.map(() => 1));
    expect(new Set(lists.flat().map(({ number }) => number)).size).toBe(50);
    await expectNoGaps();
  });

  test("told of under many names at once has one invoice, and no number is burnt", async () => {
    const order = await anOrder(shop);
    const told = await Promise.allSettled(Array.from({ length: 10 }, () => tellConfirmed(order.id)));
    expect(told.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await invoicesOf(order)).toHaveLength(1);
    await tellConfirmed(order.id);
    expect(await invoicesOf(order)).toHaveLength(1);
    await expectNoGaps();
  });
});

describe("the database", () => {
  const unseen = JSON.stringify({
    orderNumber: "",
    total: { amount: 1, currency: "EUR" },
    taxes: [],
    buyer: {},
  });
  const insert = (orderId: string, reference: string, position = 999) => sql`
    insert into invoices (id, kind, year, position, order_id, reference, currency, total_minor, document, issued_at)
    values (${randomUUID()}::uuid, 'credit_note', 1999, ${position}, ${orderId}::uuid, ${reference}, 'EUR', 1, ${unseen}, '2031-06-01Z')`;
  const positions = async () => (await counted()).find(({ year }) => year === 2031)?.positions ?? [];

  test("gives the numbers itself, and a transaction that is undone burns none", async () => {
    const db = shop.db("order");
    const { id } = await aPaidOrder(shop);
    await insert(id, "one").execute(db);
    const undone = db.transaction().execute(async (tx) => {
      await insert(id, "undone").execute(tx);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await expect(insert(id, "one").execute(db)).rejects.toThrow("invoices_once");
    await insert(id, "two").execute(db);
    expect(await positions()).toEqual([1, 2]);
  });

  test("lets nobody change a document, delete it, or count by hand", async () => {
    const db = shop.db("order");
    await invoicesOf(await aPaidOrder(shop));
    for (const wrong of [
      sql`update invoices set total_minor = 1`,
      sql`delete from invoices`,
      sql`truncate invoices`,
      sql`update invoice_counters set last_position = last_position + 1`,
      sql`insert into invoice_counters values ('invoice', 1999, 5)`,
      sql`delete from invoice_counters`,
      sql`truncate invoice_counters`,
    ])
      await expect(wrong.execute(db)).rejects.toThrow(/append-only|permission denied|counted by/);
  });

  test("credits no more than the order cost", async () => {
    const order = await aPaidOrder(shop);
    const tooMuch = sql`insert into invoices (id, kind, order_id, reference, currency, total_minor, document, issued_at)
      values (${randomUUID()}::uuid, 'credit_note', ${order.id}::uuid, 'x', 'EUR', ${order.total + 1}, '{}', now())`;
    await expect(tooMuch.execute(shop.db("order"))).rejects.toThrow("more would be credited");
  });
});

describe("money that goes back", () => {
  test("in parts has a credit note each, which end at zero at each rate of tax", async () => {
    const order = await aTaxedOrder();
    const [line] = order.lines;
    for (const body of [{ lines: [{ lineId: line?.id, quantity: 1 }] }, { amount: 333 }, {}])
      await expectAnswer(refundOrder(shop, order, body, { as }), 201);
    const documents = await invoicesOf(order);
    expect(documents.map(({ kind }) => kind)).toEqual(["invoice", ...Array(3).fill("credit_note")]);
    expect(documents.reduce((sum, { total }) => sum + total.amount, 0)).toBe(0);
    const { text } = await shop.call("GET", "/invoice-exports.csv", { as });
    const sums = new Map<string, number>();
    for (const [, , , number, , , , , rate = "", net, tax, gross] of text
      .split("\r\n")
      .map((row) => row.split(","))) {
      if (number !== order.number) continue;
      for (const [name, cell] of Object.entries({ net, tax, gross })) {
        const key = `${rate} ${name}`;
        sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(cell) * 100));
      }
    }
    expect([...sums.keys()].toSorted()).toEqual([
      "19 gross",
      "19 net",
      "19 tax",
      "7 gross",
      "7 net",
      "7 tax",
    ]);
    expect([...sums.values()]).toEqual([0, 0, 0, 0, 0, 0]);
    await expectNoGaps();
  });

  test("told of again under another name has no second credit note", async () => {
    const order = await aPaidOrder(shop);
    await expectAnswer(refundOrder(shop, order, { amount: 100 }, { as }), 201);
    const before = await invoicesOf(order);
    const said = (await shop.published("order")).find(
      ({ type, data }) => type === OrderRefunded.type && (data as { orderId: string }).orderId === order.id,
    );
    await shop.deliver("order", OrderRefunded, { data: OrderRefunded.schema.parse(said?.data) });
    expect(await invoicesOf(order)).toEqual(before);
  });

  test("where tax was added to the price goes back with it", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 10_000 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    await expectAnswer(putCart(shop, cartId, { shippingAddress: toCanada, billingAddress: anAddress }), 200);
    const { order } = (await expectAnswer(place(shop, { cartId, payment: visa }), 201)).body;
    const opener = { headers: { "x-order-token": order.guestToken } };
    await expectAnswer(
      refundOrder(shop, order, { lines: [{ lineId: order.lines[0].id, quantity: 1 }] }, { as }),
      201,
    );
    const [invoice, note] = await invoicesOf({ id: order.id, opener });
    expect(invoice?.total.amount).toBe(order.total.amount);
    expect(note?.total.amount).toBe(-10_500);
  });
});

describe("an order that is cancelled", () => {
  test("after it was confirmed has one credit note of all that was left, and none of the money's way back", async () => {
    const order = await aPaidOrder(shop, { quantities: [2, 1] });
    await expectAnswer(refundOrder(shop, order, { amount: 150 }, { as }), 201);
    await expectAnswer(shop.call("DELETE", `/orders/${order.id}`, { as }), 200);
    const documents = await invoicesOf(order);
    expect(documents.map(({ total }) => total.amount)).toEqual([order.total, -150, 150 - order.total]);
  });

  test("before it was paid has no documents", async () => {
    const order = await anOrder(shop);
    await expectAnswer(shop.call("DELETE", `/orders/${order.id}`, order.opener), 200);
    expect(await invoicesOf(order)).toEqual([]);
  });

  test("and was older than invoices are has a credit note that corrects none", async () => {
    const order = await anOrder(shop);
    const data = { orderId: order.id, number: order.placed.order.number, customerId: null, reason: "x" };
    await shop.deliver("order", OrderCancelled, { data: { ...data, wasConfirmed: true } });
    expect(await invoicesOf(order)).toMatchObject([{ kind: "credit_note" }]);
  });

  test("and cost nothing has nothing to credit", async () => {
    const card = await aGiftCardOf(50_000);
    const { variantId } = await aProduct(shop, { priceMinor: 1000 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    await expectAnswer(putCart(shop, cartId, { giftCardCodes: [card] }), 200);
    const { order } = (await expectAnswer(place(shop, { cartId }), 201)).body;
    const opener = { headers: { "x-order-token": order.guestToken } };
    await expectAnswer(refundOrder(shop, order, {}, { as }), 201);
    expect(await invoicesOf({ id: order.id, opener })).toHaveLength(2);
    const data = {
      orderId: order.id,
      number: order.number,
      customerId: null,
      reason: "x",
      wasConfirmed: true,
    };
    await shop.deliver("order", OrderCancelled, { data });
    expect(await invoicesOf({ id: order.id, opener })).toHaveLength(2);
  });
});

describe("the accountant", () => {
  test("lists documents of a time and kind, newest first, page by page", async () => {
    const order = await aPaidOrder(shop);
    await expectAnswer(refundOrder(shop, order, { amount: 100 }, { as }), 201);
    await aPaidOrder(shop);
    await shop.settled();
    const list = async (query: string) =>
      (await expectAnswer(shop.call("GET", `/invoices?${query}`, { as }), 200)).body;
    const first = await list("kind=invoice&limit=1&to=2030-01-01T00:00:00Z");
    expect(first.items).toMatchObject([{ kind: "invoice" }]);
    const second = await list(`kind=invoice&limit=1&cursor=${first.nextCursor}`);
    expect(second.items[0].number < first.items[0].number).toBe(true);
    const [note] = (await list("kind=credit_note&to=2030-01-01T00:00:00Z")).items;
    expect(note.total.amount).toBeLessThan(0);
    expect(await list("from=2040-01-01T00:00:00Z")).toEqual({ items: [], nextCursor: null });
    expect((await shop.call("GET", "/invoices", { as: await shop.customer() })).status).toBe(403);
  });

  test("gets a file that no spreadsheet runs", async () => {
    const { variantId } = await aProduct(shop);
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const billingAddress = { ...anAddress, firstName: '=cmd|"x"', lastName: "Demir, Leyla" };
    await expectAnswer(putCart(shop, cartId, { billingAddress }), 200);
    await expectAnswer(place(shop, { cartId, payment: visa }), 201);
    await shop.settled();
    const answer = await shop.call("GET", "/invoice-exports.csv?kind=invoice", { as });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.text).toContain(`"'=cmd|""x"" Demir, Leyla"`);
    expect(answer.text).not.toContain("credit_note");
  });
});

async function aGiftCardOf(amount: number): Promise<string> {
  const body = { amount: { amount, currency: "EUR" } };
  const by = await shop.administrator();
  return (await expectAnswer(shop.call("POST", "/gift-cards", { as: by, body }), 201)).body.code;
}

/** Two rates of tax in the prices, and a gift card that pays a part. */
async function aTaxedOrder() {
  const by = await shop.administrator();
  const variants = [{ sku: randomUUID(), prices: [{ amount: 1234, currency: "EUR" }], taxClass: "reduced" }];
  const body = { name: `Tea ${randomUUID()}`, status: "active", variants };
  const reduced = (await expectAnswer(shop.call("POST", "/products", { as: by, body }), 201)).body.variants[0]
    .id;
  await expectAnswer(shop.call("PUT", `/stock/${reduced}`, { as: by, body: { onHand: 9 } }), 200);
  const { variantId } = await aProduct(shop, { priceMinor: 999 });
  const lines = [{ variantId: reduced, quantity: 3 }, { variantId }];
  const { cartId } = await aCart(shop, { lines });
  await expectAnswer(putCart(shop, cartId, { giftCardCodes: [await aGiftCardOf(1000)] }), 200);
  const { order } = (await expectAnswer(place(shop, { cartId, payment: visa }), 201)).body;
  return {
    id: order.id as string,
    number: order.number as string,
    lines: order.lines as readonly { id: string }[],
    opener: { headers: { "x-order-token": order.guestToken as string } },
  };
}
