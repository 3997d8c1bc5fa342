// Filters in addresses, the tree of rooms, and versions of a product.
import type { Category, Picture, SearchFacets, Variant } from "@souk/contracts";
import { expect, test } from "vitest";
import { activeFilters } from "../app/features/catalogue/active-filters.ts";
import { childrenOf, pathTo, trailTo } from "../app/features/catalogue/category-tree.ts";
import {
  filterCount,
  LIST_SORTS,
  readChosen,
  toFilter,
  withCursor,
  withFields,
  withoutFilters,
  withoutProperty,
} from "../app/features/catalogue/filter-query.ts";
import { rangeFields, rangeText } from "../app/features/catalogue/price-range.ts";
import { galleryOf, hasOwnPictures, optionChoices, pickVariant } from "../app/features/product/variants.ts";
import { enCatalogue } from "../app/messages/en-catalogue.ts";

const params = (text: string) => new URLSearchParams(text);

test("filters are read from the address; what makes no sense is left out", () => {
  const query = params(
    "sort=-price&inStock=true&onSale=true&minPrice=12,50&maxPrice=cheap&ratingMin=4&cursor=c1" +
      "&filter=colour:indigo&filter=colour:indigo&filter=size:45-45-cm&filter=nonsense&filter=a:b:c",
  );
  const chosen = readChosen(query, LIST_SORTS);
  expect(chosen).toEqual({
    sort: "-price",
    inStock: true,
    onSale: true,
    minPrice: "12,50",
    maxPrice: "cheap",
    ratingMin: "4",
    properties: ["colour:indigo", "size:45-45-cm"],
  });
  expect(filterCount(chosen)).toBe(7);
  expect(toFilter(chosen, query, "EUR")).toEqual({
    limit: 24,
    currency: "EUR",
    sort: "-price",
    inStock: true,
    onSale: true,
    minPrice: 1250,
    ratingMin: 4,
    filter: "colour:indigo;size:45-45-cm",
    cursor: "c1",
  });
});

test("without filters the shop shows everything in its own order", () => {
  const chosen = readChosen(params("sort=nonsense&minPrice=-5&maxPrice=20&ratingMin=9"), LIST_SORTS);
  expect(chosen.sort).toBe("featured");
  const plain = { limit: 24, sort: "featured" };
  expect(toFilter(chosen, params(""), "JPY")).toEqual({ ...plain, currency: "JPY", maxPrice: 20 });
  const nothing = readChosen(params(""), LIST_SORTS);
  expect(toFilter(nothing, params(""), "EUR")).toEqual({ ...plain, currency: "EUR" });
  expect(filterCount(nothing)).toBe(0);
});

test("a range of prices typed the wrong way round is meant the right way", () => {
  const chosen = readChosen(params("minPrice=90&maxPrice=10"), LIST_SORTS);
  expect(toFilter(chosen, params(""), "EUR")).toMatchObject({ minPrice: 1000, maxPrice: 9000 });
});

test("each filter is taken away by itself, and all of them at once", () => {
  const search = "?q=rug&sort=name&cursor=c&filter=colour:red&filter=colour:blue&inStock=true";
  expect(params(withFields(search, { inStock: "", maxPrice: "5" })).toString()).toBe(
    params("q=rug&sort=name&filter=colour:red&filter=colour:blue&maxPrice=5").toString(),
  );
  expect(params(withoutProperty(search, "colour:red")).getAll("filter")).toEqual(["colour:blue"]);
  expect(withoutFilters(search)).toBe("?q=rug&sort=name");
  expect(withoutFilters("?inStock=true")).toBe("");
});

const facets: SearchFacets = {
  categories: [],
  price: null,
  priceRanges: [],
  inStock: 0,
  onSale: 0,
  ratings: [],
  properties: [
    { key: "colour", label: "Colour", values: [{ key: "red", label: "Red", count: 1, isSelected: true }] },
  ],
};
const saying = { words: enCatalogue.filters, currency: "EUR", locale: "en" };
const labelsFor = (text: string) =>
  activeFilters(readChosen(params(text), LIST_SORTS), { facets, search: `?${text}` }, saying).map(
    ({ label }) => label,
  );

test("chosen filters are read as the catalogue writes them", () => {
  expect(
    labelsFor(
      "inStock=true&onSale=true&ratingMin=5&filter=colour:red&filter=size:45-45-cm&filter=colour:sea-green",
    ),
  ).toEqual(["In stock", "Reduced", "5 stars", "Red", "45 45 cm", "sea green"]);
  expect(labelsFor("minPrice=5")).toEqual(["From €5"]);
  expect(labelsFor("maxPrice=9")).toEqual(["Up to €9"]);
  expect(labelsFor("minPrice=5&maxPrice=9&ratingMin=4")).toEqual(["€5 – €9", "4 stars and more"]);
  expect(labelsFor("minPrice=1250.5&maxPrice=9")).toEqual(["€9 – €1,250.50"]);
  expect(labelsFor("minPrice=plenty")).toEqual([]);
  expect(labelsFor("")).toEqual([]);
});

test("ranges of prices are read in whole money and asked for to the cent", () => {
  const words = { words: enCatalogue.filters, locale: "en" };
  const ranges = [
    { min: 0, max: 999, count: 1 },
    { min: 1000, max: 2499, count: 1 },
    { min: 100_000, max: null, count: 1 },
  ];
  expect(ranges.map((range) => rangeText(range, "EUR", words))).toEqual([
    "Up to €10",
    "€10 – €25",
    "From €1,000",
  ]);
  expect(ranges.map((range) => rangeFields(range, "EUR"))).toEqual([
    { minPrice: "", maxPrice: "9.99" },
    { minPrice: "10", maxPrice: "24.99" },
    { minPrice: "1000", maxPrice: "" },
  ]);
});

test("another page of a list keeps its filters", () => {
  expect(withCursor("?sort=name&cursor=a", "b")).toBe("?sort=name&cursor=b");
  expect(withCursor("?cursor=a", null)).toBe("");
});

const category = (id: string, parentId: string | null, position: number): Category => ({
  id,
  slug: id,
  name: id.toUpperCase(),
  description: "",
  parentId,
  position,
  image: null,
  productCount: 0,
});
const tree = [
  category("home", null, 2),
  category("table", null, 1),
  category("rugs", "home", 1),
  category("kilims", "rugs", 1),
  category("orphan", "gone", 1),
];

test("the tree is walked up and down", () => {
  expect(pathTo(tree, "kilims").map(({ id }) => id)).toEqual(["home", "rugs", "kilims"]);
  expect(pathTo(tree, "orphan").map(({ id }) => id)).toEqual(["orphan"]);
  expect(pathTo(tree, null)).toEqual([]);
  expect(childrenOf(tree, null).map(({ id }) => id)).toEqual(["table", "home"]);
  expect(trailTo(tree, "rugs")).toEqual([
    { label: "HOME", href: "/categories/home" },
    { label: "RUGS", href: "/categories/rugs" },
  ]);
});

test("a tree that bites its tail does not hang the page", () => {
  expect(pathTo([category("a", "b", 1), category("b", "a", 1)], "a")).toHaveLength(8);
});

const variant = (
  sku: string,
  options: Record<string, string>,
  available = 1,
  pictureId: string | null = null,
): Variant => ({
  id: sku,
  sku,
  name: sku,
  options,
  price: { amount: 1, currency: "EUR" },
  compareAtPrice: null,
  available,
  pictureId,
});
const picture = (id: string, optionValue: string | null): Picture => ({
  id,
  url: `/${id}`,
  srcset: "",
  optionValue,
  alt: id,
  width: 4,
  height: 5,
});
const rug = {
  options: [
    { name: "Colour", values: ["Red", "Blue", "Green"] },
    { name: "Size", values: ["S", "L"] },
  ],
  pictures: [
    picture("red", "Red"),
    picture("red-room", "Red"),
    picture("workshop", null),
    picture("blue-detail", "Blue"),
    picture("blue", "Blue"),
  ],
  variants: [
    variant("RS", { Colour: "Red", Size: "S" }, 0, "red"),
    variant("RL", { Colour: "Red", Size: "L" }, 2, "red"),
    variant("BL", { Colour: "Blue", Size: "L" }, 1, "blue"),
  ],
};

test("the version in the address is shown, else the first that can be bought, else the first", () => {
  expect(pickVariant(rug, "BL")?.sku).toBe("BL");
  expect(pickVariant({ variants: [{ ...rug.variants[2]!, id: "id-of-bl" }] }, "id-of-bl")?.sku).toBe("BL");
  expect(pickVariant(rug, "gone")?.sku).toBe("RL");
  expect(pickVariant({ variants: [variant("X", {}, 0)] }, null)?.sku).toBe("X");
  expect(pickVariant({ variants: [] }, null)).toBeUndefined();
});

test("each value leads to the nearest version, and values without one are left out", () => {
  const [colour, size] = optionChoices(rug, rug.variants[0]!);
  expect(colour?.values.map(({ value, sku, isChosen }) => [value, sku, isChosen])).toEqual([
    ["Red", "RS", true],
    ["Blue", "BL", false],
  ]);
  expect(size?.values.map(({ sku, isAvailable }) => [sku, isAvailable])).toEqual([
    ["RS", false],
    ["RL", true],
  ]);
  expect(hasOwnPictures(colour!)).toBe(true);
  expect(hasOwnPictures(size!)).toBe(false);
  expect(
    optionChoices({ ...rug, options: [{ name: "Glaze", values: [] }] }, rug.variants[0]!)[0]?.chosen,
  ).toBe("");
});

test("of two equally near versions the one that can be bought is taken", () => {
  const vase = {
    ...rug,
    options: [{ name: "Colour", values: ["Red"] }],
    variants: [variant("A", { Colour: "Red" }, 0), variant("B", { Colour: "Red" }, 3)],
  };
  expect(optionChoices(vase, variant("C", { Colour: "Blue" }))[0]?.values[0]?.sku).toBe("B");
});

test("the gallery begins with the version's own picture and leaves out those of other colours", () => {
  const idsFor = (chosen: Variant) => galleryOf(rug, chosen).map(({ id }) => id);
  expect(idsFor(rug.variants[0]!)).toEqual(["red", "red-room", "workshop"]);
  expect(idsFor(rug.variants[2]!)).toEqual(["blue", "workshop", "blue-detail"]);
  expect(idsFor(variant("X", { Colour: "Green" }))).toEqual(["workshop"]);
});
