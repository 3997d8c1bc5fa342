// What a text means: its words with their synonyms; where nothing has them, the catalogue's nearest words; where nothing has all of
// them, as many as go together.
import type { SearchedText, SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { chooseCorrection } from "./domain/corrections.ts";
import { queryWords } from "./domain/query-words.ts";
import { createSynonymBook, type SynonymBook } from "./domain/synonyms.ts";
import { buildTextQuery } from "./domain/text-query.ts";
import type { SearchEngine, SearchText } from "./engine.ts";
import { findSynonyms } from "./store/synonyms.ts";
import { listKnownWords, listNearWords } from "./store/vocabulary.ts";

export type Meaning = {
  /** Undefined where nothing was typed that could be searched for. */
  readonly text: SearchText | undefined;
  readonly told: SearchedText;
};
export type MeaningParts = {
  readonly db: AnyDb;
  readonly engine: Pick<SearchEngine, "countMatches">;
  readonly language: SearchLanguage;
};
type Book = MeaningParts & { readonly synonyms: SynonymBook };

/** So few hits that a word which no product has may have been a slip. */
const FEW_HITS = 3;
/** A word has to be at least so long to be corrected, and to be made of two. */
const CORRECTED_LENGTH_MIN = 3;

export async function meaningOf(parts: MeaningParts, typed: string): Promise<Meaning> {
  const words = queryWords(typed);
  const told = { typed, correctedTo: null, didYouMean: null, matches: "all" as const, leftOut: [] };
  if (words.length === 0) return { text: undefined, told };
  const synonyms = createSynonymBook((await findSynonyms(parts.db, parts.language)).groups);
  const book = { ...parts, synonyms };
  const text = textOf(book, words);
  const count = await parts.engine.countMatches(text, FEW_HITS + 1);
  if (count > FEW_HITS) return { text, told };

  // Where something was found, only a word that is in no name and no choice may be a slip: a description may hold the same one.
  const known = count > 0 ? await listKnownWords(parts.db, words) : await foundWords(book, words);
  const corrected = await correct(parts.db, words, known);
  const instead = textOf(book, corrected);
  const isBetter = corrected !== words && (await parts.engine.countMatches(instead, count + 1)) > count;
  if (count > 0) return { text, told: { ...told, didYouMean: isBetter ? corrected.join(" ") : null } };
  if (isBetter) return { text: instead, told: { ...told, correctedTo: corrected.join(" ") } };
  const together = await wordsThatGoTogether(book, corrected);
  const leftOut = corrected.filter((word) => !together.includes(word));
  if (together.length === 0) return { text, told: { ...told, matches: "none", leftOut } };
  return { text: textOf(book, together), told: { ...told, matches: "some", leftOut } };
}

function textOf({ language, synonyms }: Book, words: readonly string[]): SearchText {
  return { language, query: buildTextQuery(words, synonyms) };
}

/** The words that some product has. */
async function foundWords(book: Book, words: readonly string[]): Promise<ReadonlySet<string>> {
  const counts = await Promise.all(words.map((word) => book.engine.countMatches(textOf(book, [word]), 1)));
  return new Set(words.filter((_, index) => (counts[index] ?? 0) > 0));
}

/** The words with those that are not known replaced by their nearest; the very same list where there is nothing to replace. */
async function correct(
  db: AnyDb,
  words: readonly string[],
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  const corrected = await Promise.all(
    words.map(async (word) => {
      if (word.length < CORRECTED_LENGTH_MIN || known.has(word)) return [word];
      const near = chooseCorrection(word, await listNearWords(db, word));
      return near === undefined ? splitWord(db, word) : [near];
    }),
  );
  return corrected.flat().join(" ") === words.join(" ") ? words : corrected.flat();
}

/** "brasslantern": two words of the catalogue without the space between them. Itself where it is not made of two. */
async function splitWord(db: AnyDb, word: string): Promise<readonly string[]> {
  const cuts = Array.from({ length: word.length }, (_, at) => [word.slice(0, at), word.slice(at)]).filter(
    (parts) => parts.every((part) => part.length >= CORRECTED_LENGTH_MIN),
  );
  const known = await listKnownWords(db, cuts.flat());
  return cuts.find((parts) => parts.every((part) => known.has(part))) ?? [word];
}

/** The rarest word, then the others while some product has them all: rare words say most about what is wanted. */
async function wordsThatGoTogether(book: Book, words: readonly string[]): Promise<readonly string[]> {
  const counted = await Promise.all(
    words.map(async (word) => ({ word, count: await book.engine.countMatches(textOf(book, [word])) })),
  );
  const found = counted.filter(({ count }) => count > 0).toSorted((one, other) => one.count - other.count);
  const together = new Set<string>();
  for (const { word } of found) {
    const tried = words.filter((each) => each === word || together.has(each));
    if ((await book.engine.countMatches(textOf(book, tried), 1)) > 0) together.add(word);
  }
  return words.filter((word) => together.has(word));
}
