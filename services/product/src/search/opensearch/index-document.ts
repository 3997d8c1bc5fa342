// A product as OpenSearch keeps it.
import { sortKey } from "../domain/fold-text.ts";
import { propertyValue, type Meanings, type PropertyValue } from "../domain/property-values.ts";
import { searchTexts, type SearchableProduct } from "../domain/searchable-product.ts";
import { featuredValue } from "../memory/pages.ts";
import type { CatalogueRow } from "../store/catalogue-rows.ts";

export type IndexedProduct = {
  readonly row: CatalogueRow;
  readonly product: SearchableProduct;
  readonly meanings: Meanings;
};
/** Between the parts of a property; no label contains it. */
export const PART = "\u001F";

const NOT_RATED = -1;

export function toIndexDocument({ row, product, meanings }: IndexedProduct): object {
  const { id, isActive, inStock, featured, categoryId, createdMs, prices, ratingHundredths } = row;
  const properties = row.facets.map((pair) => propertyValue(pair, meanings)).filter(({ key }) => key !== "");
  const shown = properties.filter(({ kind }) => kind !== "hidden");
  const valued = shown.flatMap(({ key, label, value, kind, isChoice }) =>
    value !== null && (kind !== "free" || isChoice) ? [{ key, label, value }] : [],
  );
  const keysOf = (isWanted: (property: PropertyValue) => boolean): string[] => [
    ...new Set(shown.filter(isWanted).map(({ key }) => key)),
  ];
  return {
    id,
    isActive,
    inStock,
    featured,
    categoryId,
    createdMs,
    nameKey: sortKey(product.name),
    featuredValue: featuredValue({ featured, createdMs }),
    rating: ratingHundredths ?? NOT_RATED,
    prices: Object.fromEntries(Object.entries(prices).map(([currency, [amount]]) => [currency, amount])),
    onSale: Object.entries(prices).flatMap(([currency, [, isOnSale]]) => (isOnSale ? [currency] : [])),
    values: valued.map(({ key, value }) => `${key}:${value.key}`),
    properties: valued.map(({ key, label, value }) => [key, value.key, label, value.label].join(PART)),
    optionKeys: keysOf(({ kind }) => kind === "option" || kind === "defined"),
    choiceKeys: keysOf(({ kind, isChoice }) => kind === "free" && isChoice),
    proseKeys: keysOf(({ kind, isChoice }) => kind === "free" && !isChoice),
    ...searchTexts(product),
  };
}
