// Suggestions while somebody types: products, categories, and texts to search for. Where no name begins so, what a search would find.
import { Suggestions, type SuggestionsQuery } from "@souk/contracts";
import { chooseCurrency, type ShopCatalogue } from "../catalogue/shop-catalogue.ts";
import type { Deps } from "../deps.ts";
import type { LoadedDocument } from "../documents.ts";
import { foldText, wordsOf } from "./domain/fold-text.ts";
import { queryWords } from "./domain/query-words.ts";
import type { SuggestionAnswer } from "./engine.ts";

const CATEGORIES_MAX = 4;

export type SuggestionRequest = { readonly catalogue: ShopCatalogue; readonly query: SuggestionsQuery };

export async function suggestionsDocument(
  deps: Deps,
  { catalogue, query }: SuggestionRequest,
): Promise<LoadedDocument> {
  const currency = chooseCurrency(catalogue, query.currency);
  const words = queryWords(query.q);
  const { ids, completions } = await suggestProducts(deps, { words, query, currency });
  const { parts } = await deps.search.items.list({ ids, currency });
  const suggestions: Suggestions = {
    products: parts.map((part) => toSuggestion(part)),
    categories: suggestCategories(catalogue, words),
    queries: completions.filter((completion) => completion !== words.join(" ")),
  };
  return { body: JSON.stringify(suggestions) };
}

const Suggestion = Suggestions.shape.products.element;

/** Of an item only what the schema of a suggestion has. */
function toSuggestion(part: Buffer): Suggestions["products"][number] {
  return Suggestion.parse(JSON.parse(part.toString()));
}

type Asked = {
  readonly words: readonly string[];
  readonly query: SuggestionsQuery;
  readonly currency: string;
};

async function suggestProducts(deps: Deps, { words, query, currency }: Asked): Promise<SuggestionAnswer> {
  const { engine, meanings } = deps.search;
  const { language, limit } = query;
  if (words.length === 0) return { ids: [], completions: [] };
  const answer = await engine.suggest({ words, language, currency, limit });
  if (answer.ids.length > 0) return answer;
  const { text, told } = await meanings.meaningOf(language, query.q);
  if (told.matches !== "all") return answer;
  const { ids } = await engine.search({
    text,
    currency,
    limit,
    sort: "relevance",
    after: undefined,
    filters: noFilters,
  });
  return { ids, completions: told.correctedTo === null ? [] : [told.correctedTo] };
}

const noFilters = {
  categoryIds: undefined,
  minPrice: undefined,
  maxPrice: undefined,
  inStock: false,
  onSale: false,
  ratingMin: undefined,
  properties: [],
} as const;

/** Categories in whose names every typed word begins a word. */
function suggestCategories({ categories }: ShopCatalogue, words: readonly string[]) {
  return categories
    .filter(({ name, productCount }) => {
      const own = wordsOf(foldText(name));
      return productCount > 0 && words.every((word) => own.some((each) => each.startsWith(word)));
    })
    .slice(0, words.length === 0 ? 0 : CATEGORIES_MAX)
    .map(({ slug, name, productCount }) => ({ slug, name, count: productCount }));
}
