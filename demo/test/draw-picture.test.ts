// Every picture of the demo shop: it draws, is well-formed, stays small, and differs from its neighbours.
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { demoCatalogue, drawPicture, type DemoPicture, type DemoProduct } from "../src/index.ts";
import { faultIn } from "./well-formed.ts";

const sizeMaxBytes = 80 * 1024;
const slowMs = 120_000;

const { products } = demoCatalogue();

function draw(product: DemoProduct, picture: DemoPicture): string {
  const colour = picture.optionValue ? { optionValue: picture.optionValue } : {};
  return drawPicture({ productSlug: product.slug, view: picture.view, ...colour });
}

const pictures = products.flatMap((product) =>
  product.pictures.map((picture) => ({ product, picture, svg: draw(product, picture) })),
);
const labelOf = ({ product, picture }: (typeof pictures)[number]) =>
  `${product.slug} ${picture.view} ${picture.optionValue ?? ""}`;

describe("the list of pictures", () => {
  test("has a front, a detail and a scene for every product, each with its own text", () => {
    for (const { pictures: own } of products) {
      expect(own.slice(0, 3).map(({ view }) => view)).toEqual(["front", "detail", "in_use"]);
      expect(new Set(own.map(({ alt }) => alt)).size).toBe(own.length);
    }
  });

  test("shows every colour from the front", () => {
    for (const { options, pictures: own } of products) {
      const colours = options.find(({ name }) => name === "Colour")?.values ?? [];
      const shown = own.filter(({ view }) => view === "front").map(({ optionValue }) => optionValue);
      if (colours.length > 0) expect(shown).toEqual(colours);
    }
  });
});

describe("a picture", () => {
  test("is well-formed", () => {
    expect(pictures.map((shot) => [labelOf(shot), faultIn(shot.svg)]).filter(([, fault]) => fault)).toEqual(
      [],
    );
  });

  test("has no number that went wrong", () => {
    const wrong = pictures.filter(({ svg }) => /NaN|undefined|Infinity|null|\[object/.test(svg));
    expect(wrong.map(labelOf)).toEqual([]);
  });

  test("stays within its size", () => {
    const large = pictures.filter(({ svg }) => Buffer.byteLength(svg) > sizeMaxBytes);
    expect(large.map((shot) => `${labelOf(shot)} ${Buffer.byteLength(shot.svg)}`)).toEqual([]);
  });

  test("is the same each time", { timeout: slowMs }, () => {
    const changed = pictures.filter(({ product, picture, svg }) => draw(product, picture) !== svg);
    expect(changed.map(labelOf)).toEqual([]);
  });

  test("differs from every other picture", () => {
    expect(new Set(pictures.map(({ svg }) => svg)).size).toBe(pictures.length);
  });

  test("of a product's first colour is what is drawn when no colour is named", () => {
    const [product] = products;
    const first = product?.options[0]?.values[0] ?? "";
    const slug = product?.slug ?? "";
    expect(drawPicture({ productSlug: slug, view: "front" })).toBe(
      drawPicture({ productSlug: slug, view: "front", optionValue: first }),
    );
  });

  test("of an unknown product is refused", () => {
    expect(() => drawPicture({ productSlug: "no-such-thing", view: "front" })).toThrow("no-such-thing");
  });
});

test("two colours of a product look different when rasterised", { timeout: slowMs }, async () => {
  const sample = products.filter((_, index) => index % 9 === 0);
  for (const { slug, options } of sample) {
    const [one, two] = options.find(({ name }) => name === "Colour")?.values ?? [];
    if (!one || !two) continue;
    const [a, b] = await Promise.all(
      [one, two].map((optionValue) =>
        sharp(Buffer.from(drawPicture({ productSlug: slug, view: "front", optionValue })))
          .resize(80, 100)
          .removeAlpha()
          .raw()
          .toBuffer(),
      ),
    );
    const difference = (a ?? Buffer.alloc(0)).reduce(
      (sum, value, index) => sum + Math.abs(value - (b?.[index] ?? 0)),
      0,
    );
    expect(difference / (80 * 100 * 3), `${slug}: ${one} and ${two}`).toBeGreaterThan(0.8);
  }
});
