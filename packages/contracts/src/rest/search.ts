// REST contract of search: finding products, suggestions while typing, synonyms, and rebuilding the index.
import { z } from "zod";
import { booleanQuery, CurrencyCode, Id, MoneyBody, requiredText, text, Timestamp } from "./common.ts";
import { ItemPicture, PRODUCT_SORTS, productFilters, ProductItem } from "./products.ts";

/** The languages whose word forms search knows. */
export const SEARCH_LANGUAGES = ["en", "de", "ar"] as const;
export const SearchLanguage = z.enum(SEARCH_LANGUAGES);
export type SearchLanguage = z.infer<typeof SearchLanguage>;
export const SEARCH_SORTS = ["relevance", ...PRODUCT_SORTS, "rating"] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

const SEARCH_TEXT_LENGTH_MAX = 200;
const FILTER_LENGTH_MAX = 1_000;
/** Keys of facets and of their values. */
export const FACET_KEY_LENGTH_MAX = 60;
const key = String.raw`[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*`;
const oneFacet = `${key}:${key}(?:,${key})*`;
const PropertyFilter = z
  .string()
  .max(FILTER_LENGTH_MAX)
  .regex(new RegExp(`^${oneFacet}(?:;${oneFacet})*$`, "u"), {
    error: "must be like colour:indigo,madder;material:wool",
  });

export const ProductSearchQuery = z.strictObject({
  ...productFilters,
  q: text(SEARCH_TEXT_LENGTH_MAX).default("").meta({ description: "What the shopper typed" }),
  language: SearchLanguage.default("en").meta({ description: "The language of `q`" }),
  sort: z.enum(SEARCH_SORTS).default("relevance"),
  filter: PropertyFilter.optional().meta({
    description:
      "Options and attributes by the keys of `facets.properties`: `colour:indigo,madder;material:wool` finds what is made of wool and comes in indigo or madder",
  }),
  onSale: booleanQuery.optional(),
  ratingMin: z.coerce.number().int().min(1).max(5).optional(),
});
export type ProductSearchQuery = z.infer<typeof ProductSearchQuery>;

/** Counted over what all filters but the facet's own leave. */
export const SearchFacets = z
  .object({
    categories: z.array(
      z.object({ slug: z.string(), name: z.string(), parentSlug: z.string().nullable(), count: z.int() }),
    ),
    price: z.object({ min: z.int(), max: z.int() }).nullable(),
    /** Both ends belong to the range; `max` is null in the last one. */
    priceRanges: z.array(z.object({ min: z.int(), max: z.int().nullable(), count: z.int() })),
    inStock: z.int(),
    onSale: z.int(),
    ratings: z.array(z.object({ ratingMin: z.int(), count: z.int() })),
    properties: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        values: z.array(
          z.object({ key: z.string(), label: z.string(), count: z.int(), isSelected: z.boolean() }),
        ),
      }),
    ),
  })
  .meta({ id: "SearchFacets" });
export type SearchFacets = z.infer<typeof SearchFacets>;

/** What was made of the text. */
export const SearchedText = z
  .object({
    typed: z.string(),
    /** Nothing has the words as typed: these were searched for instead. */
    correctedTo: z.string().nullable(),
    /** There are results, but this would have more. */
    didYouMean: z.string().nullable(),
    /** Whether the results have all words, or only some because nothing has all of them. */
    matches: z.enum(["all", "some", "none"]),
    /** The words that were left out to find anything. */
    leftOut: z.array(z.string()),
  })
  .meta({ id: "SearchedText" });
export type SearchedText = z.infer<typeof SearchedText>;

/** For a page on which nothing was found. */
export const SearchHelp = z
  .object({
    categories: z.array(z.object({ slug: z.string(), name: z.string(), count: z.int() })),
    products: z.array(ProductItem),
  })
  .meta({ id: "SearchHelp" });

export const ProductSearchPage = z
  .object({
    items: z.array(ProductItem),
    nextCursor: z.string().nullable(),
    total: z.int(),
    /** False where so many were found that counting stopped: `total` and the facets' counts are lower bounds. */
    isTotalExact: z.boolean(),
    facets: SearchFacets,
    query: SearchedText,
    help: SearchHelp.nullable(),
  })
  .meta({ id: "ProductSearchPage" });
export type ProductSearchPage = z.infer<typeof ProductSearchPage>;

const SUGGESTIONS_MAX = 10;
export const SuggestionsQuery = z.strictObject({
  q: requiredText(SEARCH_TEXT_LENGTH_MAX),
  language: SearchLanguage.default("en"),
  currency: CurrencyCode.optional(),
  limit: z.coerce.number().int().min(1).max(SUGGESTIONS_MAX).default(5),
});
export type SuggestionsQuery = z.infer<typeof SuggestionsQuery>;
export const Suggestions = z
  .object({
    products: z.array(
      z.object({
        id: Id,
        slug: z.string(),
        name: z.string(),
        price: MoneyBody,
        image: ItemPicture.nullable(),
        available: z.int(),
      }),
    ),
    categories: z.array(z.object({ slug: z.string(), name: z.string(), count: z.int() })),
    /** Texts to search for. */
    queries: z.array(z.string()),
  })
  .meta({ id: "Suggestions" });
export type Suggestions = z.infer<typeof Suggestions>;

const SYNONYM_GROUPS_MAX = 1_000;
const SYNONYMS_PER_GROUP_MAX = 20;
/** Words that mean the same: whoever searches for one finds all. A term has at most three words. */
const SynonymGroup = z.array(requiredText(60)).min(2).max(SYNONYMS_PER_GROUP_MAX);
export const SynonymsQuery = z.strictObject({ language: SearchLanguage.default("en") });
export const SynonymsBody = z.strictObject({ groups: z.array(SynonymGroup).max(SYNONYM_GROUPS_MAX) });
export type SynonymsBody = z.infer<typeof SynonymsBody>;
export const Synonyms = z
  .object({
    language: SearchLanguage,
    groups: z.array(z.array(z.string())),
    version: z.int(),
    updatedAt: Timestamp.nullable(),
  })
  .meta({ id: "Synonyms" });
export type Synonyms = z.infer<typeof Synonyms>;

/** How far a rebuild of the index is. The old index serves until the new one is complete. */
export const SearchRebuild = z
  .object({
    state: z.enum(["idle", "running", "done", "failed"]),
    engine: z.enum(["postgres", "opensearch"]),
    done: z.int(),
    total: z.int(),
    startedAt: Timestamp.nullable(),
    finishedAt: Timestamp.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "SearchRebuild" });
export type SearchRebuild = z.infer<typeof SearchRebuild>;
