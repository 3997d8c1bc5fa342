// Searching a shop with more products than one read takes: facets with many values, deep pages, many readers, and a rebuild in many steps.
import type { ProductSearchPage, SearchRebuild } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../src/app.ts";
import { startProductShop, type ProductShop } from "./product-shop.ts";
import { aSeedProduct, seedCatalogueData } from "./seed-shop.ts";

const PRODUCTS = 2_100;
const COLOURS = 60;
const kinds = ["Amber", "Agate", "Jasper", "Jade"] as const;

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
  const products = Array.from({ length: PRODUCTS }, (_, index) => {
    const colour = `Hue ${index % COLOURS}`;
    const price = 1_000 + (index % 7) * 100;
    return aSeedProduct({
      slug: `bead-${index}`,
      name: `${kinds[index % kinds.length]} Bead ${index}`,
      subtitle: "",
      featured: index === 0,
      options: [{ name: "Colour", values: [colour] }],
      variants: [
        {
          sku: `BEAD-${index}`,
          optionValues: { Colour: colour },
          price: { EUR: price, USD: price + 100 },
          stock: index % 3,
        },
      ],
      attributes: { finish: index % 2 === 0 ? "Matt" : "Polished" },
      pictures: [],
    });
  });
  await seedCatalogue(context.shop.service("product").host, { ...seedCatalogueData, products });
});
afterAll(() => context.shop.close());

async function search(query: string): Promise<ProductSearchPage> {
  const answer = await context.shop.call("GET", `/products/search?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as ProductSearchPage;
}

it("counts all products, and shows of a facet the fullest values and the chosen one", async () => {
  const all = await search("filter=colour:hue-59");
  expect(all.total).toBe(PRODUCTS / COLOURS);
  const colours = all.facets.properties.find(({ key }) => key === "colour");
  expect(colours?.values).toHaveLength(51);
  expect(all.facets.categories[0]).toMatchObject({ slug: "rugs", parentSlug: "home" });
  expect(colours?.values.find(({ key }) => key === "hue-59")).toMatchObject({ isSelected: true, count: 35 });
  const two = await search("q=bead&inStock=true&maxPrice=1100&filter=finish:matt");
  expect(two.total).toBeGreaterThan(0);
  expect(two.items.every(({ available, price }) => available > 0 && price.amount <= 1100)).toBe(true);
});

it("finds the last page like the first", async () => {
  let [pages, cursor, seen] = [0, "", new Set<string>()];
  do {
    const page = await search(`q=jade&sort=price&limit=100${cursor}`);
    for (const { id } of page.items) seen.add(id);
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
    pages += 1;
  } while (cursor !== "");
  expect([seen.size, pages]).toEqual([PRODUCTS / kinds.length, 6]);
});

it("answers many readers of many pages in two currencies at once, each with their own", async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const currency = index % 2 === 0 ? "EUR" : "USD";
      const page = await search(`q=amber&limit=${100 - index}&currency=${currency}`);
      return (
        page.items.length === 100 - index && page.items.every(({ price }) => price.currency === currency)
      );
    }),
  );
  expect(answers.every(Boolean)).toBe(true);
});

it("suggests a few of many, in stock and shown off first, and completes to every word that begins so", async () => {
  const { body } = await context.shop.call("GET", "/products/suggestions?q=a&limit=3");
  expect(body.products).toHaveLength(3);
  expect(body.products.every(({ available }: { available: number }) => available > 0)).toBe(true);
  expect(body.queries).toEqual(["agate", "amber"]);
  const both = await context.shop.call("GET", "/products/suggestions?q=bead%20ja");
  expect(both.body.queries).toEqual(["bead jade", "bead jasper"]);
  const rare = await context.shop.call("GET", "/products/suggestions?q=bead%20amber%201");
  expect(rare.body.products.length).toBeGreaterThan(0);
});

it("shows as similar what shares most, out of a category full of others", async () => {
  const { body } = await context.shop.call("GET", "/products/bead-5/recommendations?kind=similar&limit=4");
  const names = (body.items as { product: { name: string } }[]).map(({ product }) => product.name);
  expect(names).toHaveLength(4);
  expect(names.every((name) => name.startsWith("Agate Bead"))).toBe(true);
});

it("reads all of them again when all of them changed", async () => {
  const touch = statement("test_touch", "update search_products set changed_in = pg_current_xact_id()");
  await touch.rows(context.shop.db("product"), []);
  await context.create({ name: "Wooden Bead" });
  expect((await search("q=bead&limit=1")).total).toBe(PRODUCTS + 1);
});

it("is rebuilt in many steps, and finds the same as before", async () => {
  const { shop } = context;
  const before = await search("q=jasper&sort=name&limit=5");
  const operator = await shop.administrator();
  expect((await shop.call("POST", "/search/rebuild", { as: operator })).status).toBe(202);
  await shop.until(async () => {
    const { body } = await shop.call("GET", "/search/rebuild", { as: operator });
    return (body as SearchRebuild).state === "done";
  });
  const { body } = await shop.call("GET", "/search/rebuild", { as: operator });
  expect(body).toMatchObject({ done: PRODUCTS + 1, total: PRODUCTS + 1, error: null });
  const after = await search("q=jasper&sort=name&limit=5");
  expect(after).toMatchObject({ total: before.total, items: before.items.map(({ id }) => ({ id })) });
});
