// Questions to OpenSearch: the body of a search with its facets, of a count, of suggestions, of similar products.
import type { SearchLanguage, SearchSort } from "@souk/contracts";
import { priceEdges } from "../domain/price-edges.ts";
import type { Alternative, TextQuery } from "../domain/text-query.ts";
import type { SearchQuestion, SearchText, SimilarQuestion, SuggestionQuestion } from "../engine.ts";
import { PART } from "./index-document.ts";

type Query = Readonly<Record<string, unknown>>;
type Filter = { readonly counted: string; readonly query: Query };

const HUNDREDTHS = 100;
const STARS = [1, 2, 3, 4, 5] as const;
const CATEGORIES_MAX = 2_000;
const PROPERTIES_MAX = 2_000;
/** What is typed is looked for in names first; a whole word counts more than its beginning. */
const FIELDS = { a: 10, b: 4, c: 2, d: 0.3 } as const;
const BEGINNING_SHARE = 0.3;
const SYNONYM_SHARE = 0.5;
const LIKES_STOCK = 0.5;
const LIKES_FEATURED = 0.2;
const SAME_NAME = 1_000;
const PRICE_RATIO_MAX = 4;
const COMPLETED_FROM = 50;

const priceField = (currency: string): string => `prices.${currency}`;
const all = (queries: readonly Query[]): Query => ({ bool: { filter: queries } });

export function textQuery({ query, language }: SearchText): Query {
  const clauses = query.clauses.map(({ alternatives: [typed, ...synonyms] }) => ({
    bool: {
      should: [
        ...(typed === undefined ? [] : [alternativeQuery(typed, language)]),
        ...synonyms.map((synonym) => boosted(alternativeQuery(synonym, language), SYNONYM_SHARE)),
      ],
      minimum_should_match: 1,
    },
  }));
  return { bool: { must: clauses } };
}

const boosted = (query: Query, boost: number): Query => ({ bool: { must: [query], boost } });

/** All words; the last one may be a beginning, which is looked for in the words as they are written. */
function alternativeQuery({ words, isPrefix }: Alternative, language: SearchLanguage): Query {
  return {
    bool: {
      must: words.map((word, index) => {
        const whole = {
          multi_match: {
            query: word,
            type: "most_fields",
            fields: Object.entries(FIELDS).map(([field, boost]) => `${field}.${language}^${boost}`),
          },
        };
        if (!isPrefix || index < words.length - 1) return whole;
        const beginnings = Object.entries(FIELDS).map(([field, boost]) => ({
          prefix: { [field]: { value: word, boost: boost * BEGINNING_SHARE } },
        }));
        return { bool: { should: [whole, ...beginnings], minimum_should_match: 1 } };
      }),
    },
  };
}

const onSaleIn = (currency: string): Query =>
  all([{ term: { isActive: true } }, { exists: { field: priceField(currency) } }]);

export function countRequest(text: SearchText): object {
  return { query: all([{ term: { isActive: true } }, textQuery(text)]) };
}

const sorts: Record<SearchSort, (currency: string) => readonly [field: string, order: "asc" | "desc"]> = {
  relevance: () => ["_score", "desc"],
  featured: () => ["featuredValue", "desc"],
  newest: () => ["createdMs", "desc"],
  price: (currency) => [priceField(currency), "asc"],
  "-price": (currency) => [priceField(currency), "desc"],
  name: () => ["nameKey", "asc"],
  rating: () => ["rating", "desc"],
};

/** Filters are laid over the hits after counting, so that each facet can count what the others leave. */
export function searchRequest(question: SearchQuestion): object {
  const { text, currency, sort, limit, after } = question;
  const filters = toFilters(question);
  const [field, order] = sorts[sort](currency);
  return {
    query: {
      bool: {
        filter: [onSaleIn(currency)],
        ...(text === undefined ? {} : { must: [textQuery(text)], should: likes(text.query) }),
      },
    },
    post_filter: all(filters.map(({ query }) => query)),
    sort: [{ [field]: order }, { id: order }],
    size: limit + 1,
    track_total_hits: true,
    _source: false,
    ...(after === undefined ? {} : { search_after: after }),
    aggs: facetRequests(filters, currency),
  };
}

function likes({ phrase }: TextQuery): Query[] {
  const like = (filter: Query, boost: number): Query => ({ constant_score: { filter, boost } });
  return [
    like({ term: { inStock: true } }, LIKES_STOCK),
    like({ term: { featured: true } }, LIKES_FEATURED),
    like({ term: { nameKey: phrase } }, SAME_NAME),
  ];
}

function toFilters({ filters, currency }: SearchQuestion): Filter[] {
  const { categoryIds, minPrice, maxPrice, inStock, onSale, ratingMin, properties } = filters;
  const chosen: Filter[] = [];
  if (categoryIds !== undefined)
    chosen.push({ counted: "category", query: { terms: { categoryId: categoryIds } } });
  if (minPrice !== undefined || maxPrice !== undefined) {
    const bounds = { gte: minPrice ?? 0, ...(maxPrice === undefined ? {} : { lte: maxPrice }) };
    chosen.push({ counted: "price", query: { range: { [priceField(currency)]: bounds } } });
  }
  if (inStock) chosen.push({ counted: "inStock", query: { term: { inStock: true } } });
  if (onSale) chosen.push({ counted: "onSale", query: { term: { onSale: currency } } });
  if (ratingMin !== undefined)
    chosen.push({ counted: "rating", query: { range: { rating: { gte: ratingMin * HUNDREDTHS } } } });
  for (const { key, values } of properties) {
    const terms = { terms: { values: values.map((value) => `${key}:${value}`) } };
    chosen.push({ counted: `property ${key}`, query: terms });
  }
  return chosen;
}

function facetRequests(filters: readonly Filter[], currency: string): object {
  const price = priceField(currency);
  const without = (counted: string): Query =>
    all(filters.filter((filter) => filter.counted !== counted).map(({ query }) => query));
  const counted = (name: string, aggs: object): object => ({ filter: without(name), aggs });
  const matching = (name: string, query: Query): object => ({ filter: all([without(name), query]) });
  const edges = priceEdges(currency);
  const ranges = edges.map((from, index) => ({
    from,
    ...(index + 1 < edges.length && { to: edges[index + 1] }),
  }));
  const ownFacets = filters.filter(({ counted: name }) => name.startsWith("property "));
  return {
    categories: counted("category", { found: { terms: { field: "categoryId", size: CATEGORIES_MAX } } }),
    price: counted("price", {
      min: { min: { field: price } },
      max: { max: { field: price } },
      ranges: { range: { field: price, ranges } },
    }),
    inStock: matching("inStock", { term: { inStock: true } }),
    onSale: matching("onSale", { term: { onSale: currency } }),
    ratings: counted("rating", {
      found: { range: { field: "rating", ranges: STARS.map((stars) => ({ from: stars * HUNDREDTHS })) } },
    }),
    properties: counted("", { found: { terms: { field: "properties", size: PROPERTIES_MAX } } }),
    ...Object.fromEntries(
      ownFacets.map(({ counted: name }) => {
        const include = `${name.slice("property ".length)}${PART}.*`;
        const found = { terms: { field: "properties", size: PROPERTIES_MAX, include } };
        return [name, counted(name, { found })];
      }),
    ),
  };
}

export const keysRequest: object = {
  size: 0,
  query: { term: { isActive: true } },
  aggs: Object.fromEntries(
    ["optionKeys", "choiceKeys", "proseKeys"].map((field) => [
      field,
      { terms: { field, size: PROPERTIES_MAX } },
    ]),
  ),
};

const LIKES_THE_BEGINNING = 8;
const LIKES_STOCK_HERE = 4;
const LIKES_FEATURED_HERE = 2;

/** Products in whose names every word begins a word, those that begin with the whole text first. */
export function suggestionRequest({ words, currency, limit }: SuggestionQuestion): object {
  const like = (filter: Query, boost: number): Query => ({ constant_score: { filter, boost } });
  return {
    query: {
      bool: {
        filter: [onSaleIn(currency), ...words.map((word) => ({ prefix: { a: { value: word } } }))],
        should: [
          like({ prefix: { nameKey: { value: words.join(" ") } } }, LIKES_THE_BEGINNING),
          like({ term: { inStock: true } }, LIKES_STOCK_HERE),
          like({ term: { featured: true } }, LIKES_FEATURED_HERE),
        ],
      },
    },
    sort: [{ _score: "desc" }, { nameKey: "asc" }],
    size: Math.max(limit, COMPLETED_FROM),
    _source: ["id", "nameKey"],
  };
}

export type SimilarTo = SimilarQuestion & {
  readonly index: string;
  readonly categoryId: string | null;
  readonly values: readonly string[];
  readonly price: number;
};

export function similarRequest({
  index,
  productId,
  categoryId,
  values,
  price,
  currency,
  limit,
}: SimilarTo): object {
  const like = (filter: Query, boost: number): Query => ({ constant_score: { filter, boost } });
  const near = { gte: price / PRICE_RATIO_MAX, lte: price * PRICE_RATIO_MAX };
  const sameWords = {
    more_like_this: {
      fields: ["a"],
      like: [{ _index: index, _id: productId }],
      min_term_freq: 1,
      min_doc_freq: 1,
      boost: 0.1,
    },
  };
  return {
    query: {
      bool: {
        filter: [onSaleIn(currency)],
        must_not: [{ term: { id: productId } }],
        should: [
          ...(categoryId === null ? [] : [like({ term: { categoryId } }, 3)]),
          ...values.map((value) => like({ term: { values: value } }, 1 / Math.max(1, values.length))),
          like({ range: { [priceField(currency)]: near } }, 0.3),
          sameWords,
        ],
        minimum_should_match: 1,
      },
    },
    sort: [{ inStock: "desc" }, { _score: "desc" }, { id: "asc" }],
    size: limit,
    _source: false,
  };
}
