// Reserving: all lines or none, once for each order, never more than there is, whoever asks at the same time.
import { randomUUID } from "node:crypto";
import { StockLow, StockReserved } from "@souk/contracts";
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
type Line = { variantId: string; quantity: number };
/** Hundreds at once on a busy machine take longer than a caller in the shop would wait. */
const patience = { timeoutMs: 20_000 };
const reserve = (lines: Line[], orderId: string = randomUUID()) =>
  context.stock.reserve({ orderId, lines, ttlSeconds }, patience);

describe("reserving stock", () => {
  it("holds the goods, says so, and shows at once what is left", async () => {
    const { shop, create, setStock } = context;
    const product = await create();
    const variantId = product.variants[0]!.id;
    await setStock(variantId, 50);
    expect((await shop.call("GET", `/products/${product.id}`)).body).toMatchObject({ available: 50 });
    const orderId = randomUUID();
    const lines = [
      { variantId, quantity: 2 },
      { variantId: variantId.toUpperCase(), quantity: 1 },
    ];
    expect(await reserve(lines, orderId)).toMatchObject({ reserved: true, shortages: [] });
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 50, reserved: 3, live: 3, moved: 50 });
    expect((await shop.call("GET", `/products/${product.id}`)).body).toMatchObject({ available: 47 });
    await shop.settled();
    const reserved = (await shop.published("product")).filter(({ type }) => type === StockReserved.type);
    expect(reserved).toMatchObject([{ data: { orderId, lines: [{ variantId, quantity: 3 }] } }]);
  });

  it("takes one round trip", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    expect(await roundTripsOf(shop, () => reserve([{ variantId, quantity: 1 }]))).toBe(1);
  });

  it("gives a repeated call the same answer and takes nothing more, also when twenty come at once", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(50);
    const orderId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => reserve([{ variantId, quantity: 2 }], orderId)),
    );
    expect(answers.every(({ reserved }) => reserved)).toBe(true);
    await context.stock.commit({ orderId });
    expect(await reserve([{ variantId, quantity: 2 }], orderId)).toMatchObject({ reserved: true });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 48, reserved: 0 });
    expect(await typesOfOrder(context.shop, orderId)).toEqual([StockReserved.type]);
  });

  it("takes what only a lapsed hold keeps, also before the sweep comes by, and tells the same before", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(2);
    const gone = randomUUID();
    await reserve([{ variantId, quantity: 2 }], gone);
    const shortagesOf = async (quantity: number) =>
      (await context.stock.listShortages({ lines: [{ variantId, quantity }] })).shortages;
    expect(await shortagesOf(1)).toMatchObject([{ variantId, quantity: 0 }]);
    expect(await reserve([{ variantId, quantity: 1 }])).toMatchObject({ reserved: false });
    await lapse(shop, gone);
    expect(await shortagesOf(2)).toEqual([]);
    expect(await shortagesOf(3)).toMatchObject([{ variantId, quantity: 2 }]);
    expect(await reserve([{ variantId, quantity: 2 }])).toMatchObject({ reserved: true });
    expect(await reservationStatus(shop, gone)).toBe("expired");
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 2, reserved: 2, live: 2 });
  });

  it("asked again before its time is over, a hold lasts longer", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(1);
    const orderId = randomUUID();
    await reserve([{ variantId, quantity: 1 }], orderId);
    await lapse(shop, orderId);
    expect(await reserve([{ variantId, quantity: 1 }], orderId)).toMatchObject({ reserved: true });
    await shop.runJobs("product");
    expect(await reservationStatus(shop, orderId)).toBe("live");
  });

  it("takes nothing when one line falls short, and tells what is left", async () => {
    const { shop, stocked } = context;
    const [plenty, scarce] = [await stocked(50), await stocked(1)];
    const unknown = randomUUID();
    const orderId = randomUUID();
    const lines = [plenty, scarce, unknown].map((variantId) => ({ variantId, quantity: 2 }));
    const answer = await reserve(lines, orderId);
    expect(answer.reserved).toBe(false);
    const left = Object.fromEntries(answer.shortages.map(({ variantId, quantity }) => [variantId, quantity]));
    expect(left).toEqual({ [scarce]: 1, [unknown]: 0 });
    expect(await levelOf(shop, plenty)).toMatchObject({ reserved: 0 });
    expect(await reservationStatus(shop, orderId)).toBeUndefined();
    expect(await typesOfOrder(context.shop, orderId)).toEqual([]);
  });

  it("says once that a variant runs low", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(7);
    for (const quantity of [1, 1, 1])
      expect(await reserve([{ variantId, quantity }])).toMatchObject({ reserved: true });
    await shop.settled();
    const low = (await shop.published("product")).filter(({ type }) => type === StockLow.type);
    expect(low.filter(({ data }) => (data as { variantId: string }).variantId === variantId)).toMatchObject([
      { data: { available: 5 } },
    ]);
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 3, live: 3 });
  });

  it("takes from the main location first and then from the others", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(2);
    for (const [location, onHand] of [
      ["attic", 3],
      ["cellar", 4],
    ] as const) {
      await shop.call("POST", "/stock-locations", {
        as: manager,
        body: { slug: location, name: "Elsewhere" },
      });
      await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { location, onHand } });
    }
    expect(await reserve([{ variantId, quantity: 6 }])).toMatchObject({ reserved: true });
    const { body } = await shop.call("GET", `/stock/${variantId}`, { as: manager });
    expect(body).toMatchObject({
      available: 3,
      locations: [
        { location: "main", onHand: 2, reserved: 2 },
        { location: "attic", onHand: 3, reserved: 3 },
        { location: "cellar", onHand: 4, reserved: 1 },
      ],
    });
    expect(await reserve([{ variantId, quantity: 4 }])).toMatchObject({
      reserved: false,
      shortages: [{ quantity: 3 }],
    });
  });

  it("refuses an order whose goods were given back, also when that came first", async () => {
    const { stock, shop, stocked } = context;
    const variantId = await stocked(5);
    const orderId = randomUUID();
    await stock.release({ orderId, reason: "cancelled" });
    await expect(reserve([{ variantId, quantity: 1 }], orderId)).rejects.toMatchObject({
      code: "reservation_released",
    });
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 0 });
  });

  it("takes the goods again for an order whose reservation lapsed", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(5);
    const orderId = randomUUID();
    await reserve([{ variantId, quantity: 2 }], orderId);
    await lapse(shop, orderId);
    await shop.runJobs("product");
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 0, live: 0 });
    expect(await reserve([{ variantId, quantity: 3 }], orderId)).toMatchObject({ reserved: true });
    expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 3, live: 3 });
  });

  it("refuses what is no reservation", async () => {
    const variantId = randomUUID();
    const line = { variantId, quantity: 1 };
    const refused = (call: Promise<unknown>, code: string) =>
      expect(call).rejects.toMatchObject({ kind: "invalid", code });
    await refused(reserve([]), "stock_lines_invalid");
    await refused(reserve(Array.from({ length: 201 }, () => line)), "stock_lines_invalid");
    await refused(reserve([{ variantId, quantity: 0 }]), "quantity_invalid");
    await refused(reserve([{ variantId, quantity: 1_000_001 }]), "quantity_invalid");
    await refused(reserve([{ variantId: "1", quantity: 1 }]), "id_invalid");
    await refused(reserve([line], "order-1"), "id_invalid");
    await refused(
      context.stock.reserve({ orderId: randomUUID(), lines: [line], ttlSeconds: 0 }),
      "ttl_invalid",
    );
    await refused(
      context.stock.reserve({ orderId: randomUUID(), lines: [line], ttlSeconds: 9_000_000 }),
      "ttl_invalid",
    );
  });
});

describe("reserving under contention", () => {
  it("sells the last unit to one of 200 shoppers", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(1);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => reserve([{ variantId, quantity: 1 }])),
    );
    expect(answers.filter(({ reserved }) => reserved)).toHaveLength(1);
    expect(await levelOf(shop, variantId)).toEqual({ on_hand: 1, reserved: 1, live: 1, moved: 1 });
  });

  it("lets orders for [A, B] and for [B, A] through without a deadlock", async () => {
    const { shop, stocked } = context;
    const [a, b] = [await stocked(500), await stocked(500)];
    const [one, other] = [
      [a, b],
      [b, a],
    ].map((ids) => ids.map((variantId) => ({ variantId, quantity: 1 })));
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => reserve(index % 2 ? one! : other!)),
    );
    expect(answers.every(({ reserved }) => reserved)).toBe(true);
    for (const variantId of [a, b])
      expect(await levelOf(shop, variantId)).toMatchObject({ reserved: 200, live: 200 });
  });

  it("sells all of 1,000 units and not one more, whatever is asked for", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(1000);
    const asked = Array.from({ length: 600 }, (_, index) => (index % 5) + 1);
    const answers = await Promise.all(asked.map((quantity) => reserve([{ variantId, quantity }])));
    const sold = asked.reduce((sum, quantity, index) => sum + (answers[index]!.reserved ? quantity : 0), 0);
    const smallestRefused = Math.min(...asked.filter((_, index) => !answers[index]!.reserved));
    expect(sold).toBeLessThanOrEqual(1000);
    // Nobody was sent away who could have been served with what is left in the end.
    expect(1000 - sold).toBeLessThan(smallestRefused);
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 1000, reserved: sold, live: sold });
  });
});
