// What finds products: one interface for PostgreSQL and OpenSearch. An engine gives ids and counts; what is shown of a product, its
// price and stock, always comes from the service's own database.
import type { SearchLanguage, SearchSort } from "@souk/contracts";
import type { PropertyFilter } from "./domain/search-filters.ts";
import type { TextQuery } from "./domain/text-query.ts";

export type SearchFilters = {
  /** The category with all below it. */
  readonly categoryIds: readonly string[] | undefined;
  readonly minPrice: number | undefined;
  readonly maxPrice: number | undefined;
  readonly inStock: boolean;
  readonly onSale: boolean;
  readonly ratingMin: number | undefined;
  readonly properties: readonly PropertyFilter[];
};

/** Where the page before ended: its last item's value in the sort, and its id. */
export type Position = readonly [value: string | number, id: string];
export type SearchText = { readonly query: TextQuery; readonly language: SearchLanguage };
export type SearchQuestion = {
  /** Undefined: everything. */
  readonly text: SearchText | undefined;
  readonly currency: string;
  readonly filters: SearchFilters;
  /** Sorting by relevance needs a text. */
  readonly sort: SearchSort;
  readonly limit: number;
  readonly after: Position | undefined;
};

export type PropertyFacet = {
  readonly key: string;
  readonly label: string;
  readonly values: readonly { readonly key: string; readonly label: string; readonly count: number }[];
};
/** Counted over what all filters but the facet's own leave. */
export type FacetCounts = {
  readonly categories: readonly { readonly id: string; readonly count: number }[];
  readonly price: { readonly min: number; readonly max: number } | null;
  /** How many prices are in each range of `priceEdges`. */
  readonly priceRanges: readonly number[];
  readonly inStock: number;
  readonly onSale: number;
  /** How many are rated at least 1, 2, 3, 4, 5. */
  readonly ratings: readonly number[];
  readonly properties: readonly PropertyFacet[];
};
export type SearchAnswer = {
  readonly ids: readonly string[];
  readonly next: Position | undefined;
  readonly total: number;
  readonly isTotalExact: boolean;
  readonly facets: FacetCounts;
};

export type SuggestionQuestion = {
  /** The last one may be the beginning of a word. */
  readonly words: readonly string[];
  readonly language: SearchLanguage;
  readonly currency: string;
  readonly limit: number;
};
export type SuggestionAnswer = {
  readonly ids: readonly string[];
  /** What was typed with its last word completed, the likeliest first. */
  readonly completions: readonly string[];
};

export type SimilarQuestion = {
  readonly productId: string;
  readonly currency: string;
  readonly limit: number;
};

export type SearchEngine = {
  readonly name: "postgres" | "opensearch";
  search(question: SearchQuestion): Promise<SearchAnswer>;
  /** How many active products have the text, whatever the filters; where there are `enough`, it may be any number from there on. */
  countMatches(text: SearchText, enough?: number): Promise<number>;
  suggest(question: SuggestionQuestion): Promise<SuggestionAnswer>;
  /** The keys of the facets that may be filtered by. */
  propertyKeys(): Promise<ReadonlySet<string>>;
  /** Active products like this one, the most alike first; those that are sold out after the others. */
  similar(question: SimilarQuestion): Promise<readonly string[]>;
  /** Whether its index lies elsewhere and has to be told of changes (commands/follow-changes.ts). */
  readonly follows: boolean;
  /** Takes over what changed of these products; also into the index that this rebuild is making. */
  index(productIds: readonly string[], rebuildId: string | undefined): Promise<void>;
  readonly rebuilding: IndexRebuild;
  /** Makes ready what the first search needs. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** A rebuild in steps, each of which can be repeated; readers see the old index until `finish`. */
export type IndexRebuild = {
  /** Whether the index was made by other rules than this version's, or never. */
  isOutdated(): Promise<boolean>;
  /** Makes an empty index beside the one that is read. `id` names this rebuild. */
  begin(id: string): Promise<void>;
  /** Adds the products after that one, some at a time; nothing comes back when all are in. */
  addNext(step: RebuildStep): Promise<RebuildStride | undefined>;
  /** Changes the new index for the old one at once. */
  finish(id: string): Promise<void>;
};
export type RebuildStep = { readonly id: string; readonly after: string | null };
export type RebuildStride = { readonly last: string; readonly count: number };
