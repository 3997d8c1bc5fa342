// What is read and written together for many at once stays each one's own.
import { randomUUID } from "node:crypto";
import { OrderConfirmed } from "@souk/contracts";
import { countRoundTrips } from "@souk/db";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrderReads } from "../src/orders/store/orders.ts";
import { anOrder, startOrderShop } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const db = () => shop.db("order");

function tellConfirmed(orderId: string, eventId: string): Promise<void> {
  const total = { amount: 0, currency: "EUR" };
  const facts = { orderId, number: "SK-1", customerId: null, paymentId: null, total, lines: [] };
  const data = { ...facts, confirmedAt: new Date().toISOString() };
  return shop.deliver("order", OrderConfirmed, { data, eventId });
}
async function invoiced(orderIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from invoices where order_id = any (${orderIds}::uuid[])`.execute(db());
  return rows[0]?.count ?? 0;
}

test("orders asked for at the same moment are read together, and everybody is given theirs", async () => {
  const [first, second] = [await anOrder(shop), await anOrder(shop)];
  const reads = createOrderReads(db());
  const ids = [first.id, second.id, first.id.toUpperCase(), randomUUID(), "no order's id"];
  const { result, roundTrips } = await countRoundTrips([db()], () =>
    Promise.all(ids.map((id) => reads.find(id))),
  );
  expect(result.map((order) => order?.id)).toEqual([first.id, second.id, first.id, undefined, undefined]);
  expect(roundTrips).toBe(2); // The first alone, the others while it was on its way.
});

test("a question that fails is failed for everybody who asked with it, and for nobody later", async () => {
  const { id } = await anOrder(shop);
  const reads = createOrderReads(db());
  await sql`alter table orders rename to orders_away`.execute(db());
  const failed = await Promise.allSettled([reads.find(id), reads.find(id)]);
  await sql`alter table orders_away rename to orders`.execute(db());
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await reads.find(id))?.id).toBe(id);
});

test("an event that was heard before does not keep others back that come with it", async () => {
  const [old, ...fresh] = await Promise.all(Array.from({ length: 6 }, () => anOrder(shop)));
  const heard = randomUUID();
  await tellConfirmed(old?.id ?? "", heard);
  const ids = fresh.map(({ id }) => id);
  const told = await Promise.allSettled([
    ...ids.map((id) => tellConfirmed(id, randomUUID())),
    ...ids.map((id) => tellConfirmed(id, heard)),
  ]);
  expect(told.slice(0, ids.length).map(({ status }) => status)).toEqual(ids.map(() => "fulfilled"));
  expect(await invoiced(ids)).toBe(ids.length);
});
