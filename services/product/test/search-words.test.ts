// The rules of search on words, numbers and labels: slips, corrections, keys, ranges.
import { describe, expect, it } from "vitest";
import { chooseCorrection } from "../src/search/domain/corrections.ts";
import { editDistance } from "../src/search/domain/edit-distance.ts";
import { facetKey, facetLabel, isTerse, valueLabel } from "../src/search/domain/facet-keys.ts";
import { priceEdges, priceRanges, rangeOf } from "../src/search/domain/price-edges.ts";
import { queryWords } from "../src/search/domain/query-words.ts";
import { parsePropertyFilters } from "../src/search/domain/search-filters.ts";

describe("slips between words", () => {
  it.each([
    ["lantern", "lantern", 0],
    ["lantern", "lanturn", 1],
    ["lantern", "lanern", 1],
    ["lantern", "llantern", 1],
    ["mosaic", "mosiac", 1],
    ["ca", "abc", 3],
    ["", "abc", 3],
    ["abc", "", 3],
  ])("from %s to %s are %i", (one, other, slips) => {
    expect(editDistance(one, other)).toBe(slips);
  });
});

describe("a correction", () => {
  const words = (...list: string[]) => list.map((word) => ({ word, inName: false }));

  it("is the nearest word, and nothing where all are too far", () => {
    expect(chooseCorrection("lanturn", words("lantern", "lectern"))).toBe("lantern");
    expect(chooseCorrection("rgu", words("rug", "mug"))).toBe("rug");
    expect(chooseCorrection("rug", words("tag"))).toBeUndefined();
    expect(chooseCorrection("frankinsence", words("frankincense"))).toBe("frankincense");
    expect(chooseCorrection("lamp", words("lamp"))).toBeUndefined();
  });

  it("keeps the first letter, and prefers words of names, lengths that agree, and the alphabet", () => {
    expect(chooseCorrection("bowi", words("cowl", "bowl"))).toBe("bowl");
    expect(chooseCorrection("lamq", [...words("lamb"), { word: "lamp", inName: true }])).toBe("lamp");
    expect(chooseCorrection("tilez", words("tile", "tiles"))).toBe("tiles");
    expect(chooseCorrection("bat", words("bag", "bar"))).toBe("bag");
    expect(chooseCorrection("bat", words("bar", "bag"))).toBe("bag");
  });
});

describe("keys and labels of facets", () => {
  it("are words of any script, parted by hyphens", () => {
    expect(facetKey("140 × 200 cm")).toBe("140-200-cm");
    expect(facetKey("dishwasherSafe")).toBe("dishwasher-safe");
    expect(facetKey("لون")).toBe("لون");
    expect(facetKey("!!!")).toBe("");
    expect(facetKey(`${"x".repeat(59)} y`)).toBe("x".repeat(59));
    expect(facetLabel("dishwasherSafe")).toBe("Dishwasher safe");
    expect(facetLabel("Colour")).toBe("Colour");
  });

  it("tell numbers with their unit and switches in words", () => {
    expect(valueLabel(20, "mm")).toBe("20 mm");
    expect(valueLabel(20, null)).toBe("20");
    expect([valueLabel(true, null), valueLabel(false, null)]).toEqual(["Yes", "No"]);
    expect([
      isTerse("Middle Atlas"),
      isTerse("Wool on a cotton warp, undyed"),
      isTerse("x".repeat(31)),
    ]).toEqual([true, false, false]);
  });
});

describe("ranges of prices", () => {
  it("begin at 1, 2.5 and 5 and their tenfolds, in the currency's minor units", () => {
    expect(priceEdges("EUR").slice(0, 4)).toEqual([0, 1000, 2500, 5000]);
    expect(priceEdges("JPY").slice(0, 4)).toEqual([0, 10, 25, 50]);
    const edges = priceEdges("EUR");
    expect([0, 999, 1000, 4999, 5000].map((price) => rangeOf(edges, price))).toEqual([0, 0, 1, 2, 3]);
    expect(rangeOf(edges, Number.MAX_SAFE_INTEGER)).toBe(edges.length - 1);
  });

  it("are shown from the first to the last that holds something", () => {
    expect(priceRanges([0, 10, 20, 30], [0, 2, 0, 1])).toEqual([
      { min: 10, max: 19, count: 2 },
      { min: 20, max: 29, count: 0 },
      { min: 30, max: null, count: 1 },
    ]);
    expect(priceRanges([0, 10], [0, 0])).toEqual([]);
    expect(priceRanges([0, 10], [])).toEqual([]);
  });
});

it("words that count are folded, each once, and not too many", () => {
  expect(queryWords("Zellíge, zellige & Straße!")).toEqual(["zellige", "strasse"]);
  expect(queryWords("a b c d e f g h i j")).toHaveLength(8);
  expect(queryWords("x".repeat(60))).toEqual(["x".repeat(40)]);
});

it("filters by the same key are one filter, each value once", () => {
  expect(parsePropertyFilters("colour:indigo,madder;material:wool;colour:indigo,sand")).toEqual([
    { key: "colour", values: ["indigo", "madder", "sand"] },
    { key: "material", values: ["wool"] },
  ]);
  expect(parsePropertyFilters(undefined)).toEqual([]);
});
