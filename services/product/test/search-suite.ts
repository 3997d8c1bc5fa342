// What searching promises, whichever engine does it: run by search.test.ts and opensearch.test.ts.
import type { Product, ProductSearchPage, SearchFacets } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProductShop } from "./product-shop.ts";
import { catalogueFixture, createProducts, type Fixture } from "./search-fixture.ts";

export type SearchSuite = {
  readonly start: () => Promise<ProductShop>;
};

export function searchSuite({ start }: SearchSuite): void {
  let context: ProductShop;
  let fixture: Fixture;
  beforeAll(async () => {
    context = await start();
    fixture = await createProducts(context);
  });
  afterAll(() => context?.shop.close());

  const get = async (path: string): Promise<ProductSearchPage> => {
    const answer = await context.shop.call("GET", path);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as ProductSearchPage;
  };
  const search = (query: string): Promise<ProductSearchPage> => get(`/products/search?${query}`);
  const find = (text: string): Promise<ProductSearchPage> => search(`q=${encodeURIComponent(text)}`);
  const names = (page: ProductSearchPage): string[] => (page.items as Product[]).map(({ name }) => name);
  const property = (facets: SearchFacets, key: string) =>
    Object.fromEntries(
      (facets.properties.find((facet) => facet.key === key)?.values ?? []).map((value) => [
        value.key,
        value.count,
      ]),
    );

  describe("finding", () => {
    it("puts what is named so before what only mentions it, and never shows drafts", async () => {
      const page = await find("lantern");
      expect(names(page).slice(0, 2).sort()).toEqual(["Mosaic Lantern", "Pierced Brass Lantern"]);
      expect(names(page)[2]).toBe("Brass Tray");
      expect(page).toMatchObject({ total: 3, isTotalExact: true, help: null });
    });

    it.each([
      ["another form of a word", "lanterns", "Pierced Brass Lantern"],
      ["the beginning of the last word", "brass lant", "Pierced Brass Lantern"],
      ["several words", "brass tray", "Brass Tray"],
      ["other case and accents", "ZÈLLÍGE", "Zellige Tiles"],
      ["a value of an attribute", "murano", "Mosaic Lantern"],
      ["a value of an option", "indigo", "Konya Kilim"],
      ["a SKU", "SKU-TRAY", "Brass Tray"],
      ["its category", "floorings", "Konya Kilim"],
      ["a language that is written from right to left", "سجادة", "سجادة يدوية"],
    ])("finds by %s", async (_, text, name) => {
      const page = await find(text);
      expect(names(page)).toContain(name);
      expect(page.query).toMatchObject({ correctedTo: null, leftOut: [] });
    });

    it.each([
      ["a mistyped word", "lanturn", "lantern", "Pierced Brass Lantern"],
      ["a word with letters changed over", "mosiac", "mosaic", "Mosaic Lantern"],
      ["one of several words", "brsas tray", "brass tray", "Brass Tray"],
      ["two words written as one", "brasstray", "brass tray", "Brass Tray"],
    ])("finds what %s meant, and says so", async (_, text, corrected, name) => {
      const page = await find(text);
      const told = { typed: text, didYouMean: null, matches: "all", leftOut: [] };
      expect(page.query).toEqual({ ...told, correctedTo: corrected });
      expect(names(page).slice(0, 2)).toContain(name);
    });

    it("asks whether another word was meant where few products have the one that was typed", async () => {
      const page = await find("lanter brass");
      expect(page.query).toMatchObject({ correctedTo: null });
      const rare = await find("lantren"); // A word that one description has, by mistake.
      expect(names(rare)).toEqual(["Konya Kilim"]);
      expect(rare.query).toMatchObject({ correctedTo: null, didYouMean: "lantern" });
    });

    it("leaves out the words that nothing has together with the others, and names them", async () => {
      const page = await find("bluetooth brass tray");
      expect(names(page)).toEqual(["Brass Tray"]);
      expect(page.query.leftOut).toEqual(["bluetooth"]);
    });

    it("helps on with full categories and wanted products where nothing is found", async () => {
      const page = await find("qqqqqqq xxxxxxx");
      expect(page).toMatchObject({ items: [], total: 0, nextCursor: null });
      expect(page.help?.categories.map(({ slug }) => slug)).toContain(fixture.floors.slug);
      expect(page.help?.products.length).toBeGreaterThan(2);
      const filtered = await search("q=lantern&minPrice=999999");
      expect(filtered).toMatchObject({ items: [], total: 0 });
      expect(filtered.help).not.toBeNull();
    });

    it("knows the forms of German and Arabic words", async () => {
      const german = await search(`q=${encodeURIComponent("Körben")}&language=de`);
      expect(names(german)).toEqual(["Geflochtener Korb"]);
      const arabic = await search(`q=${encodeURIComponent("السجادة")}&language=ar`);
      expect(names(arabic)).toEqual(["سجادة يدوية"]);
    });

    it("finds the synonyms of a language, and only of that one", async () => {
      const { shop, manager } = context;
      const path = "/search/synonyms?language=en";
      const before = await shop.call("GET", path, { as: manager });
      const body = {
        groups: [
          ["tray", "salver"],
          ["lantern", "lamp of glass"],
        ],
      };
      const headers = { "if-match": String(before.headers.etag) };
      expect((await shop.call("PUT", path, { as: manager, headers, body })).status).toBe(200);
      expect(names(await find("salvers"))[0]).toBe("Brass Tray");
      expect(names(await find("lamp of glass"))).toContain("Pierced Brass Lantern");
      const german = await search("q=salver&language=de");
      expect(names(german)).toEqual([]);
    });
  });

  describe("filtering", () => {
    it("counts in each facet what the other filters leave, not what it itself hides", async () => {
      const all = await find("kilim");
      expect(all.total).toBe(3);
      expect(property(all.facets, "colour")).toEqual({ indigo: 2, madder: 2 });
      expect(property(all.facets, "material")).toEqual({ wool: 2, cotton: 1 });
      const indigo = await search("q=kilim&filter=colour:indigo");
      expect(indigo.total).toBe(2);
      expect(property(indigo.facets, "colour")).toEqual({ indigo: 2, madder: 2 });
      expect(property(indigo.facets, "material")).toEqual({ wool: 1, cotton: 1 });
      const both = await search("q=kilim&filter=colour:indigo;material:wool");
      expect(names(both)).toEqual(["Konya Kilim"]);
      expect(property(both.facets, "colour")).toEqual({ indigo: 1, madder: 2 });
      const either = await search("q=kilim&filter=colour:indigo,madder");
      expect(either.total).toBe(3);
      const selected = either.facets.properties.find(({ key }) => key === "colour");
      expect(selected).toMatchObject({
        label: "Colour",
        values: [{ isSelected: true }, { isSelected: true }],
      });
    });

    it("offers options, choices and what definitions say, and neither prose nor measures", async () => {
      const { facets } = await search("");
      const keys = facets.properties.map(({ key }) => key);
      expect(keys).toEqual(expect.arrayContaining(["colour", "material", "handmade", "pile"]));
      for (const key of ["care", "weight-kg", "secret"]) expect(keys).not.toContain(key);
      const pile = facets.properties.find(({ key }) => key === "pile");
      expect(pile).toMatchObject({ label: "Pile height", values: [{ key: "20", label: "20 mm", count: 1 }] });
    });

    it("refuses to filter by what is no facet; a value that no product has finds nothing", async () => {
      for (const filter of ["care:dry", "secret:yes", "shoesize:40"]) {
        const answer = await context.shop.call("GET", `/products/search?filter=${filter}`);
        expect(answer).toMatchObject({ status: 400, body: { code: "filter_unknown" } });
      }
      const none = await search("filter=colour:ultraviolet");
      expect(none).toMatchObject({ total: 0, items: [] });
    });

    it("filters by stock, sale, price and category, each with its own counts", async () => {
      const stocked = await search("q=lantern&inStock=true");
      expect(stocked).toMatchObject({ total: 1, facets: { inStock: 1, price: { min: 8900, max: 8900 } } });
      const sale = await search("q=kilim&onSale=true");
      expect(names(sale)).toEqual(["Cotton Kilim"]);
      expect(sale.facets).toMatchObject({ onSale: 1 });
      const cheap = await search("q=lantern&maxPrice=7000");
      expect(names(cheap).sort()).toEqual(["Brass Tray", "Mosaic Lantern"]);
      expect(cheap.facets).toMatchObject({ price: { min: 4900, max: 8900 } });
      expect(cheap.facets.priceRanges).toEqual([
        { min: 2500, max: 4999, count: 1 },
        { min: 5000, max: 9999, count: 2 },
      ]);
      const floors = await search(`category=${fixture.floors.slug}`);
      expect(floors.total).toBe(3);
      const [first] = floors.facets.categories;
      expect(first).toMatchObject({ slug: fixture.floors.slug, count: 3, parentSlug: null });
    });

    it("filters and counts by rating", async () => {
      const rated = await search("ratingMin=4");
      expect(names(rated)).toEqual(["Brass Tray"]);
      expect(rated.facets.ratings).toEqual([
        { ratingMin: 4, count: 1 },
        { ratingMin: 3, count: 1 },
        { ratingMin: 2, count: 2 },
        { ratingMin: 1, count: 2 },
      ]);
    });

    it("prices and filters in the currency that was asked for", async () => {
      const page = await search("q=kilim&currency=USD&sort=price");
      expect(names(page)).toEqual(["Cotton Kilim"]);
      expect(page.facets.price).toEqual({ min: 21000, max: 21000 });
    });
  });

  describe("sorting and paging", () => {
    it("shows everything when nothing is asked", async () => {
      const page = await search("");
      expect(page.total).toBe(catalogueFixture.activeCount);
      expect(page.query.typed).toBe("");
    });

    it.each([
      ["price", [4900, 6900, 8900]],
      ["-price", [8900, 6900, 4900]],
    ])("sorts by %s", async (sort, amounts) => {
      const page = await search(`q=lantern&sort=${sort}`);
      expect(page.items.map(({ price }) => price.amount)).toEqual(amounts);
    });

    it.each([
      ["name", ["Brass Tray", "Mosaic Lantern", "Pierced Brass Lantern"]],
      ["rating", ["Brass Tray"]],
      ["featured", ["Mosaic Lantern"]],
    ])("sorts by %s", async (sort, first) => {
      const page = await search(`q=lantern&sort=${sort}`);
      expect(names(page).slice(0, first.length)).toEqual(first);
    });

    it.each(["relevance", "featured", "newest", "price", "-price", "name", "rating"])(
      "walks every page once in the order of %s",
      async (sort) => {
        for (const q of ["kilim", ""]) {
          const whole = names(await search(`q=${q}&sort=${sort}`));
          const walked: string[] = [];
          let cursor = "";
          do {
            const page = await search(`q=${q}&limit=1&sort=${sort}${cursor}`);
            walked.push(...names(page));
            cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
          } while (cursor !== "");
          expect(walked).toEqual(whole);
        }
      },
    );
  });

  describe("suggesting", () => {
    const suggest = async (query: string) => {
      const answer = await context.shop.call("GET", `/products/suggestions?${query}`);
      expect(answer.status, answer.text).toBe(200);
      return answer.body as {
        products: { name: string }[];
        categories: { slug: string }[];
        queries: string[];
      };
    };

    it("completes what is being typed to products, categories and texts", async () => {
      const lan = await suggest("q=lan");
      expect(lan.products.map(({ name }) => name).sort()).toEqual([
        "Mosaic Lantern",
        "Pierced Brass Lantern",
      ]);
      expect(lan.queries).toEqual(["lantern"]);
      const flo = await suggest("q=flo");
      expect(flo.categories.map(({ slug }) => slug)).toEqual([fixture.floors.slug]);
      const two = await suggest("q=brass%20tr&limit=1");
      expect(two).toMatchObject({ products: [{ name: "Brass Tray" }], queries: ["brass tray"] });
    });

    it("completes the last of several words, whichever of the others is the rarer", async () => {
      const three = await suggest("q=pierced%20brass%20la");
      expect(three).toMatchObject({ products: [{ name: "Pierced Brass Lantern" }] });
      expect(three.queries).toEqual(["pierced brass lantern"]);
      expect((await suggest("q=kilim%20kon")).queries).toEqual(["kilim konya"]);
    });

    it("takes what begins with the text before what only has it", async () => {
      const brass = await suggest("q=brass");
      expect(brass.products.map(({ name }) => name)).toEqual(["Brass Tray", "Pierced Brass Lantern"]);
    });

    it("suggests what a mistyped word meant, and nothing for nothing", async () => {
      const slip = await suggest("q=kilmi");
      expect(slip.products.map(({ name }) => name)).toContain("Konya Kilim");
      expect(slip.queries).toEqual(["kilim"]);
      expect(await suggest("q=%3F%3F")).toEqual({ products: [], categories: [], queries: [] });
      expect((await suggest("q=qqqqqqqq%20zzzzz")).products).toEqual([]);
    });
  });

  describe("similar products", () => {
    it("are of the same category, with the same choices, at about the same price", async () => {
      const konya = fixture.products.get("Konya Kilim");
      const answer = await context.shop.call("GET", `/products/${konya?.id}/recommendations?kind=similar`);
      expect(answer.status, answer.text).toBe(200);
      const items = answer.body.items as { reason: string; product: Product }[];
      const similar = items.filter(({ reason }) => reason === "similar").map(({ product }) => product.name);
      // The lantern is not alike but in stock: what is sold out stands last.
      const kilims = similar.filter((name) => name.endsWith("Kilim"));
      expect(kilims).toEqual(["Madder Kilim", "Cotton Kilim"]);
    });
  });

  describe("bad input", () => {
    it.each([
      ["!!! ??? ***"],
      ["'); drop table products; --"],
      ["& | ! ( ) : * <->"],
      ["the"],
      ["the a of"],
      ["\\"],
      ["%_"],
      ["a"],
      ["🧿"],
      ["\u202Eكتاب"],
      ["word:* & !other | (third"],
      [`"quoted phrase" -minus +plus ~2 ^3 field:value [1 TO 2] /x/`],
      ["x ".repeat(100)],
      ["ß".repeat(200)],
    ])("answers %s like any other text", async (text) => {
      await find(text);
      if (text.trim() !== "") await get(`/products/suggestions?q=${encodeURIComponent(text)}`);
    });

    it("refuses what is too long, holds NUL, or asks for what is not on a list", async () => {
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
        "language=xx",
        "filter=colour",
        "filter=colour:",
        "filter=colour:a;;b:c",
        "filter=a:b&filter=c:d",
        `filter=colour:${long}`,
        "ratingMin=6",
        "onSale=maybe",
        "cursor=abc",
        "limit=101",
        "minPrice=-1",
      ]) {
        expect((await shop.call("GET", `/products/search?${query}`)).status, query.slice(0, 40)).toBe(400);
      }
      for (const query of ["", "q=", `q=${long}`, "q=%00", "q=a&language=xx", "q=a&limit=11"]) {
        expect((await shop.call("GET", `/products/suggestions?${query}`)).status, query).toBe(400);
      }
      const other = await search("q=kilim&limit=1&sort=price");
      const foreign = await shop.call("GET", `/products/search?q=kilim&sort=name&cursor=${other.nextCursor}`);
      expect(foreign).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
      const unknown = await shop.call("GET", "/products/search?category=nowhere");
      expect(unknown).toMatchObject({ status: 404, body: { code: "category_not_found" } });
    });
  });
}
