// Products as the rows of a file that an import reads back without changing anything. Pure.
import { moneyToDecimal } from "@souk/money";
import type { CatalogueProduct, CatalogueVariant } from "../../catalogue/domain/product.ts";
import type { Count } from "./count.ts";

/** What the columns of an export depend on: what the shop has. */
export type ExportShape = {
  readonly currencies: readonly string[];
  readonly locations: readonly string[];
  readonly attributes: readonly string[];
};

export function exportHeader({ currencies, locations, attributes }: ExportShape): readonly string[] {
  return [
    "handle",
    "name",
    "subtitle",
    "description",
    "category",
    "status",
    "featured",
    "seo_title",
    "seo_description",
    ...[1, 2, 3].flatMap((place) => [`option${place}_name`, `option${place}_value`]),
    "sku",
    ...currencies.flatMap((currency) => [`price:${currency}`, `compare_at:${currency}`]),
    "cost",
    "cost_currency",
    "weight_grams",
    "length_mm",
    "width_mm",
    "height_mm",
    "tax_class",
    ...locations.map((location) => `stock:${location}`),
    ...attributes.map((name) => `attribute:${name}`),
  ];
}

/** A row for each variant; what belongs to the product stands in the first. */
export function exportRows(
  product: CatalogueProduct,
  counts: readonly Count[],
  shape: ExportShape,
): readonly (readonly string[])[] {
  const rest = shape.attributes.map(() => "");
  return product.variants.map((variant, index) => [
    product.slug,
    ...(index === 0 ? productCells(product) : productCells(product).map(() => "")),
    ...[0, 1, 2].flatMap((place) => {
      const name = product.options[place]?.name ?? "";
      return [name, variant.options[name] ?? ""];
    }),
    variant.sku,
    ...shape.currencies.flatMap((currency) => priceCells(variant, currency)),
    ...ownCells(variant),
    ...shape.locations.map((location) => countCell(counts, { variantId: variant.id, location })),
    ...(index === 0 ? shape.attributes.map((name) => String(product.attributes[name] ?? "")) : rest),
  ]);
}

function productCells(product: CatalogueProduct): readonly string[] {
  return [
    product.name,
    product.subtitle,
    product.description,
    product.category?.slug ?? "",
    product.status,
    String(product.featured),
    product.seoTitle ?? "",
    product.seoDescription ?? "",
  ];
}

function priceCells({ prices }: CatalogueVariant, currency: string): readonly string[] {
  const price = prices.find((candidate) => candidate.currency === currency);
  if (!price) return ["", ""];
  const { amount, compareAt } = price;
  return [
    moneyToDecimal({ amount, currency }),
    compareAt === null ? "" : moneyToDecimal({ amount: compareAt, currency }),
  ];
}

function ownCells({ costPrice, weightGrams, dimensions, taxClass }: CatalogueVariant): readonly string[] {
  const cost = costPrice === null ? ["", ""] : [moneyToDecimal(costPrice), costPrice.currency];
  const sides =
    dimensions === null
      ? ["", "", ""]
      : [dimensions.lengthMm, dimensions.widthMm, dimensions.heightMm].map(String);
  return [...cost, String(weightGrams), ...sides, taxClass];
}

function countCell(counts: readonly Count[], place: Omit<Count, "onHand">): string {
  const count = counts.find((one) => one.variantId === place.variantId && one.location === place.location);
  return count === undefined ? "" : String(count.onHand);
}
