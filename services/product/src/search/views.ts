// What the API tells of a search, apart from its items.
import type { SearchFacets, SearchLanguage, SearchRebuild, Synonyms } from "@souk/contracts";
import type { ShopCatalogue } from "../catalogue/shop-catalogue.ts";
import { priceEdges, priceRanges } from "./domain/price-edges.ts";
import type { PropertyFilter } from "./domain/search-filters.ts";
import type { FacetCounts, PropertyFacet, SearchEngine } from "./engine.ts";
import type { IndexState } from "./store/index-state.ts";
import type { StoredSynonyms } from "./store/synonyms.ts";

export type FacetsParts = {
  readonly facets: FacetCounts;
  readonly catalogue: ShopCatalogue;
  readonly currency: string;
  readonly selected: readonly PropertyFilter[];
};

export function toFacetsView({ facets, catalogue, currency, selected }: FacetsParts): SearchFacets {
  const { price, priceRanges: counts, inStock, onSale, ratings } = facets;
  const isSelected = (key: string, value: string): boolean =>
    selected.some((filter) => filter.key === key && filter.values.includes(value));
  return {
    categories: categoriesView(facets.categories, catalogue),
    price,
    priceRanges: priceRanges(priceEdges(currency), counts),
    inStock,
    onSale,
    ratings: ratings
      .flatMap((count, index) => (count > 0 ? [{ ratingMin: index + 1, count }] : []))
      .toReversed(),
    properties: facets.properties
      .toSorted((one, other) => fullness(other) - fullness(one) || (one.key < other.key ? -1 : 1))
      .map(({ key, label, values }) => ({
        key,
        label,
        values: values.map((value) => ({ ...value, isSelected: isSelected(key, value.key) })),
      })),
  };
}

/** What most products can be told apart by stands first. */
const fullness = ({ values }: PropertyFacet): number => values.reduce((sum, { count }) => sum + count, 0);

/** The fullest first. A category that is not known yet is told the next time. */
function categoriesView(
  counts: FacetCounts["categories"],
  { categories }: ShopCatalogue,
): SearchFacets["categories"] {
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  const slugOf = new Map(categories.map(({ id, slug }) => [id, slug]));
  return categories
    .flatMap(({ id, slug, name, parentId }) => {
      const count = countOf.get(id) ?? 0;
      const parentSlug = parentId === null ? null : (slugOf.get(parentId) ?? null);
      return count > 0 ? [{ slug, name, parentSlug, count }] : [];
    })
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

export function toSynonymsView(
  language: SearchLanguage,
  { groups, version, updatedAt }: StoredSynonyms,
): Synonyms {
  return {
    language,
    version,
    groups: groups.map((group) => [...group]),
    updatedAt: updatedAt?.toISOString() ?? null,
  };
}

export function toRebuildView(row: IndexState, engine: SearchEngine["name"]): SearchRebuild {
  const { state, done, total, startedAt, finishedAt, error } = row;
  return {
    state,
    engine,
    done,
    total,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    error,
  };
}
