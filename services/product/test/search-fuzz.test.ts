// Whatever anybody types: a search answers with results or a refusal, never with a fault.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
  await context.create({ name: "Brass Lantern" });
});
afterAll(() => context.shop.close());

const nasty = fc.constantFrom(
  "'",
  '"',
  "\\",
  "&",
  "|",
  "!",
  ":*",
  "<->",
  "(",
  ")",
  "\u202E",
  "\u200D",
  "ß",
  "İ",
  "ﷺ",
  "½",
  "𐍈",
  "👩‍🚀",
  "and",
  "or",
  "not",
);
const typed = fc.array(
  fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), nasty, fc.constant("lantern")),
  { maxLength: 8 },
);

it("is answered with results or refused", async () => {
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom("en", "de", "ar"), async (parts, language) => {
      const q = encodeURIComponent(parts.join(" ").toWellFormed());
      for (const path of [
        `/products/search?q=${q}&language=${language}`,
        `/products/suggestions?q=${q}`,
        `/products/search?filter=${q}`,
        `/products/search?cursor=${q}`,
      ]) {
        const { status } = await context.shop.call("GET", path);
        expect([200, 400], path).toContain(status);
      }
    }),
    { numRuns: 60 },
  );
});
