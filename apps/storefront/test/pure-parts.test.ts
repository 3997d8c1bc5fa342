// The small pure parts: amounts in fields, local paths, attributes, dates, countries, tiles, suggestions.
import type { ProductItem } from "@souk/contracts";
import { expect, test } from "vitest";
import { badgeOf, priceText } from "../app/components/product-tile.tsx";
import { quantityWith, readChange } from "../app/features/cart/bag-quantity.ts";
import { attributeText, attributeTexts } from "../app/features/product/attribute-text.ts";
import { moveActive } from "../app/features/search/suggestions.ts";
import { countriesIn, countryName } from "../app/lib/countries.ts";
import { isOfferedCurrency, moneyFromField, moneyText, moneyToField } from "../app/lib/currency.ts";
import { isDataRequest, localPath } from "../app/lib/data-request.server.ts";
import { dateText } from "../app/lib/dates.ts";
import { tilePicture, toTile, toTiles } from "../app/lib/tile.ts";
import { en } from "../app/messages/en.ts";

test("an amount goes into a hidden field and comes back; anything else does not", () => {
  expect(moneyFromField(moneyToField({ amount: 8400, currency: "EUR" }))).toEqual({
    amount: 8400,
    currency: "EUR",
  });
  for (const text of ["", "84.00 EUR", "-1 EUR", "1 eur", "9999999999999999 EUR"])
    expect(moneyFromField(text)).toBeUndefined();
  expect(moneyText({ amount: 8400, currency: "EUR" })).toBe("€84.00");
  expect(moneyText({ amount: -8400, currency: "EUR" })).toBe("\u2212€84.00");
  expect(isOfferedCurrency("USD")).toBe(true);
  expect(isOfferedCurrency("XXX")).toBe(false);
});

test.each([
  ["/account", "/account"],
  ["/products?q=a&b=c", "/products?q=a&b=c"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["/a\nb", "/"],
  [null, "/"],
])("going back to %j leads to %s", (from, expected) => {
  expect(localPath(from)).toBe(expected);
});

test("the router's data requests are told from documents", () => {
  expect(isDataRequest(new Request("http://a.example/cart.data?x=1"))).toBe(true);
  expect(isDataRequest(new Request("http://a.example/cart"))).toBe(false);
});

test.each([
  ["weightKg", 3.6, "Weight", "3.6 kg"],
  ["handmade", true, "Handmade", "Yes"],
  ["dishwasherSafe", false, "Dishwasher safe", "No"],
  ["Care notes", "Wash", "Care notes", "Wash"],
  ["knot_count", 12, "Knot count", "12"],
  ["thicknessMm", 12, "Thickness", "12 mm"],
  ["diameterMm", 345, "Diameter", "34.5 cm"],
])("attribute %s reads %s", (key, value, name, text) => {
  expect(attributeText(key, value, { yes: "Yes", no: "No" })).toEqual({ name, text });
});

test("a thing's sides are one line, in the unit that people think in, and nothing is said twice", () => {
  const words = { yes: "Yes", no: "No", size: "Size" };
  const read = (attributes: Record<string, string | number | boolean>) =>
    attributeTexts(attributes, words).map(({ name, text }) => `${name}: ${text}`);
  expect(
    read({ material: "wool", materials: "wool on cotton", lengthMm: 400, widthMm: 300, heightMm: 25 }),
  ).toEqual(["Materials: wool on cotton", "Size: 40 × 30 × 2.5 cm"]);
  expect(read({ material: "olive wood", materials: "wood", widthMm: 80, heightMm: 60 })).toEqual([
    "Material: olive wood",
    "Size: 80 × 60 mm",
  ]);
  expect(read({ material: "clay", materials: "clay", heightMm: 60 })).toEqual([
    "Materials: clay",
    "Height: 60 mm",
  ]);
});

test("dates and countries are written for people", () => {
  expect(dateText("2026-11-20T23:30:00.000Z", "en-GB")).toBe("20 November 2026");
  expect(countryName("DE", "en")).toBe("Germany");
  expect(countriesIn("en").map(({ label }) => label)).toEqual(
    countriesIn("en")
      .map(({ label }) => label)
      .toSorted(),
  );
});

const item: ProductItem = {
  id: "i",
  slug: "s",
  name: "Bowl",
  subtitle: "",
  categorySlug: null,
  price: { amount: 100, currency: "EUR" },
  compareAtPrice: null,
  available: 10,
  featured: false,
  rating: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  image: null,
  variants: [100, 200].map((amount, index) => ({
    id: `v${index}`,
    sku: `S${index}`,
    name: "",
    price: { amount, currency: "EUR" },
    available: 5,
  })),
};

test("a tile says what matters most, in one badge", () => {
  const tile = toTile(item, Date.parse("2026-06-01T00:00:00.000Z"));
  expect(badgeOf(tile, en)).toBeUndefined();
  expect(badgeOf({ ...tile, isNew: true }, en)?.text).toBe("New");
  expect(badgeOf({ ...tile, isNew: true, available: 2 }, en)?.text).toBe("Only 2 left");
  expect(badgeOf({ ...tile, available: 2, compareAtPrice: { amount: 300, currency: "EUR" } }, en)?.text).toBe(
    "Reduced",
  );
  expect(badgeOf({ ...tile, available: 0, compareAtPrice: { amount: 300, currency: "EUR" } }, en)?.text).toBe(
    "Sold out",
  );
});

test("a tile's picture comes in all widths, of which the list named one", () => {
  expect(tilePicture(item)).toBeNull();
  const image = { url: "/media/p/800.webp", alt: "A bowl", width: 1200, height: 1500 };
  const picture = tilePicture({ image });
  expect(picture).toMatchObject(image);
  expect(picture?.srcset).toMatch(/^\/media\/p\/160\.webp 160w, \/media\/p\/320\.webp 320w, .*1600w$/);
});

test("a price says from where versions differ", () => {
  expect(priceText(toTile(item), en)).toBe("From €1.00");
  expect(priceText({ ...toTile(item), hasPriceRange: false }, en)).toBe("€1.00");
});

test("what is younger than a month is new", () => {
  expect(toTile(item, Date.parse("2026-01-30T00:00:00.000Z")).isNew).toBe(true);
  expect(toTile(item, Date.parse("2026-02-01T00:00:00.000Z")).isNew).toBe(false);
  expect(toTiles([item])).toHaveLength(1);
});

test("the bag counts what is under way", () => {
  const lines = [
    { id: "a", quantity: 2 },
    { id: "b", quantity: 1 },
  ];
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return readChange(data);
  };
  expect(quantityWith(lines, [])).toBe(3);
  expect(quantityWith(lines, [form({ intent: "add", quantity: "2" })])).toBe(5);
  expect(
    quantityWith(lines, [
      form({ intent: "change", lineId: "a", quantity: "5" }),
      form({ intent: "remove", lineId: "b" }),
    ]),
  ).toBe(5);
  expect(form({})).toEqual({ intent: "", lineId: null, quantity: 0 });
});

test("arrow keys go round through the field", () => {
  expect(moveActive(-1, "ArrowDown", 2)).toBe(0);
  expect(moveActive(1, "ArrowDown", 2)).toBe(-1);
  expect(moveActive(-1, "ArrowUp", 2)).toBe(1);
  expect(moveActive(1, "ArrowUp", 2)).toBe(0);
  expect(moveActive(1, "Home", 2)).toBe(1);
});
