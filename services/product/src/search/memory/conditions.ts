// Filters as conditions on products in memory, each with the facet that is counted as if it were not there.
import type { SearchFilters } from "../engine.ts";
import type { Entry, Offer } from "./entries.ts";
import type { Facet, FacetDictionary, FacetValue } from "./facet-dictionary.ts";

export type Counted = "category" | "price" | "inStock" | "onSale" | "rating" | Facet;
export type Condition = {
  readonly counted: Counted;
  readonly isMet: (entry: Entry, offer: Offer) => boolean;
};

export type ConditionParts = {
  readonly filters: SearchFilters;
  readonly dictionary: FacetDictionary;
};
const HUNDREDTHS = 100;

export function toConditions({ filters, dictionary }: ConditionParts): Condition[] {
  const { categoryIds, minPrice, maxPrice, inStock, onSale, ratingMin, properties } = filters;
  const conditions: Condition[] = [];
  if (categoryIds !== undefined) {
    const ids = new Set<string | null>(categoryIds);
    conditions.push({ counted: "category", isMet: ({ categoryId }) => ids.has(categoryId) });
  }
  if (minPrice !== undefined || maxPrice !== undefined) {
    const [min, max] = [minPrice ?? 0, maxPrice ?? Infinity];
    conditions.push({ counted: "price", isMet: (_, { price }) => price >= min && price <= max });
  }
  if (inStock) conditions.push({ counted: "inStock", isMet: (entry) => entry.inStock });
  if (onSale) conditions.push({ counted: "onSale", isMet: (_, { isOnSale }) => isOnSale });
  if (ratingMin !== undefined) {
    conditions.push({ counted: "rating", isMet: ({ rating }) => rating >= ratingMin * HUNDREDTHS });
  }
  for (const { key, values } of properties) conditions.push(...propertyCondition(dictionary, key, values));
  return conditions;
}

/** A value that no product has is met by none. */
function propertyCondition(dictionary: FacetDictionary, key: string, values: readonly string[]): Condition[] {
  const facet = dictionary.find(key);
  if (facet === undefined) return [];
  const wanted = new Set<FacetValue | undefined>(values.map((value) => facet.values.get(value)));
  return [{ counted: facet, isMet: (entry) => entry.values.some((value) => wanted.has(value)) }];
}
