// Groups of terms that mean the same, looked up by the words of a search.
import { queryWords } from "./query-words.ts";

export type SynonymGroups = readonly (readonly string[])[];
export type FoundTerm = { readonly length: number; readonly synonyms: readonly (readonly string[])[] };
export type SynonymBook = {
  /** The longest term that begins at this word, with the other terms of its groups. */
  longestAt(words: readonly string[], at: number): FoundTerm | undefined;
};

/** In words; a term that is longer is cut to them. */
export const TERM_WORDS_MAX = 3;
/** Of one term: a search must not become a list of everything. */
const SYNONYMS_MAX = 12;

export const noSynonyms: SynonymBook = { longestAt: () => undefined };

export function createSynonymBook(groups: SynonymGroups): SynonymBook {
  const synonymsByTerm = new Map<string, Map<string, readonly string[]>>();
  for (const group of groups) {
    const terms = group
      .map((term) => queryWords(term).slice(0, TERM_WORDS_MAX))
      .filter((words) => words.length > 0);
    for (const term of terms) addTo(synonymsByTerm, term, terms);
  }
  const find = (words: readonly string[]): FoundTerm | undefined => {
    const synonyms = synonymsByTerm.get(words.join(" "));
    return synonyms && { length: words.length, synonyms: [...synonyms.values()].slice(0, SYNONYMS_MAX) };
  };
  return {
    longestAt(words, at) {
      for (let length = Math.min(TERM_WORDS_MAX, words.length - at); length > 0; length -= 1) {
        const term = words.slice(at, at + length);
        const found = find(term) ?? find(singular(term));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function addTo(
  synonymsByTerm: Map<string, Map<string, readonly string[]>>,
  term: readonly string[],
  terms: readonly (readonly string[])[],
): void {
  const key = term.join(" ");
  const synonyms = synonymsByTerm.get(key) ?? new Map<string, readonly string[]>();
  for (const other of terms) if (other.join(" ") !== key) synonyms.set(other.join(" "), other);
  synonymsByTerm.set(key, synonyms);
}

/** "couches" finds the group of "couch": good enough for looking up, for the engine stems what it then searches. */
function singular(term: readonly string[]): readonly string[] {
  const last = term.at(-1) ?? "";
  const shorter = /(?:ch|sh|ss|x)es$/.test(last) ? last.slice(0, -2) : last.replace(/([^s])s$/, "$1");
  return [...term.slice(0, -1), shorter];
}
