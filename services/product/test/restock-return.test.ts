// Goods that come back from customers: on hand again, once, where they were taken from.
import { randomUUID } from "node:crypto";
import { ReturnReceived, StockReplenished } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

type Line = { readonly variantId: string; readonly quantity: number; readonly restock: boolean };

const received = (orderId: string, lines: readonly Line[], returnId = randomUUID()) => ({
  orderId,
  number: "SK-1",
  customerId: null,
  returnId,
  lines: lines.map((line) => ({ ...line, lineId: randomUUID(), productId: randomUUID() })),
});

const movementsOf = statement<{ location: string; quantity: number; order_id: string }, readonly [string]>(
  "test_returned_movements",
  "select location, quantity, order_id from stock_movements where variant_id = $1::uuid and kind = 'returned'",
);

it("puts back what can be sold again, all pieces of a variant together, and says that it is on sale again", async () => {
  const [variantId, other] = [await context.stocked(0), await context.stocked(5)];
  const orderId = randomUUID();
  const data = received(orderId, [
    { variantId, quantity: 2, restock: true },
    { variantId, quantity: 1, restock: true },
    { variantId, quantity: 4, restock: false },
    { variantId: other, quantity: 1, restock: false },
  ]);
  await context.shop.deliver("product", ReturnReceived, { data });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 3 });
  expect(await levelOf(context.shop, other)).toMatchObject({ on_hand: 5 });
  const rows = await movementsOf.rows(context.shop.db("product"), [variantId]);
  expect(rows).toEqual([{ location: "main", quantity: 3, order_id: orderId }]);
  await context.shop.settled();
  const said = (await context.shop.published("product")).filter(({ type }) => type === StockReplenished.type);
  expect(said).toContainEqual(expect.objectContaining({ data: expect.objectContaining({ variantId }) }));
});

it("heard of twice, or at the same time under two events, happens once", async () => {
  const variantId = await context.stocked(1);
  const data = received(randomUUID(), [{ variantId, quantity: 2, restock: true }]);
  const eventId = randomUUID();
  await Promise.all([
    context.shop.deliver("product", ReturnReceived, { data, eventId }),
    context.shop.deliver("product", ReturnReceived, { data, eventId }),
    context.shop.deliver("product", ReturnReceived, { data }),
  ]);
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 3 });
});

it("leaves out a variant that is not known any more", async () => {
  const variantId = await context.stocked(1);
  const data = received(randomUUID(), [
    { variantId: randomUUID(), quantity: 1, restock: true },
    { variantId, quantity: 1, restock: true },
  ]);
  await context.shop.deliver("product", ReturnReceived, { data });
  expect(await levelOf(context.shop, variantId)).toMatchObject({ on_hand: 2 });
});

it("puts goods back where their order took them from", async () => {
  const variantId = await context.stocked(0);
  const as = await context.shop.administrator();
  const slug = `loc-${randomUUID().slice(0, 8)}`;
  const opened = await context.shop.call("POST", "/stock-locations", { as, body: { slug, name: "Annex" } });
  await context.shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 4, location: slug } });
  const orderId = randomUUID();
  await context.stock.reserve({ orderId, lines: [{ variantId, quantity: 2 }], ttlSeconds: 600 });
  const data = received(orderId, [{ variantId, quantity: 1, restock: true }]);
  await context.shop.deliver("product", ReturnReceived, { data });
  const rows = await movementsOf.rows(context.shop.db("product"), [variantId]);
  expect(rows).toMatchObject([{ location: slug, quantity: 1 }]);

  await context.stock.release({ orderId, reason: "test" });
  await context.shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 0, location: slug } });
  const path = `/stock-locations/${slug}`;
  const etag = String(opened.headers["etag"]);
  const closed = { name: "Annex", active: false };
  const answer = await context.shop.call("PUT", path, { as, body: closed, headers: { "if-match": etag } });
  expect(answer.status).toBe(200);
  const later = received(orderId, [{ variantId, quantity: 1, restock: true }]);
  await context.shop.deliver("product", ReturnReceived, { data: later });
  const all = await movementsOf.rows(context.shop.db("product"), [variantId]);
  expect(all.map(({ location }) => location)).toEqual([slug, "main"]);
});
