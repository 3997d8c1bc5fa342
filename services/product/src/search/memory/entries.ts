// A product as search keeps it in memory: what it is filtered, sorted and suggested by.
import { sortKey, wordsOfFolded } from "../domain/fold-text.ts";
import type { CatalogueRow } from "../store/catalogue-rows.ts";
import type { FacetDictionary, FacetValue } from "./facet-dictionary.ts";

export type Offer = { readonly price: number; readonly isOnSale: boolean };
export type Entry = {
  readonly number: number;
  readonly id: string;
  readonly isActive: boolean;
  readonly inStock: boolean;
  readonly categoryId: string | null;
  readonly featured: boolean;
  readonly createdMs: number;
  readonly nameKey: string;
  readonly nameWords: readonly string[];
  readonly offers: ReadonlyMap<string, Offer>;
  readonly values: readonly FacetValue[];
  /** Hundredths; -1 without one. */
  readonly rating: number;
  readonly textVersion: number;
  /** How well it fits the search that is being answered now. */
  rank: number;
};

const NOT_RATED = -1;

export type EntryParts = { readonly dictionary: FacetDictionary; readonly words: WordStore };

export function createEntry(row: CatalogueRow, { dictionary, words }: EntryParts): Entry {
  const { number, id, isActive, inStock, categoryId, featured, createdMs, textVersion } = row;
  const nameKey = sortKey(row.name);
  return {
    number,
    id,
    isActive,
    inStock,
    categoryId,
    featured,
    createdMs,
    nameKey,
    nameWords: [...new Set(wordsOfFolded(nameKey))].map((word) => words.keep(word)),
    offers: new Map(
      Object.entries(row.prices).map(([currency, [price, isOnSale]]) => [currency, { price, isOnSale }]),
    ),
    values: dictionary.valuesOf(row.facets),
    rating: row.ratingHundredths ?? NOT_RATED,
    textVersion,
    rank: 0,
  };
}

/** Keeps each word once, however many names it is in. */
export type WordStore = { keep(word: string): string };

export function createWordStore(): WordStore {
  const kept = new Map<string, string>();
  return {
    keep(word) {
      const known = kept.get(word);
      if (known === undefined) kept.set(word, word);
      return known ?? word;
    },
  };
}
