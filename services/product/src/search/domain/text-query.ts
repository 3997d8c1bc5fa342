// What is searched for, before an engine puts it into its own words: every clause must be met, by any of its alternatives.
import type { SynonymBook } from "./synonyms.ts";

/** Words that must all be there. */
export type Alternative = { readonly words: readonly string[]; readonly isPrefix: boolean };
export type Clause = {
  /** What was typed stands first; its synonyms follow. */
  readonly alternatives: readonly Alternative[];
};
export type TextQuery = {
  readonly clauses: readonly Clause[];
  /** What was typed, folded: a product of that very name comes first. */
  readonly phrase: string;
};

/** Below this a beginning would match half the shop. */
const PREFIX_LENGTH_MIN = 2;

/** The last word may be the beginning of one: somebody may still be typing it. */
export function buildTextQuery(words: readonly string[], synonyms: SynonymBook): TextQuery {
  const clauses: Clause[] = [];
  for (let at = 0; at < words.length;) {
    const term = synonyms.longestAt(words, at);
    const length = term?.length ?? 1;
    const typed = words.slice(at, at + length);
    const isLast = at + length === words.length;
    const isPrefix = isLast && (typed.at(-1)?.length ?? 0) >= PREFIX_LENGTH_MIN;
    const others = (term?.synonyms ?? []).map((synonym) => ({ words: synonym, isPrefix: false }));
    clauses.push({ alternatives: [{ words: typed, isPrefix }, ...others] });
    at += length;
  }
  return { clauses, phrase: words.join(" ") };
}
