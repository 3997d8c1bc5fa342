// What is shown beside a product and to everybody: counted from orders, filled up sensibly, never archived goods, sold out ones last.
import { randomUUID } from "node:crypto";
import { OrderCancelled, OrderConfirmed, type Product } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { liftOf, rankPairs } from "../src/recommendations/domain/association.ts";
import { startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
let lamps: string;
beforeAll(async () => {
  context = await startProductShop();
  const { shop, manager } = context;
  const category = await shop.call("POST", "/categories", { as: manager, body: { name: "Lamps" } });
  lamps = category.body.id;
});
afterAll(() => context.shop.close());

const clear = ["bought_baskets", "bought_pairs", "bought_products", "trending_products"];
beforeEach(async () => {
  for (const table of clear) await statement(`test_clear_${table}`, `delete from ${table}`).rows(db(), []);
  await statement("test_clear_total", "update bought_total set baskets = 0").rows(db(), []);
  await archiveAll();
});
const db = () => context.shop.db("product");

/** Each test has the shop for itself. */
async function archiveAll(): Promise<void> {
  const { shop, manager } = context;
  const { body } = await shop.call("GET", "/products?limit=100");
  for (const { slug } of body.items as Product[]) {
    const { headers } = await shop.call("GET", `/products/${slug}`);
    await shop.call("DELETE", `/products/${slug}`, {
      as: manager,
      headers: { "if-match": String(headers.etag) },
    });
  }
}

async function inStock(name: string, changes: Parameters<ProductShop["create"]>[0] = {}): Promise<Product> {
  const product = await context.create({ name, ...changes });
  await context.setStock(product.variants[0]!.id, 1_000);
  return product;
}

type Ordered = { readonly orderId?: string; readonly boughtAt?: Date };

/** Ordered, paid and told of. */
async function order(products: readonly Product[], { orderId = randomUUID(), boughtAt }: Ordered = {}) {
  const total = { amount: 100, currency: "EUR" };
  const lines = products.map(({ id, variants }) => ({
    productId: id,
    variantId: variants[0]!.id,
    quantity: 1,
    total,
  }));
  await context.stock.reserve({ orderId, lines, ttlSeconds: 60 });
  const confirmedAt = (boughtAt ?? new Date()).toISOString();
  const data = {
    orderId,
    number: "S-1",
    customerId: null,
    paymentId: randomUUID(),
    total,
    lines,
    confirmedAt,
  };
  const event = { data, eventId: randomUUID() };
  await context.shop.deliver("product", OrderConfirmed, event);
  return { event, orderId };
}

async function cancel(orderId: string, wasConfirmed = true): Promise<void> {
  const data = { orderId, number: "S-1", customerId: null, reason: "wish", wasConfirmed };
  await context.shop.deliver("product", OrderCancelled, { data });
}

const count = () => context.shop.runJobs("product");

type Shown = { readonly reason: string; readonly product: { readonly name: string; readonly id: string } };
let asked = 0;

/** Another number of items each time: answers are kept for a moment. */
async function show(path: string): Promise<Shown[]> {
  asked += 1;
  const answer = await context.shop.call("GET", `${path}limit=${(asked % 16) + 8}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items as Shown[];
}
const beside = ({ id }: Product, kind = "bought_together") =>
  show(`/products/${id}/recommendations?kind=${kind}&`);
const namesOf = (items: readonly Shown[]): string[] => items.map(({ product }) => product.name);

describe("bought together", () => {
  it("shows what belongs together more than by chance, not what everybody buys", async () => {
    const [lamp, oil, soap, bag] = await Promise.all(
      ["Lamp", "Oil", "Soap", "Bag"].map((name) => inStock(name)),
    );
    for (let index = 0; index < 4; index += 1) await order([lamp!, oil!, bag!]);
    for (let index = 0; index < 12; index += 1) await order([soap!, bag!]);
    await count();
    const items = await beside(lamp!);
    expect(items[0]).toMatchObject({ reason: "bought_together", product: { name: "Oil" } });
    const together = items.filter(({ reason }) => reason === "bought_together");
    expect(namesOf(together)).toEqual(["Oil"]);
    expect(namesOf(items)).not.toContain("Lamp");
  });

  it("counts an order once, however often it is told, and not when it is cancelled before or after", async () => {
    const [one, other] = [await inStock("One"), await inStock("Other")];
    const { event, orderId } = await order([one, other]);
    await context.shop.deliver("product", OrderConfirmed, event);
    await order([one, other]);
    await order([await inStock("Third")]);
    const early = await order([one, other]);
    await cancel(early.orderId);
    await count();
    expect(await pairs()).toEqual([2, 2]);
    expect(namesOf((await beside(one)).filter(({ reason }) => reason === "bought_together"))).toEqual([
      "Other",
    ]);
    await cancel(orderId);
    await cancel(orderId);
    await cancel(randomUUID());
    await count();
    await context.shop.deliver("product", OrderConfirmed, event);
    await count();
    expect(await pairs()).toEqual([1, 1]);
    expect((await beside(one)).filter(({ reason }) => reason === "bought_together")).toEqual([]);
  });

  it("leaves an order that was never confirmed alone, and forgets baskets of long ago", async () => {
    const [one, other] = [await inStock("One"), await inStock("Other")];
    const old = new Date(Date.now() - 100 * 86_400_000);
    const { orderId } = await order([one, other], { boughtAt: old });
    await cancel(orderId, false);
    await count();
    expect(await pairs()).toEqual([1, 1]);
    const left = await statement("test_baskets", "select from bought_baskets").rows(db(), []);
    expect(left).toHaveLength(0);
  });

  it("of a wholesale order only the first products count", async () => {
    const products = await Promise.all(Array.from({ length: 22 }, (_, index) => inStock(`Piece ${index}`)));
    await order(products);
    await count();
    expect(await pairs()).toHaveLength(20 * 19);
  });
});

async function pairs(): Promise<number[]> {
  const rows = await statement<{ baskets: number }>(
    "test_pairs",
    "select baskets from bought_pairs where baskets > 0 order by product_id, other_id",
  ).rows(db(), []);
  return rows.map(({ baskets }) => baskets);
}

describe("a new product", () => {
  it("is shown beside similar ones: same category, same choices, about the same price", async () => {
    const brass = { categoryId: lamps, attributes: { material: "Brass" } };
    const priced = (sku: string, amount: number) => ({
      variants: [{ sku, prices: [{ amount, currency: "EUR" }] }],
    });
    const lamp = await inStock("Dome Lamp", { ...brass, ...priced("DOME", 5000) });
    await inStock("Star Lamp", { ...brass, ...priced("STAR", 5200) });
    await inStock("Dear Lamp", { ...brass, ...priced("DEAR", 90_000) });
    await inStock("Paper Lamp", {
      categoryId: lamps,
      attributes: { material: "Paper" },
      ...priced("PAPER", 5000),
    });
    await inStock("Free Lamp", { categoryId: lamps, ...priced("FREE", 0) });
    await inStock("Unlike Thing");
    const similar = await beside(lamp, "similar");
    expect(namesOf(similar).slice(0, 4)).toEqual(["Star Lamp", "Dear Lamp", "Paper Lamp", "Free Lamp"]);
    expect(similar[0]?.reason).toBe("similar");
    expect((await beside(lamp))[0]).toMatchObject({ reason: "similar", product: { name: "Star Lamp" } });
  });

  it("is shown beside something even where nothing is like it", async () => {
    const featured = await inStock("Shown Off", { featured: true });
    const lonely = await inStock("Lonely", { categoryId: lamps });
    const items = await beside(lonely, "similar");
    expect(items).toMatchObject([{ reason: "featured", product: { id: featured.id } }]);
    const bare = await inStock("Bare", {
      variants: [{ sku: "BARE", prices: [{ amount: 100, currency: "USD" }] }],
    });
    const inDollars = await context.shop.call("GET", `/products/${bare.id}/recommendations?currency=USD`);
    expect(inDollars.body.items).toEqual([]);
  });

  it("never shows what is archived, and sold out goods after all others", async () => {
    const [one, gone, soldOut] = [
      await inStock("One"),
      await inStock("Gone"),
      await context.create({ name: "Sold Out" }),
    ];
    const other = await inStock("Other");
    await context.setStock(soldOut.variants[0]!.id, 5);
    for (let index = 0; index < 3; index += 1) await order([one, gone, soldOut]);
    await order([other]);
    await count();
    await context.setStock(soldOut.variants[0]!.id, 0);
    const { headers } = await context.shop.call("GET", `/products/${gone.id}`);
    const ifMatch = { "if-match": String(headers.etag) };
    await context.shop.call("DELETE", `/products/${gone.id}`, { as: context.manager, headers: ifMatch });
    const items = await beside(one);
    expect(namesOf(items)).toEqual(["Other", "Sold Out"]);
  });

  it("that is not on sale has no recommendations", async () => {
    const draft = await context.create({ name: "Draft", status: "draft" });
    for (const id of [draft.id, draft.slug, randomUUID(), "no-such-thing"]) {
      const answer = await context.shop.call("GET", `/products/${id}/recommendations`);
      expect(answer).toMatchObject({ status: 404, body: { code: "product_not_found" } });
    }
    const { slug } = await inStock("Sold By Slug");
    expect((await context.shop.call("GET", `/products/${slug}/recommendations`)).status).toBe(200);
  });

  it.each(["kind=cheapest", "limit=0", "limit=25", "currency=QQQ", "page=2"])("refuses %s", async (query) => {
    const { id } = await inStock("Asked About");
    expect((await context.shop.call("GET", `/products/${id}/recommendations?${query}`)).status).toBe(400);
    if (query.startsWith("kind")) return;
    expect((await context.shop.call("GET", `/recommendations/trending?${query}`)).status).toBe(400);
  });
});

describe("trending", () => {
  it("is what sells now, not what sold long ago, then what the shop shows off", async () => {
    const [old, fresh] = [await inStock("Old Hit"), await inStock("Fresh Hit")];
    await inStock("Shown Off", { featured: true });
    const monthAgo = new Date(Date.now() - 30 * 86_400_000);
    for (let index = 0; index < 6; index += 1) await order([old], { boughtAt: monthAgo });
    await count();
    await order([fresh]);
    await order([fresh]);
    await count();
    const items = await show("/recommendations/trending?");
    expect(namesOf(items).slice(0, 3)).toEqual(["Fresh Hit", "Old Hit", "Shown Off"]);
    expect(items.map(({ reason }) => reason).slice(0, 3)).toEqual(["trending", "trending", "featured"]);
  });

  it("cools down again when orders are cancelled", async () => {
    const [one, other] = [await inStock("One"), await inStock("Other")];
    const orders = [await order([one]), await order([one]), await order([one])];
    await order([other]);
    await count();
    expect(namesOf(await show("/recommendations/trending?"))[0]).toBe("One");
    for (const { orderId } of orders) await cancel(orderId);
    await count();
    expect(namesOf(await show("/recommendations/trending?"))[0]).toBe("Other");
  });

  it("counts what is looked at, by id or by slug, a little", async () => {
    const { shop } = context;
    const [seen, sold] = [await inStock("Often Seen"), await inStock("Sold Once")];
    await order([sold]);
    await count();
    for (let index = 0; index < 40; index += 1) {
      await shop.call("GET", `/products/${index % 2 === 0 ? seen.id : seen.slug}`);
    }
    await shop.call("GET", "/products/no-such-thing");
    shop.clock.advance(11_000);
    await shop.call("GET", `/products/${seen.id}`);
    const trending = await shop.until(async () => {
      const items = await show("/recommendations/trending?");
      return items.filter(({ reason }) => reason === "trending").length === 2 && items;
    });
    expect(namesOf(trending)).toEqual(["Sold Once", "Often Seen"]);
  });
});

describe("an association", () => {
  it("needs more than one basket, and more than chance", () => {
    const all = 100;
    expect(liftOf({ both: 5, own: 10, other: 10, all })).toBe(5);
    const pairs = [
      { id: "chance", both: 5, own: 10, other: 50, all },
      { id: "once", both: 1, own: 10, other: 1, all },
      { id: "close", both: 5, own: 10, other: 6, all },
      { id: "wide", both: 8, own: 10, other: 40, all },
      { id: "alike", both: 5, own: 10, other: 6, all },
    ];
    expect(rankPairs(pairs).map(({ id }) => id)).toEqual(["wide", "alike", "close"]);
  });
});
