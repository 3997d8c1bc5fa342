// The chosen filters in words, each with the address of the list without it.
import type { SearchFacets } from "@souk/contracts";
import type { CatalogueMessages } from "../../messages/en-catalogue.ts";
import { pricesOf, withFields, withoutProperty, type Chosen } from "./filter-query.ts";
import { shortMoneyText } from "./price-range.ts";

export type ActiveFilter = { readonly label: string; readonly search: string };
type Words = CatalogueMessages["filters"];

/** As the list was asked for it: what is no amount asked for nothing, and both ends may stand the wrong way round. */
function priceFilters(chosen: Chosen, search: string, { words, ...inLocale }: Saying) {
  const { minPrice, maxPrice } = pricesOf(chosen, inLocale.currency);
  const without = withFields(search, { minPrice: "", maxPrice: "" });
  const text = (amount: number) => shortMoneyText(amount, inLocale);
  if (minPrice !== undefined && maxPrice !== undefined)
    return [{ label: words.priceBetween(text(minPrice), text(maxPrice)), search: without }];
  if (minPrice !== undefined) return [{ label: words.priceFrom(text(minPrice)), search: without }];
  if (maxPrice !== undefined) return [{ label: words.priceTo(text(maxPrice)), search: without }];
  return [];
}

/** As the catalogue writes it; a value that nothing has any more reads as it stands in the address. */
function propertyLabel(property: string, { properties }: SearchFacets): string {
  const [key = "", value = ""] = property.split(":");
  const facet = properties.find((candidate) => candidate.key === key);
  return facet?.values.find((candidate) => candidate.key === value)?.label ?? value.replaceAll("-", " ");
}

export type Saying = { readonly words: Words; readonly currency: string; readonly locale: string };

export function activeFilters(
  chosen: Chosen,
  { facets, search }: { readonly facets: SearchFacets; readonly search: string },
  saying: Saying,
): readonly ActiveFilter[] {
  const { words } = saying;
  const { inStock, onSale, ratingMin } = chosen;
  return [
    ...(inStock ? [{ label: words.inStock, search: withFields(search, { inStock: "" }) }] : []),
    ...(onSale ? [{ label: words.onSale, search: withFields(search, { onSale: "" }) }] : []),
    ...priceFilters(chosen, search, saying),
    ...(ratingMin === ""
      ? []
      : [{ label: words.ratingFrom(Number(ratingMin)), search: withFields(search, { ratingMin: "" }) }]),
    ...chosen.properties.map((property) => ({
      label: propertyLabel(property, facets),
      search: withoutProperty(search, property),
    })),
  ];
}
