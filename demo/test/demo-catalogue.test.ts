// The catalogue as other parts read it: counts, names, prices, stock and texts.
import { describe, expect, test } from "vitest";
import { demoCatalogue } from "../src/index.ts";

const { categories, products, synonyms } = demoCatalogue();
const variants = products.flatMap((product) => product.variants);

const duplicatesIn = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe("the demo catalogue", () => {
  test("is the same on every call", () => {
    expect(demoCatalogue()).toEqual({ categories, products, synonyms });
  });

  test("has exactly 200 products and about 700 variants", () => {
    expect(products).toHaveLength(200);
    expect(variants.length).toBeGreaterThanOrEqual(600);
    expect(variants.length).toBeLessThanOrEqual(720);
  });

  test("has unique slugs, names, SKUs and descriptions", () => {
    expect(duplicatesIn(products.map(({ slug }) => slug))).toEqual([]);
    expect(duplicatesIn(products.map(({ name }) => name))).toEqual([]);
    expect(duplicatesIn(variants.map(({ sku }) => sku))).toEqual([]);
    expect(duplicatesIn(products.flatMap(({ description }) => description.split("\n\n")))).toEqual([]);
  });

  test("has slugs that are fit for an address", () => {
    for (const { slug } of [...products, ...categories]) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("places every product in a category of the second level that exists", () => {
    const second = new Set(categories.filter(({ parentSlug }) => parentSlug).map(({ slug }) => slug));
    const first = new Set(categories.filter(({ parentSlug }) => !parentSlug).map(({ slug }) => slug));
    expect(second.size).toBe(15);
    for (const { categorySlug } of products) expect(second).toContain(categorySlug);
    for (const { parentSlug } of categories) if (parentSlug) expect(first).toContain(parentSlug);
    expect(new Set(products.map(({ categorySlug }) => categorySlug))).toEqual(second);
  });
});

describe("a demo product", () => {
  test.each(products.map((product) => [product.slug, product] as const))(
    "%s is told in full",
    (_slug, product) => {
      const texts = [
        product.name,
        product.subtitle,
        product.description,
        product.materials,
        product.care,
        product.seo.title,
        product.seo.description,
      ];
      for (const text of texts) {
        expect(text.trim()).toBe(text);
        expect(text.length).toBeGreaterThan(3);
        expect(text).not.toMatch(/lorem|ipsum|todo|undefined|\bNaN\b|placeholder|\{|\}|\[object/i);
      }
      const paragraphs = product.description.split("\n\n");
      expect(paragraphs.length).toBeGreaterThanOrEqual(2);
      expect(paragraphs.length).toBeLessThanOrEqual(3);
      expect(product.description.length).toBeGreaterThan(120);
      expect(product.seo.description.length).toBeLessThanOrEqual(160);
      expect(product.attributes).toMatchObject({ handmade: true });
      expect(String(product.attributes["origin"])).not.toBe("");
    },
  );

  test("has sizes and weights above zero", () => {
    for (const { dimensions, weightGrams } of products) {
      expect(
        Math.min(dimensions.lengthMm, dimensions.widthMm, dimensions.heightMm, weightGrams),
      ).toBeGreaterThan(0);
    }
  });

  test("has between one and nine variants, one for each combination of its options", () => {
    for (const { options, variants: own } of products) {
      expect(own).toHaveLength(options.reduce((count, { values }) => count * values.length, 1));
      expect(own.length).toBeLessThanOrEqual(9);
      for (const { optionValues } of own) {
        expect(Object.keys(optionValues)).toEqual(options.map(({ name }) => name));
        for (const { name, values } of options) expect(values).toContain(optionValues[name]);
      }
    }
  });
});

describe("prices and stock", () => {
  test("are whole minor units, dearer in dollars, and between 4 and 3,000 euros", () => {
    for (const { price } of variants) {
      expect(Number.isInteger(price.EUR) && Number.isInteger(price.USD)).toBe(true);
      expect(price.USD).toBeGreaterThan(price.EUR);
      expect(price.EUR).toBeGreaterThanOrEqual(400);
      expect(price.EUR).toBeLessThanOrEqual(300_000);
    }
  });

  test("show a sale as a lower price than before", () => {
    const onSale = variants.filter(({ compareAt }) => compareAt);
    expect(onSale.length).toBeGreaterThan(20);
    for (const { price, compareAt } of onSale) expect(compareAt?.EUR).toBeGreaterThan(price.EUR);
  });

  test("include goods that are new, featured, low in stock and sold out", () => {
    const stocks = products.map(({ variants: own }) => own.map(({ stock }) => stock));
    expect(stocks.filter((own) => own.every((stock) => stock === 0)).length).toBeGreaterThanOrEqual(5);
    expect(
      stocks.filter((own) => own.every((stock) => stock >= 1 && stock <= 3)).length,
    ).toBeGreaterThanOrEqual(10);
    expect(variants.filter(({ stock }) => stock > 3).length).toBeGreaterThan(500);
    expect(products.filter(({ isNew }) => isNew).length).toBeGreaterThanOrEqual(15);
    expect(products.filter(({ featured }) => featured).length).toBeGreaterThanOrEqual(15);
  });
});
