// Staff adjust stock with a reason, read what came and went, and are told what runs low.
import { randomUUID } from "node:crypto";
import { StockLow } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const adjust = (variantId: string, body: object, key?: string) =>
  context.shop.call("POST", `/stock/${variantId}/adjustments`, {
    as: context.manager,
    body,
    ...(key !== undefined && { key }),
  });

describe("an adjustment", () => {
  it("moves what is on hand, says why in the movements, and is told to the audit", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(10);
    const answer = await adjust(variantId, { quantity: -3, reason: "damaged", note: "water in the cellar" });
    expect(answer).toMatchObject({ status: 201, body: { onHand: 7, available: 7 } });
    expect((await adjust(variantId, { quantity: 5, reason: "received" })).body).toMatchObject({ onHand: 12 });
    const { body } = await shop.call("GET", `/stock/${variantId}/movements`, { as: manager });
    expect(body).toMatchObject({
      items: [
        { quantity: 5, kind: "received", note: null, actorId: manager.userId },
        { quantity: -3, kind: "damaged", note: "water in the cellar", location: "main", orderId: null },
        { quantity: 10, kind: "adjusted" },
      ],
      nextCursor: null,
    });
    await shop.settled();
    const acted = (await shop.published("product"))
      .map(({ data }) => data as Record<string, unknown>)
      .filter(({ action, subjectId }) => action === "stock.adjust" && subjectId === variantId);
    expect(acted).toMatchObject([
      { before: { onHand: 10 }, after: { onHand: 7, kind: "damaged" } },
      { before: { onHand: 7 }, after: { onHand: 12 } },
    ]);
  });

  it("is made once, however often it is asked for at the same time", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(10);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => adjust(variantId, { quantity: -2, reason: "lost" }, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 8, moved: 8 });
  });

  it("never takes what is promised to orders, nor more than there is, nor beyond what a level holds", async () => {
    const { shop, stock, stocked } = context;
    const variantId = await stocked(10);
    const lines = [{ variantId, quantity: 6 }];
    await stock.reserve({ orderId: randomUUID(), lines, ttlSeconds: 600 });
    const tooMuch = await adjust(variantId, { quantity: -5, reason: "lost" });
    expect(tooMuch).toMatchObject({
      status: 409,
      body: { code: "stock_below_reserved", reserved: 6, onHand: 10 },
    });
    const beyond = await adjust(variantId, { quantity: 9_999_995, reason: "found" });
    expect(beyond).toMatchObject({ status: 422, body: { code: "stock_too_much" } });
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 10, moved: 10 });
    const racers = await Promise.all(
      Array.from({ length: 8 }, () => adjust(variantId, { quantity: -1, reason: "lost" })),
    );
    expect(racers.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(await levelOf(shop, variantId)).toMatchObject({ on_hand: 6, reserved: 6, moved: 6 });
  });

  it.each([
    [{ quantity: 0, reason: "lost" }, "/quantity"],
    [{ quantity: 1.5, reason: "lost" }, "/quantity"],
    [{ quantity: 1, reason: "stolen" }, "/reason"],
    [{ quantity: 1, reason: "lost", colour: "red" }, "/colour"],
  ])("of %j is refused and changes nothing", async (body, pointer) => {
    const variantId = await context.stocked(3);
    const answer = await adjust(variantId, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 3 });
  });

  it("needs a variant, the permission and an open location", async () => {
    const { shop, stocked } = context;
    const variantId = await stocked(3);
    const body = { quantity: 1, reason: "found" };
    expect((await adjust(randomUUID(), body)).status).toBe(404);
    expect(await adjust(variantId, { ...body, location: "moon" })).toMatchObject({
      status: 422,
      body: { code: "location_unknown", errors: [{ pointer: "/location" }] },
    });
    const reader = await shop.staff(["stock:read"]);
    expect((await shop.call("POST", `/stock/${variantId}/adjustments`, { as: reader, body })).status).toBe(
      403,
    );
  });
});

describe("movements", () => {
  it("are read in pages, newest first", async () => {
    const { shop, manager, stocked } = context;
    const variantId = await stocked(1);
    for (const quantity of [1, 2, 3]) await adjust(variantId, { quantity, reason: "found" });
    const page = async (cursor?: string) =>
      (
        await shop.call(
          "GET",
          `/stock/${variantId}/movements?limit=2${cursor === undefined ? "" : `&cursor=${cursor}`}`,
          { as: manager },
        )
      ).body;
    const first = await page();
    expect(first.items).toMatchObject([{ quantity: 3 }, { quantity: 2 }]);
    const second = await page(first.nextCursor);
    expect(second).toMatchObject({ items: [{ quantity: 1 }, { quantity: 1 }], nextCursor: null });
    const bad = await shop.call("GET", `/stock/${variantId}/movements?cursor=nonsense`, { as: manager });
    expect(bad).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
  });
});

describe("the list of stock", () => {
  const list = async (query: string) =>
    (await context.shop.call("GET", `/stock?${query}`, { as: context.manager })).body;

  it("is by SKU, in pages, without archived products, and finds by the beginning of a SKU", async () => {
    const { shop, manager, create, setStock } = context;
    const prices = [{ amount: 100, currency: "EUR" }];
    const tail = randomUUID().slice(0, 8);
    const skus = ["A", "B", "C"].map((letter) => `LIST-${tail}-${letter}`);
    const products = [];
    for (const sku of skus) products.push(await create({ variants: [{ sku, prices }] }));
    await setStock(products[1]!.variants[0]!.id, 4);
    const gone = await create({ variants: [{ sku: `LIST-${tail}-D`, prices }] });
    await shop.call("DELETE", `/products/${gone.id}`, {
      as: manager,
      headers: { "if-match": String((await shop.call("GET", `/products/${gone.id}`)).headers.etag) },
    });
    const first = await list(`sku=LIST-${tail}&limit=2`);
    expect(first.items).toMatchObject([
      { sku: skus[0], onHand: 0 },
      { sku: skus[1], onHand: 4, available: 4, lowStockAt: 5, productName: products[1]!.name },
    ]);
    const second = await list(`sku=LIST-${tail}&limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ sku: skus[2] }], nextCursor: null });
  });

  it("tells what has fallen to its low mark, and what lies at a location", async () => {
    const { shop, manager, stock, stocked, create } = context;
    const variantId = await stocked(9);
    const other = await create();
    const sku = (await shop.call("GET", `/stock/${variantId}`, { as: manager })).body;
    expect(sku.lowStockAt).toBe(5);
    const mark = (quantity: number, headers = {}) =>
      shop.call("PUT", `/stock/${variantId}/low-mark`, { as: manager, body: { quantity }, headers });
    expect((await mark(7)).body).toMatchObject({ lowStockAt: 7 });
    expect((await mark(8, { "if-match": '"stale"' })).status).toBe(412);
    expect((await mark(-1)).status).toBe(400);
    await stock.reserve({ orderId: randomUUID(), lines: [{ variantId, quantity: 2 }], ttlSeconds: 600 });
    await shop.settled();
    const low = (await shop.published("product")).filter(
      ({ type, data }) => type === StockLow.type && (data as { variantId: string }).variantId === variantId,
    );
    expect(low).toMatchObject([{ data: { available: 7 } }]);
    const ids = async (query: string) =>
      (await list(`limit=100&${query}`)).items.map((item: { variantId: string }) => item.variantId);
    expect(await ids("low=true")).toContain(variantId);
    await shop.call("PUT", `/stock/${variantId}`, { as: manager, body: { onHand: 90 } });
    expect(await ids("low=true")).not.toContain(variantId);
    await shop.call("POST", "/stock-locations", { as: manager, body: { slug: "loft", name: "Loft" } });
    await adjust(other.variants[0]!.id, { quantity: 1, reason: "found", location: "loft" });
    expect(await ids("location=loft")).toEqual([other.variants[0]!.id]);
  });
});
