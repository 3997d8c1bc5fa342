// Selling, giving back and lapsing of what is reserved: each a compare-and-set, whatever comes twice, late or at the same time.
import { randomUUID } from "node:crypto";
import {
  OrderCancelled,
  OrderConfirmed,
  StockReleased,
  StockReplenished,
  StockReserved,
} from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  lapse,
  levelOf,
  reservationStatus,
  roundTripsOf,
  startProductShop,
  typesOfOrder,
  type ProductShop,
} from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const ttlSeconds = 600;

/** An order that holds so much of a variant of its own. */
async function anOrder(onHand: number, quantity: number) {
  const variantId = await context.stocked(onHand);
  const orderId = randomUUID();
  await context.stock.reserve({ orderId, lines: [{ variantId, quantity }], ttlSeconds });
  return { orderId, variantId };
}

async function expire(orderId: string): Promise<void> {
  await lapse(context.shop, orderId);
  await context.shop.runJobs("product");
}

const movementsStatement = statement<
  { kind: string; quantity: number; order_id: string | null },
  readonly [string]
>(
  "test_movements",
  "select kind, quantity, order_id from stock_movements where variant_id = $1::uuid order by id",
);

const confirmed = (orderId: string, variantId: string) => ({
  orderId,
  number: "S-1",
  customerId: null,
  paymentId: randomUUID(),
  total: { amount: 1, currency: "EUR" },
  lines: [{ variantId, productId: randomUUID(), quantity: 1, total: { amount: 1, currency: "EUR" } }],
  confirmedAt: new Date().toISOString(),
});
const cancelled = (orderId: string, wasConfirmed: boolean) => ({
  orderId,
  number: "S-1",
  customerId: null,
  reason: "changed_mind",
  wasConfirmed,
});

describe("committing a reservation", () => {
  it("takes what is reserved off the shelf, once, and writes the movement", async () => {
    const { shop, stock } = context;
    const { orderId, variantId } = await anOrder(10, 3);
    expect((await stock.commit({ orderId })).committed).toBe(true);
    const again = await Promise.all(Array.from({ length: 5 }, () => stock.commit({ orderId })));
    expect(again.every(({ committed }) => committed)).toBe(true);
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 7, reserved: 0, live: 0, moved: 7 });
    expect(await movementsStatement.rows(shop.db("product"), [variantId])).toEqual([
      { kind: "adjusted", quantity: 10, order_id: null },
      { kind: "sold", quantity: -3, order_id: orderId },
    ]);
  });

  it("takes one round trip", async () => {
    const { shop, stock } = context;
    const orders = await Promise.all(Array.from({ length: 5 }, () => anOrder(10, 1)));
    expect(await roundTripsOf(shop, (index) => stock.commit({ orderId: orders[index]!.orderId }))).toBe(1);
  });

  it("takes the goods again when the reservation lapsed, and is false when they are gone", async () => {
    const { shop, stock } = context;
    const { orderId, variantId } = await anOrder(6, 3);
    await expire(orderId);
    const answers = await Promise.all([stock.commit({ orderId }), stock.commit({ orderId })]);
    expect(answers.map(({ committed }) => committed)).toEqual([true, true]);
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 3, reserved: 0, live: 0, moved: 3 });
    expect(await typesOfOrder(context.shop, orderId)).toEqual([
      StockReserved.type,
      StockReleased.type,
      StockReserved.type,
    ]);

    const late = await anOrder(3, 3);
    await expire(late.orderId);
    const other = randomUUID();
    await stock.reserve({ orderId: other, lines: [{ variantId: late.variantId, quantity: 1 }], ttlSeconds });
    expect((await stock.commit({ orderId: late.orderId })).committed).toBe(false);
    expect(await levelOf(shop, late.variantId)).toEqual({ on_hand: 3, reserved: 1, live: 1, moved: 3 });
    expect(await reservationStatus(shop, late.orderId)).toBe("expired");
  });

  it("is false for an order that never reserved, and for one that gave its goods back", async () => {
    const { stock } = context;
    expect((await stock.commit({ orderId: randomUUID() })).committed).toBe(false);
    const { orderId } = await anOrder(5, 1);
    await stock.release({ orderId, reason: "declined" });
    expect((await stock.commit({ orderId })).committed).toBe(false);
  });
});

describe("releasing a reservation", () => {
  it("puts the goods back on sale, once, and says so", async () => {
    const { shop, stock } = context;
    const { orderId, variantId } = await anOrder(7, 4);
    await Promise.all(Array.from({ length: 5 }, () => stock.release({ orderId, reason: "declined" })));
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 7, reserved: 0, live: 0, moved: 7 });
    expect(await typesOfOrder(context.shop, orderId)).toEqual([StockReserved.type, StockReleased.type]);
    await shop.settled();
    const back = (await shop.published("product")).filter(({ type }) => type === StockReplenished.type);
    expect(back.filter(({ data }) => (data as { variantId: string }).variantId === variantId)).toMatchObject([
      { data: { available: 7 } },
      { data: { available: 7 } },
    ]);
  });

  it("leaves what is sold as it is", async () => {
    const { shop, stock } = context;
    const { orderId, variantId } = await anOrder(7, 4);
    await stock.commit({ orderId });
    await stock.release({ orderId, reason: "late" });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 3 });
    expect(await reservationStatus(shop, orderId)).toBe("committed");
  });

  it("closes a lapsed reservation for good", async () => {
    const { shop, stock } = context;
    const { orderId } = await anOrder(7, 4);
    await expire(orderId);
    await stock.release({ orderId, reason: "cancelled" });
    expect(await reservationStatus(shop, orderId)).toBe("released");
  });
});

describe("lapsing", () => {
  it("gives back what nobody paid in time, in as many batches as it takes, and leaves the rest", async () => {
    const { shop, stock } = context;
    const variantId = await context.stocked(200);
    const orderIds = Array.from({ length: 120 }, () => randomUUID());
    const lines = [{ variantId, quantity: 1 }];
    await Promise.all(orderIds.map((orderId) => stock.reserve({ orderId, lines, ttlSeconds })));
    const kept = await anOrder(5, 1);
    for (const orderId of orderIds) await lapse(shop, orderId);
    await shop.runJobs("product");
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 200, reserved: 0, live: 0 });
    expect(await reservationStatus(shop, kept.orderId)).toBe("live");
    expect(await typesOfOrder(context.shop, orderIds[119]!)).toEqual([
      StockReserved.type,
      StockReleased.type,
    ]);
  });

  it("and selling at the same moment leave one story, with the books right", async () => {
    const { shop, stock } = context;
    for (let round = 0; round < 20; round += 1) {
      const { orderId, variantId } = await anOrder(4, 2);
      await lapse(shop, orderId);
      const [answer] = await Promise.all([stock.commit({ orderId }), shop.runJobs("product")]);
      expect(answer.committed).toBe(true);
      expect(await levelOf(shop, variantId)).toEqual({ on_hand: 2, reserved: 0, live: 0, moved: 2 });
    }
  });
});

describe("orders that are heard of", () => {
  it("are sold when they are confirmed, also when that is heard twice", async () => {
    const { shop } = context;
    const { orderId, variantId } = await anOrder(9, 2);
    const eventId = randomUUID();
    for (let time = 0; time < 2; time += 1) {
      await shop.deliver("product", OrderConfirmed, { data: confirmed(orderId, variantId), eventId });
    }
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 7, reserved: 0 });
  });

  it("are sold also when their reservation had lapsed, and refused when the goods are gone", async () => {
    const { shop, stock } = context;
    const lapsed = await anOrder(9, 2);
    await expire(lapsed.orderId);
    await shop.deliver("product", OrderConfirmed, { data: confirmed(lapsed.orderId, lapsed.variantId) });
    expect(await levelOf(shop, lapsed.variantId)).toMatchObject({ on_hand: 7 });

    const gone = await anOrder(2, 2);
    await expire(gone.orderId);
    await stock.reserve({
      orderId: randomUUID(),
      lines: [{ variantId: gone.variantId, quantity: 2 }],
      ttlSeconds,
    });
    for (const { orderId, variantId } of [gone, { orderId: randomUUID(), variantId: gone.variantId }]) {
      await expect(
        shop.deliver("product", OrderConfirmed, { data: confirmed(orderId, variantId) }),
      ).rejects.toMatchObject({
        code: "stock_gone",
      });
    }
  });

  it("give their goods back when they are cancelled, held or sold, once", async () => {
    const { shop, stock } = context;
    const held = await anOrder(9, 2);
    await shop.deliver("product", OrderCancelled, { data: cancelled(held.orderId, false) });
    expect(await levelOf(shop, held.variantId)).toEqual({ on_hand: 9, reserved: 0, live: 0, moved: 9 });

    const sold = await anOrder(9, 2);
    await stock.commit({ orderId: sold.orderId });
    const eventId = randomUUID();
    for (let time = 0; time < 2; time += 1) {
      await shop.deliver("product", OrderCancelled, { data: cancelled(sold.orderId, true), eventId });
    }
    await shop.deliver("product", OrderCancelled, { data: cancelled(sold.orderId, true) });
    expect(await levelOf(shop, sold.variantId)).toEqual({ on_hand: 9, reserved: 0, live: 0, moved: 9 });
    expect(await reservationStatus(shop, sold.orderId)).toBe("returned");
    expect(await movementsStatement.rows(shop.db("product"), [sold.variantId])).toMatchObject([
      { kind: "adjusted" },
      { kind: "sold", quantity: -2 },
      { kind: "returned", quantity: 2, order_id: sold.orderId },
    ]);
    expect((await stock.commit({ orderId: sold.orderId })).committed).toBe(false);
  });
});

describe("the ledger of movements", () => {
  it.each([
    "update stock_movements set quantity = 1",
    "delete from stock_movements",
    "truncate stock_movements",
  ])("refuses: %s", async (text) => {
    await context.stocked(1);
    await expect(statement("test_tamper", text).rows(context.shop.db("product"), [])).rejects.toThrow(
      "append-only",
    );
  });
});
