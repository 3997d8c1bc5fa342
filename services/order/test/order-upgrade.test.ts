// Orders of the time when they shipped whole: their rows are brought to what their history makes of them now.
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type AnyDb, closeDb, createDb, migrate, statement } from "@souk/db";
import { createTestDatabase, type TestDatabase } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildOrder } from "../src/orders/domain/evolve.ts";
import { createOrderReads, listOrderEvents } from "../src/orders/store/orders.ts";
import { at, eur, termsWith } from "./order-builders.ts";

const all = new URL("../migrations/", import.meta.url);
const UPGRADE = "0004";
let directory: string;
let database: TestDatabase;
let db: AnyDb & { destroy(): Promise<void> };
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "souk-upgrade-"));
  for (const name of await readdir(all))
    if (name < UPGRADE) await cp(new URL(name, all), join(directory, name));
  const before = { namespace: "order", directory: pathToFileURL(`${directory}/`) };
  database = await createTestDatabase([before]);
  db = createDb({ url: database.url, applicationName: "souk-upgrade", connectionsMax: 1 });
});
afterAll(async () => {
  await closeDb(db);
  await database.drop();
  await rm(directory, { recursive: true });
});

type OldEvent = readonly [type: string, data: object];

const insertOrder = statement<never, readonly unknown[]>(
  "test_old_order",
  `insert into orders (id, number, version, status, cart_id, email, currency, total_minor, terms, moves, payment_id, refunded_minor,
     tracking_code, placed_at, updated_at)
   values ($1, gen_random_uuid()::text, $2, $3, $4, 'a@example.com', 'EUR', 1000, $5, $6, $7, $8, $9, $10, $10)`,
);
const insertEvent = statement<never, readonly unknown[]>(
  "test_old_event",
  "insert into order_events (order_id, version, type, data, at) values ($1, $2, $3, $4, $5)",
);

/** As the service wrote it then. */
async function anOldOrder(
  status: string,
  events: readonly OldEvent[],
  row: { refunded?: number; tracking?: string },
) {
  const id = randomUUID();
  const paymentId = randomUUID();
  const terms = { ...termsWith({ customerId: null }), number: id, cartId: randomUUID() };
  const history: readonly OldEvent[] = [
    ["placed", { terms }],
    ["confirmed", { paymentId, amount: eur(1000) }],
    ...events,
  ];
  const statusAfter: Record<string, string> = {
    placed: "pending",
    confirmed: "confirmed",
    shipped: "shipped",
    delivered: "delivered",
  };
  let from: string | null = null;
  const moves = history.map(([type]) => {
    const to: string = statusAfter[type] ?? from ?? "pending";
    const move = { type, from, to, at: at.toISOString() };
    from = to;
    return move;
  });
  const { refunded = 0, tracking = null } = row;
  const shape = [id, history.length, status, terms.cartId, JSON.stringify(terms), JSON.stringify(moves)];
  await insertOrder.rows(db, [...shape, paymentId, refunded, tracking, at]);
  for (const [index, [type, data]] of history.entries())
    await insertEvent.rows(db, [id, index + 1, type, JSON.stringify(data), at]);
  return id;
}

test("an order that was shipped, delivered or refunded before equals what its history tells, and one that was not stays as it was", async () => {
  const refunds: readonly OldEvent[] = [
    ["refund_recorded", { refundId: randomUUID(), amount: eur(100) }],
    ["refund_recorded", { refundId: randomUUID(), amount: eur(200) }],
  ];
  const shipped: OldEvent = ["shipped", { trackingCode: "DHL 1" }];
  const ids = [
    await anOldOrder("confirmed", [], {}),
    await anOldOrder("shipped", [["shipped", { trackingCode: null }]], {}),
    await anOldOrder("delivered", [shipped, ["delivered", {}]], { tracking: "DHL 1" }),
    await anOldOrder("shipped", [shipped, ...refunds], { refunded: 300, tracking: "DHL 1" }),
  ];
  await migrate(db, [{ namespace: "order", directory: all }]);
  for (const id of ids) {
    const order = await createOrderReads(db).find(id);
    expect(order).toEqual(rebuildOrder(id, await listOrderEvents(db, id)));
    expect(order?.shipments).toHaveLength(order?.status === "confirmed" ? 0 : 1);
  }
  const found = statement<{ fulfilment: string }, readonly [string]>(
    "test_fulfilment",
    "select fulfilment from orders where id = $1::uuid",
  );
  const fulfilments = await Promise.all(ids.map(async (id) => (await found.first(db, [id]))?.fulfilment));
  expect(fulfilments).toEqual(["none", "complete", "complete", "complete"]);
});
