// Lists of products: sorts, filters, pages, currencies, and who may see what.
import { randomUUID } from "node:crypto";
import type { Product } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roundTripsOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
const rooms = { home: randomUUID(), rugs: randomUUID(), garden: randomUUID() };
const insertCategory = statement<never, readonly [string, string, string | null, number]>(
  "test_category",
  `with named as (insert into category_slugs (slug, category_id) values ($2::text, $1::uuid))
   insert into categories (id, slug, name, parent_id, position) values ($1::uuid, $2::text, $2::text, $3::uuid, $4::integer)`,
);

beforeAll(async () => {
  context = await startProductShop();
  const { create, setStock, shop } = context;
  await insertCategory.rows(shop.db("product"), [rooms.home, "home", null, 2]);
  await insertCategory.rows(shop.db("product"), [rooms.rugs, "rugs", rooms.home, 1]);
  await insertCategory.rows(shop.db("product"), [rooms.garden, "garden", null, 1]);
  const make = async (
    name: string,
    amount: number,
    extra: Parameters<typeof create>[0] = {},
  ): Promise<Product> => {
    shop.clock.advance(1000);
    return create({
      name,
      variants: [{ sku: `SKU ${name}`, prices: [{ amount, currency: "EUR" }] }],
      ...extra,
    });
  };
  await make("Éclair", 300, { categoryId: rooms.home, featured: true });
  const bench = await make("Bench", 900, { categoryId: rooms.garden });
  const apple = await make("apple", 300, { categoryId: rooms.rugs });
  await make("Carpet", 2000, { categoryId: rooms.rugs, featured: true });
  await make("Draft", 1, { status: "draft" });
  const usd = [{ sku: "SKU-USD", prices: [{ amount: 5, currency: "USD" }] }];
  await create({ name: "Dollars only", variants: usd });
  await setStock(bench.variants[0]!.id, 3);
  await setStock(apple.variants[0]!.id, 1);
});
afterAll(() => context.shop.close());

async function names(query: string): Promise<string[]> {
  const answer = await context.shop.call("GET", `/products?${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return (answer.body.items as Product[]).map(({ name }) => name);
}

describe("the list of products", () => {
  it("sorts in each of its ways", async () => {
    expect(await names("")).toEqual(["Carpet", "Éclair", "apple", "Bench"]);
    expect(await names("sort=newest")).toEqual(["Carpet", "apple", "Bench", "Éclair"]);
    expect((await names("sort=price")).slice(2)).toEqual(["Bench", "Carpet"]);
    expect((await names("sort=-price")).slice(0, 2)).toEqual(["Carpet", "Bench"]);
    expect(await names("sort=name")).toEqual(["apple", "Bench", "Carpet", "Éclair"]);
  });

  it("walks every page once, in each sort and page size, without repeating or missing any", async () => {
    for (const sort of ["featured", "newest", "price", "-price", "name"]) {
      for (const limit of [1, 2, 3]) {
        const whole = await names(`sort=${sort}`);
        const walked: string[] = [];
        let cursor = "";
        do {
          const page = await context.shop.call("GET", `/products?sort=${sort}&limit=${limit}${cursor}`);
          walked.push(...(page.body.items as Product[]).map(({ name }) => name));
          cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
        } while (cursor !== "");
        expect(walked).toEqual(whole);
      }
    }
  });

  it("pages through names of the longest kind", async () => {
    const { shop, create } = context;
    const long = await create({ name: "ﷺ".repeat(200) });
    await create({ name: "😀".repeat(100) });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await shop.call("GET", `/products?sort=name&limit=1${cursor}`);
      expect(page.status).toBe(200);
      seen.push(...(page.body.items as Product[]).map(({ id }) => id));
      cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== "");
    expect(seen).toContain(long.id);
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of seen.slice(-2)) {
      await shop.call("DELETE", `/products/${id}`, { as: context.manager, headers: { "if-match": "*" } });
    }
  });

  it("filters by category with all below it, price, stock and featured", async () => {
    expect((await names("category=home")).sort()).toEqual(["Carpet", "apple", "Éclair"]);
    expect((await names("category=rugs")).sort()).toEqual(["Carpet", "apple"]);
    expect(await names("minPrice=400&maxPrice=1000")).toEqual(["Bench"]);
    expect((await names("inStock=true")).sort()).toEqual(["Bench", "apple"]);
    expect(await names("featured=true")).toEqual(["Carpet", "Éclair"]);
    expect((await names("featured=false")).sort()).toEqual(["Bench", "apple"]);
    expect(await names("category=home&inStock=true&maxPrice=300")).toEqual(["apple"]);
  });

  it("shows prices of the currency asked for, and refuses one that nothing is priced in", async () => {
    expect(await names("currency=USD")).toEqual(["Dollars only"]);
    const answer = await context.shop.call("GET", "/products?currency=CHF");
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "currency_unknown", errors: [{ pointer: "/currency" }] },
    });
    const only = await context.shop.call("GET", "/products/dollars-only");
    expect(only.body).toMatchObject({ price: { amount: 5, currency: "USD" } });
    expect((await context.shop.call("GET", "/products/dollars-only?currency=EUR")).status).toBe(404);
  });

  it("shows drafts to staff who may read products and to nobody else", async () => {
    const { shop, manager } = context;
    expect((await shop.call("GET", "/products?status=draft")).status).toBe(401);
    const customer = await shop.customer();
    expect(await shop.call("GET", "/products?status=draft", { as: customer })).toMatchObject({ status: 403 });
    const drafts = await shop.call("GET", "/products?status=draft", { as: manager });
    expect(drafts.body.items).toMatchObject([{ name: "Draft" }]);
    expect((await shop.call("GET", "/products/draft")).status).toBe(404);
    expect((await shop.call("GET", "/products/draft", { as: customer })).status).toBe(404);
    expect((await shop.call("GET", "/products/draft", { as: manager })).body).toMatchObject({
      status: "draft",
    });
  });

  it.each([
    "sort=cheapest",
    "colour=red",
    "limit=0",
    "limit=101",
    "minPrice=-1",
    "inStock=perhaps",
    "category=No%20Slug",
    "status=gone",
    "cursor=abc",
    `cursor=${Buffer.from('[1,["newest","2020","x"]]').toString("base64url")}&sort=newest`,
    `cursor=${Buffer.from('[1,["price",1,"0199c0de-0000-7000-8000-000000000000"]]').toString("base64url")}&sort=name`,
  ])("refuses %s", async (query) => {
    expect((await context.shop.call("GET", `/products?${query}`)).status).toBe(400);
  });

  it("answers 404 for a category that is not there", async () => {
    expect(await context.shop.call("GET", "/products?category=cellar")).toMatchObject({
      status: 404,
      body: { code: "category_not_found" },
    });
  });

  it("answers 304 to who has the page already", async () => {
    const { shop } = context;
    for (const path of ["/products", "/products/bench", "/categories", "/products/search?q=bench"]) {
      const first = await shop.call("GET", path);
      const etag = String(first.headers.etag);
      expect((await shop.call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(304);
    }
  });

  it("takes two round trips to the database when it is not in memory", async () => {
    const { shop } = context;
    await shop.call("GET", "/categories");
    expect(await roundTripsOf(shop, (index) => shop.call("GET", `/products?limit=${index + 30}`))).toBe(2);
  });

  it("shares the second one with all pages that are read at the same time", async () => {
    const { shop } = context;
    const pages = 20;
    const trips = await roundTripsOf(shop, (index) =>
      Promise.all(
        Array.from({ length: pages }, (_, page) =>
          shop.call("GET", `/products?limit=${page + 1}&minPrice=${index}`),
        ),
      ),
    );
    expect(trips).toBeLessThan(pages * 2);
  });
});

describe("the categories", () => {
  it("come in their order, each with the products in it and below it", async () => {
    const { body } = await context.shop.call("GET", "/categories");
    expect(body.items).toMatchObject([
      { slug: "garden", parentId: null, productCount: 1 },
      { slug: "rugs", parentId: rooms.home, productCount: 2, image: null },
      { slug: "home", productCount: 3 },
    ]);
  });
});
