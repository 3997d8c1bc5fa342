// What a shopper typed, as the condition on the products' text (PostgreSQL's tsquery, before stemming).
import { wordsOf } from "./fold-text.ts";

const WORDS_MAX = 8;
const WORD_LENGTH_MAX = 40;
/** Below this a beginning would match half the shop. */
const PREFIX_LENGTH_MIN = 2;

/** The words that count: folded, bounded in number and length. */
export function searchWords(text: string): string[] {
  return [...new Set(wordsOf(text).map((word) => word.slice(0, WORD_LENGTH_MAX)))].slice(0, WORDS_MAX);
}

/** All words, each itself or the beginning of a longer one. Words hold nothing but letters and digits, so nothing needs quoting. */
export function toMatch(words: readonly string[]): string {
  return words.map((word) => (word.length < PREFIX_LENGTH_MIN ? word : `${word}:*`)).join(" & ");
}
