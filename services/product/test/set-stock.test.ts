// Staff read and set stock.
import { randomUUID } from "node:crypto";
import { StaffActed, StockReplenished } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const ttlSeconds = 600;

describe("setting stock", () => {
  it("records the difference, says who did it, and shows at once everywhere", async () => {
    const { shop, manager, create } = context;
    const product = await create();
    const variantId = product.variants[0]!.id;
    await shop.call("GET", "/products");
    const put = (body: object) => shop.call("PUT", `/stock/${variantId}`, { as: manager, body });
    expect(await put({ onHand: 12, reason: "delivery" })).toMatchObject({
      status: 200,
      body: {
        variantId,
        onHand: 12,
        reserved: 0,
        available: 12,
        locations: [{ location: "main", onHand: 12 }],
      },
    });
    expect((await put({ onHand: 12 })).status).toBe(200);
    expect((await put({ onHand: 8 })).body).toMatchObject({ available: 8 });
    expect((await shop.call("GET", "/products")).body.items).toMatchObject([{ available: 8 }]);
    expect((await shop.call("GET", `/products/${product.id}`)).body).toMatchObject({
      variants: [{ available: 8 }],
    });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 8, moved: 8 });
    await shop.settled();
    const published = await shop.published("product");
    const acted = published.filter(({ data }) => (data as { action?: string }).action === "stock.set");
    expect(acted.map(({ data }) => data)).toMatchObject([
      {
        actorId: manager.userId,
        subjectId: variantId,
        before: { onHand: 0 },
        after: { onHand: 12, reason: "delivery" },
      },
      { before: { onHand: 12 }, after: { onHand: 12, reason: null } },
      { after: { onHand: 8 } },
    ]);
    expect(acted[0]?.type).toBe(StaffActed.type);
    expect(published.filter(({ type }) => type === StockReplenished.type)).toMatchObject([
      { data: { variantId, available: 12 } },
    ]);
  });

  it("refuses less than is promised to orders, and changes nothing", async () => {
    const { shop, manager, stock, stocked } = context;
    const variantId = await stocked(10);
    await stock.reserve({ orderId: randomUUID(), lines: [{ variantId, quantity: 6 }], ttlSeconds });
    const below = await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand: 5 } });
    expect(below).toMatchObject({ status: 409, body: { code: "stock_below_reserved", reserved: 6 } });
    expect((await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand: 6 } })).status).toBe(
      200,
    );
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 6, reserved: 6 });
  });

  it("keeps to If-Match where it is given", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(10);
    const seen = String((await shop.call("GET", `/stock/${variantId}`, { as: manager })).headers.etag);
    const put = (onHand: number) =>
      shop.call("PUT", `/stock/${variantId}`, {
        as: manager,
        body: { onHand },
        headers: { "if-match": seen },
      });
    expect((await put(11)).status).toBe(200);
    expect((await put(12)).status).toBe(412);
  });

  it("counts right when staff and shoppers meet", async () => {
    const { shop, manager, stock, stocked } = context;
    const variantId = await stocked(100);
    const lines = [{ variantId, quantity: 1 }];
    await Promise.all([
      ...Array.from({ length: 60 }, () => stock.reserve({ orderId: randomUUID(), lines, ttlSeconds })),
      ...Array.from({ length: 10 }, (_, index) =>
        shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand: 100 + index } }),
      ),
    ]);
    const level = await levelOf(shop, variantId);
    expect(level).toMatchObject({ reserved: 60, live: 60, moved: level.on_hand });
  });

  it("is for staff with the permission, of variants that exist, with numbers that make sense", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(1);
    const path = `/stock/${variantId}`;
    expect((await shop.call("GET", path)).status).toBe(401);
    expect((await shop.call("GET", path, { as: await shop.customer() })).status).toBe(403);
    const reader = await shop.staff(["stock:read"]);
    expect((await shop.call("PUT", path, { as: reader, body: { onHand: 1 } })).status).toBe(403);
    expect((await shop.call("GET", `/stock/${randomUUID()}`, { as: manager })).status).toBe(404);
    expect(
      (await shop.call("PUT", `/stock/${randomUUID()}`, { as: manager, body: { onHand: 1 } })).status,
    ).toBe(404);
    for (const body of [
      { onHand: -1 },
      { onHand: 1.5 },
      { onHand: 1e9 },
      {},
      { onHand: 1, extra: 1 },
      { onHand: 1, location: "A b" },
    ]) {
      expect((await shop.call("PUT", path, { as: manager, body })).status).toBe(400);
    }
  });
});
