// Filters in addresses, the tree of rooms, and versions of a product.
import type { Category, Picture, Variant } from "@souk/contracts";
import { expect, test } from "vitest";
import { childrenOf, pathTo, trailTo } from "../app/features/catalogue/category-tree.ts";
import {
  filterCount,
  LIST_SORTS,
  readChosen,
  toFilter,
  withCursor,
} from "../app/features/catalogue/filter-query.ts";
import { galleryOf, hasOwnPictures, optionChoices, pickVariant } from "../app/features/product/variants.ts";

const params = (text: string) => new URLSearchParams(text);

test("filters are read from the address; what makes no sense is left out", () => {
  const query = params("sort=-price&inStock=true&minPrice=12,50&maxPrice=cheap&cursor=c1");
  const chosen = readChosen(query, LIST_SORTS);
  expect(chosen).toEqual({ sort: "-price", inStock: true, minPrice: "12,50", maxPrice: "cheap" });
  expect(filterCount(chosen)).toBe(3);
  expect(toFilter(chosen, query, "EUR")).toEqual({
    limit: 24,
    currency: "EUR",
    inStock: true,
    minPrice: 1250,
    cursor: "c1",
  });
});

test("without filters the shop shows everything in its own order", () => {
  const chosen = readChosen(params("sort=nonsense&minPrice=-5&maxPrice=20"), LIST_SORTS);
  expect(chosen.sort).toBe("featured");
  expect(toFilter(chosen, params(""), "JPY")).toEqual({ limit: 24, currency: "JPY", maxPrice: 20 });
  expect(toFilter(readChosen(params(""), LIST_SORTS), params(""), "EUR")).toEqual({
    limit: 24,
    currency: "EUR",
  });
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
