// Orders that ask for goods at the same moment: decided together in one transaction, each as if it had asked alone.
import { randomUUID } from "node:crypto";
import { OrderConfirmed, StockLow, StockReserved } from "@souk/contracts";
import { countRoundTrips, inTransaction, statement } from "@souk/db";
import { continueTrace } from "@souk/telemetry";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  lapse,
  levelOf,
  reservationStatus,
  startProductShop,
  typesOfOrder,
  type ProductShop,
} from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

type Line = { variantId: string; quantity: number };
type Answer = { reserved: boolean; shortages: { variantId: string; quantity: number }[] };
const rows = <Row>(text: string, ...parameters: unknown[]) =>
  statement<Row, readonly unknown[]>("test", text).rows(context.shop.db("product"), parameters);
const reserve = (lines: Line[], orderId: string = randomUUID()): Promise<Answer> =>
  context.stock.reserve({ orderId, lines, ttlSeconds: 600 }, { timeoutMs: 20_000 });
const one = (variantId: string, quantity = 1): Line[] => [{ variantId, quantity }];

const lock = statement<never, readonly [string]>(
  "test",
  "select from stock_levels where variant_id = $1::uuid for update",
);

/** As many as are decided at once; each has something of its own to wait for. */
const LANES = 2;
let busy: string[] = [];
beforeEach(async () => {
  busy = await Promise.all(Array.from({ length: LANES }, () => context.stocked(9)));
});

/** What is asked for by `ask` gathers behind reservations that wait for rows which somebody holds. */
async function gathered<Result>(ask: () => Promise<Result>): Promise<Result> {
  const { shop } = context;
  const waiters: Promise<unknown>[] = [];
  const asked = await inTransaction(shop.db("product"), async (db) => {
    for (const [place, variantId] of busy.entries()) {
      await lock.rows(db, [variantId]);
      waiters.push(reserve(one(variantId)));
      await shop.until(async () => (await waiting()) === place + 1);
    }
    const answer = ask();
    answer.catch(() => undefined); // It is awaited below; nobody may miss it when it fails before.
    // All have come by when a later call, which reads only, is answered.
    await context.stock.listShortages({ lines: one(busy[0]!) });
    return { answer };
  });
  await Promise.all(waiters);
  return asked.answer;
}
async function waiting(): Promise<number> {
  const [row] = await rows<{ count: number }>(
    `select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%reserve_%'`,
  );
  return row?.count ?? 0;
}
const all = <Result>(calls: (() => Promise<Result>)[]) => Promise.all(calls.map((call) => call()));

async function dropped(function_: string, work: () => Promise<void>): Promise<void> {
  await rows(`alter function ${function_} rename to mislaid`);
  try {
    await work();
  } finally {
    await rows(`alter function mislaid rename to ${function_}`);
  }
}

describe("orders that ask for goods together", () => {
  it("share one transaction of three round trips, and each says that its goods are held", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(500);
    const orders = Array.from({ length: 40 }, () => randomUUID());
    const { result, roundTrips } = await countRoundTrips(shop.db("product"), () =>
      gathered(() => all(orders.map((orderId) => () => reserve(one(variantId, 2), orderId)))),
    );
    expect(result.every(({ reserved }) => reserved)).toBe(true);
    expect(roundTrips).toBeLessThan(orders.length);
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 80, live: 80 });
    expect(await typesOfOrder(shop, orders[0]!)).toEqual([StockReserved.type]);
    const transactions = await rows<{ count: number }>(
      "select count(distinct xmin::text)::integer as count from reservations where order_id = any ($1::uuid[])",
      orders,
    );
    expect(transactions).toEqual([{ count: 1 }]);
    const [event] = (await shop.published("product")).filter(
      ({ data }) => (data as { orderId?: string }).orderId === orders[39],
    );
    expect(event).toMatchObject({ data: { lines: [{ variantId, quantity: 2 }] } });
  });

  it("are answered each for itself: held, short with what was left at its turn, or as the order's past says", async () => {
    const { shop, stock, stocked } = context;
    const [scarce, plenty, unknown] = [await stocked(3), await stocked(50), randomUUID()];
    const [held, released, lapsed] = [randomUUID(), randomUUID(), randomUUID()];
    await reserve(one(plenty, 1), held);
    await stock.release({ orderId: released, reason: "cancelled" });
    await reserve(one(plenty, 1), lapsed);
    await lapse(shop, lapsed);
    await shop.runJobs("product");
    const [first, tooMuch, last, nothing] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const answers = await gathered(() =>
      Promise.allSettled([
        reserve([...one(scarce, 2), ...one(plenty, 4)], first),
        reserve([...one(scarce, 2), ...one(plenty, 4)], tooMuch),
        reserve(one(scarce, 1), last),
        reserve(one(unknown, 1), nothing),
        reserve(one(plenty, 7), held),
        reserve(one(plenty, 1), released),
        reserve(one(plenty, 2), lapsed),
      ]),
    );
    const told = answers.map((answer) =>
      answer.status === "fulfilled"
        ? answer.value.shortages.map(({ variantId, quantity }) => [variantId, quantity])
        : (answer.reason as { code: string }).code,
    );
    expect(told).toEqual([[], [[scarce, 1]], [], [[unknown, 0]], [], "reservation_released", []]);
    const statuses = await all(
      [first, tooMuch, last, nothing, held, lapsed].map((id) => () => reservationStatus(shop, id)),
    );
    expect(statuses).toEqual(["live", undefined, "live", undefined, "live", "live"]);
    expect(await levelOf(shop, scarce)).toMatchObject({ reserved: 3, live: 3 });
    expect(await levelOf(shop, plenty)).toMatchObject({ reserved: 4 + 1 + 2, live: 7 });
    expect(await typesOfOrder(shop, tooMuch)).toEqual([]);
    expect(await typesOfOrder(shop, last)).toEqual([StockReserved.type]);
  });

  it("hold once what one order asked for twice", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orderId = randomUUID();
    const answers = await gathered(() =>
      all(Array.from({ length: 6 }, () => () => reserve(one(variantId, 2), orderId))),
    );
    expect(answers.every(({ reserved }) => reserved)).toBe(true);
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 2, live: 2 });
    expect(await typesOfOrder(shop, orderId)).toEqual([StockReserved.type]);
  });

  it("empty the main location first and then the others, and say once that a variant runs low", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(5);
    for (const [location, onHand] of [
      ["barn", 4],
      ["shed", 5],
    ] as const) {
      const body = { slug: location, name: "Elsewhere" };
      await shop.call("POST", "/stock-locations", { as: manager, body });
      await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { location, onHand } });
    }
    const answers = await gathered(() =>
      all([3, 4, 3].map((quantity) => () => reserve(one(variantId, quantity)))),
    );
    expect(answers.map(({ reserved }) => reserved)).toEqual([true, true, true]);
    const { body } = await shop.call("GET", `/stock/${variantId}`, { as: manager });
    expect(body).toMatchObject({
      available: 4,
      locations: [
        { location: "main", onHand: 5, reserved: 5 },
        { location: "barn", onHand: 4, reserved: 4 },
        { location: "shed", onHand: 5, reserved: 1 },
      ],
    });
    await shop.settled();
    const low = (await shop.published("product")).filter(({ type }) => type === StockLow.type);
    expect(low.filter(({ data }) => (data as { variantId: string }).variantId === variantId)).toMatchObject([
      { data: { available: 4 } },
    ]);
  });

  it("carry each its own order's trace in its event", async () => {
    const variantId = await context.stocked(50);
    const traces = ["a", "b", "c"].map((letter) => letter.repeat(32));
    const orders = traces.map(() => randomUUID());
    // The relay takes events out of the outbox at once: what comes in is copied.
    await rows("create table heard (order_id text, traceparent text)");
    await rows(`create rule heard as on insert to outbox do also
      insert into heard values (new.data->>'orderId', new.traceparent)`);
    await gathered(() =>
      all(
        traces.map(
          (trace, index) => () =>
            continueTrace({ traceparent: `00-${trace}-b7ad6b7169203331-01` }, () =>
              reserve(one(variantId), orders[index]),
            ),
        ),
      ),
    );
    await rows("drop rule heard on outbox");
    const heard = await rows<{ order_id: string; traceparent: string }>("select * from heard");
    const traceOf = (orderId: string) =>
      heard.find((event) => event.order_id === orderId)?.traceparent.split("-")[1];
    expect(orders.map(traceOf)).toEqual(traces);
  });

  it("go in several transactions where their lines are many", async () => {
    const { shop, stocked } = context;
    const variantIds = await all(Array.from({ length: 30 }, () => () => stocked(50)));
    const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
    const orders = Array.from({ length: 7 }, () => randomUUID());
    const answers = await gathered(() => all(orders.map((orderId) => () => reserve(lines, orderId))));
    expect(answers.every(({ reserved }) => reserved)).toBe(true);
    const [row] = await rows<{ count: number }>(
      "select count(distinct xmin::text)::integer as count from reservations where order_id = any ($1::uuid[])",
      orders,
    );
    expect(row).toEqual({ count: 3 });
    expect(await levelOf(shop, variantIds[29]!)).toMatchObject({ reserved: 7, live: 7 });
  });

  it("go one by one, and are held all the same, where they cannot be decided together", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    await dropped("reserve_orders", async () => {
      const answers = await gathered(() =>
        all(Array.from({ length: 5 }, () => () => reserve(one(variantId)))),
      );
      expect(answers.every(({ reserved }) => reserved)).toBe(true);
    });
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 5, live: 5 });
    expect(shop.logLines.some((line) => line.includes("goods could not be held for orders together"))).toBe(
      true,
    );
  });

  it("go one by one, and are held once, where the connection is lost under them", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const ofBatch = `datname = current_database() and wait_event_type = 'Lock' and query like '%reserve_orders%'`;
    const answers = await inTransaction(shop.db("product"), async (db) => {
      await lock.rows(db, [variantId]);
      const asked = gathered(() => all(Array.from({ length: 5 }, () => () => reserve(one(variantId, 2)))));
      asked.catch(() => undefined);
      await shop.until(
        async () =>
          (await rows(`select pg_terminate_backend(pid) from pg_stat_activity where ${ofBatch}`)).length > 0,
      );
      return { asked };
    });
    expect((await answers.asked).every(({ reserved }) => reserved)).toBe(true);
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 10, live: 10 });
  });

  it("keep nothing of one of them where their events cannot be kept, and can be asked again", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orders = Array.from({ length: 4 }, () => randomUUID());
    const ask = () => Promise.allSettled(orders.map((orderId) => reserve(one(variantId), orderId)));
    const list = orders.map((id) => `'${id}'`).join(", ");
    await rows(
      `alter table outbox add constraint closed check (data->>'orderId' not in (${list})) not valid`,
    );
    const failed = await gathered(ask);
    await rows("alter table outbox drop constraint closed");
    expect(failed.map(({ status }) => status)).toEqual(orders.map(() => "rejected"));
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 0, live: 0 });
    expect((await ask()).map(({ status }) => status)).toEqual(orders.map(() => "fulfilled"));
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 4, live: 4 });
  });
});

describe("confirmed orders whose events come together", () => {
  const confirm = (orderId: string, variantId: string, eventId: string = randomUUID()) =>
    context.shop.deliver("product", OrderConfirmed, {
      eventId,
      data: {
        orderId,
        number: "S-1",
        customerId: null,
        paymentId: randomUUID(),
        total: { amount: 1, currency: "EUR" },
        lines: [{ variantId, productId: randomUUID(), quantity: 1, total: { amount: 1, currency: "EUR" } }],
        confirmedAt: new Date().toISOString(),
      },
    });
  const reserved = async (variantId: string, count: number): Promise<string[]> => {
    const orders = Array.from({ length: count }, () => randomUUID());
    await all(orders.map((orderId) => () => reserve(one(variantId), orderId)));
    return orders;
  };
  const baskets = (orders: string[]) =>
    rows<{ count: number }>(
      "select count(*)::integer as count from bought_baskets where order_id = any ($1::uuid[])",
      orders,
    );

  it("are sold together, each once, with what was bought together", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orders = await reserved(variantId, 12);
    const eventIds = orders.map(() => randomUUID());
    const sell = () =>
      all(orders.map((orderId, index) => () => confirm(orderId, variantId, eventIds[index])));
    const { roundTrips } = await countRoundTrips(shop.db("product"), sell);
    expect(roundTrips).toBeLessThan(orders.length);
    await sell();
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 38, reserved: 0, live: 0, moved: 38 });
    expect(await baskets(orders)).toEqual([{ count: 12 }]);
  });

  it("fail each for itself where a fault stands in the way, and are sold when they come again", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orders = await reserved(variantId, 3);
    const eventIds = orders.map(() => randomUUID());
    const sell = () =>
      Promise.allSettled(orders.map((orderId, index) => confirm(orderId, variantId, eventIds[index])));
    await dropped("sell_orders", async () => {
      expect((await sell()).map(({ status }) => status)).toEqual(orders.map(() => "rejected"));
    });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 50, reserved: 3 });
    expect((await sell()).map(({ status }) => status)).toEqual(orders.map(() => "fulfilled"));
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 47, reserved: 0, moved: 47 });
    expect(await baskets(orders)).toEqual([{ count: 3 }]);
  });

  it("are sold one by one where one was sold before, one had lapsed and one holds nothing", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orders = await reserved(variantId, 6);
    const again = randomUUID();
    await confirm(orders[0]!, variantId, again);
    await lapse(shop, orders[1]!);
    await shop.runJobs("product");
    const stranger = randomUUID();
    const outcomes = await Promise.allSettled([
      ...orders.map((orderId, index) => confirm(orderId, variantId, index === 0 ? again : randomUUID())),
      confirm(stranger, variantId),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([...orders.map(() => "fulfilled"), "rejected"]);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: "stock_gone" } });
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 44, reserved: 0, live: 0, moved: 44 });
    expect(await baskets([...orders, stranger])).toEqual([{ count: 6 }]);
  });
});
