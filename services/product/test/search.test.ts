// Searching the catalogue through the API.
import type { Product, ProductSearchPage } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
  const { create, setStock } = context;
  const make = (name: string, amount: number, extra: Parameters<typeof create>[0] = {}) =>
    create({
      name,
      variants: [{ sku: `SKU-${name}`.slice(0, 40), prices: [{ amount, currency: "EUR" }] }],
      ...extra,
    });
  const lantern = await make("Pierced Brass Lantern", 8900, { description: "A lamp for warm evenings." });
  await make("Mosaic Lantern", 6900, { attributes: { material: "Glass", heightMm: 300 } });
  await make("Brass Tray", 4900, { subtitle: "To carry under a lantern" });
  await make("Zellige Tiles", 2900);
  await make("سجادة يدوية", 9900);
  await make("Hidden Lantern", 100, { status: "draft" });
  await setStock(lantern.variants[0]!.id, 2);
});
afterAll(() => context.shop.close());

async function search(query: string): Promise<ProductSearchPage> {
  const answer = await context.shop.call("GET", `/products/search?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as ProductSearchPage;
}
const names = (page: ProductSearchPage): string[] => (page.items as Product[]).map(({ name }) => name);

describe("searching", () => {
  it("puts what is named so before what only mentions it, and never shows drafts", async () => {
    const page = await search("q=lantern");
    expect(names(page).slice(0, 2).sort()).toEqual(["Mosaic Lantern", "Pierced Brass Lantern"]);
    expect(names(page)[2]).toBe("Brass Tray");
    expect(page).toMatchObject({ total: 3, facets: { inStock: 1, price: { min: 4900, max: 8900 } } });
  });

  it.each([
    ["another form of a word", "lanterns", "Pierced Brass Lantern"],
    ["the beginning of a word", "zell", "Zellige Tiles"],
    ["a mistyped word", "lanturn", "Pierced Brass Lantern"],
    ["a word with letters changed over", "mosiac", "Mosaic Lantern"],
    ["several words", "brass tray", "Brass Tray"],
    ["other case and accents", "ZÈLLÍGE", "Zellige Tiles"],
    ["a value of an attribute", "glass", "Mosaic Lantern"],
    ["a SKU", "SKU-Brass Tray", "Brass Tray"],
    ["a language that is written from right to left", "سجادة", "سجادة يدوية"],
  ])("finds by %s", async (_, text, name) => {
    expect(names(await search(`q=${encodeURIComponent(text)}`))).toContain(name);
  });

  it("filters, and counts in each facet what the others leave", async () => {
    const stocked = await search("q=lantern&inStock=true");
    expect(stocked).toMatchObject({ total: 1, facets: { inStock: 1, price: { min: 8900, max: 8900 } } });
    const cheap = await search("q=lantern&maxPrice=7000");
    expect(names(cheap).sort()).toEqual(["Brass Tray", "Mosaic Lantern"]);
    expect(cheap).toMatchObject({ total: 2, facets: { inStock: 0, price: { min: 4900, max: 8900 } } });
    const none = await search("q=lantern&minPrice=999999");
    expect(none).toMatchObject({ items: [], total: 0, nextCursor: null });
  });

  it("shows everything when nothing is asked, in the order of the list", async () => {
    const page = await search("");
    const list = await context.shop.call("GET", "/products");
    expect(page.items).toEqual(list.body.items);
    expect(page.total).toBe(5);
  });

  it("walks every page once in each sort", async () => {
    for (const sort of ["relevance", "featured", "newest", "price", "-price", "name"]) {
      const whole = names(await search(`q=lantern&sort=${sort}`));
      const walked: string[] = [];
      let cursor = "";
      do {
        const page = await search(`q=lantern&limit=1&sort=${sort}${cursor}`);
        walked.push(...names(page));
        cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
      } while (cursor !== "");
      expect(walked).toEqual(whole);
      expect(walked).toHaveLength(3);
    }
  });

  it.each([
    ["!!! ??? ***"],
    ["'); drop table products; --"],
    ["& | ! ( ) : * <->"],
    ["the"],
    ["\\"],
    ["%_"],
    ["a"],
    ["🧿"],
    ["\u202Eكتاب"],
  ])("answers %s like any other text", async (text) => {
    await search(`q=${encodeURIComponent(text)}`);
  });

  it("refuses what is too long, holds NUL, or asks for an unknown sort or filter", async () => {
    const { shop } = context;
    const long = "x".repeat(10_000);
    for (const query of [
      `q=${long}`,
      "q=%00",
      "q=a%00b",
      "sort=best",
      "colour=red",
      "q=a&q=b",
      "currency=QQQ",
    ]) {
      expect((await shop.call("GET", `/products/search?${query}`)).status).toBe(400);
    }
  });
});
