// The chosen filters in words, each with the address of the list without it.
import type { SearchFacets } from "@souk/contracts";
import type { CatalogueMessages } from "../../messages/en-catalogue.ts";
import { withFields, withoutProperty, type Chosen } from "./filter-query.ts";

export type ActiveFilter = { readonly label: string; readonly search: string };
type Words = CatalogueMessages["filters"];

/** How the visitor typed a price, with the currency it was typed in. */
const typedPrice = (text: string, currency: string): string => `${text} ${currency}`;

function priceFilters({ minPrice, maxPrice }: Chosen, search: string, { words, currency }: Saying) {
  const low = typedPrice(minPrice, currency);
  const high = typedPrice(maxPrice, currency);
  if (minPrice !== "" && maxPrice !== "")
    return [
      {
        label: words.priceBetween(minPrice, high),
        search: withFields(search, { minPrice: "", maxPrice: "" }),
      },
    ];
  if (minPrice !== "") return [{ label: words.priceFrom(low), search: withFields(search, { minPrice: "" }) }];
  if (maxPrice !== "") return [{ label: words.priceTo(high), search: withFields(search, { maxPrice: "" }) }];
  return [];
}

/** As the catalogue writes it; a value that nothing has any more reads as it stands in the address. */
function propertyLabel(property: string, { properties }: SearchFacets): string {
  const [key = "", value = ""] = property.split(":");
  const facet = properties.find((candidate) => candidate.key === key);
  return facet?.values.find((candidate) => candidate.key === value)?.label ?? value.replaceAll("-", " ");
}

export type Saying = { readonly words: Words; readonly currency: string };

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
