// What a shopper typed, as words.
import { wordsOf } from "./fold-text.ts";

const WORDS_MAX = 8;
const WORD_LENGTH_MAX = 40;

/** The words that count: folded, each once, bounded in number and length. */
export function queryWords(text: string): string[] {
  return [...new Set(wordsOf(text).map((word) => word.slice(0, WORD_LENGTH_MAX).toWellFormed()))].slice(
    0,
    WORDS_MAX,
  );
}
