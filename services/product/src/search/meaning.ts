// What a text means: its words with their synonyms; where nothing has them, the catalogue's nearest words; where nothing has all of
// them, any of them.
import type { SearchedText, SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { chooseCorrection } from "./domain/corrections.ts";
import { queryWords } from "./domain/query-words.ts";
import { createSynonymBook, type SynonymBook } from "./domain/synonyms.ts";
import { buildTextQuery, type TextQuery } from "./domain/text-query.ts";
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

/** So few hits that a word which no product has may have been a slip. */
const FEW_HITS = 3;
/** A word has to be at least so long to be corrected, and to be made of two. */
const CORRECTED_LENGTH_MIN = 3;

export async function meaningOf(parts: MeaningParts, typed: string): Promise<Meaning> {
  const words = queryWords(typed);
  const told = { typed, correctedTo: null, didYouMean: null, matches: "all" as const };
  if (words.length === 0) return { text: undefined, told };
  const synonyms = createSynonymBook((await findSynonyms(parts.db, parts.language)).groups);
  const asTyped = await count(parts, buildTextQuery(words, { synonyms }));
  if (asTyped.count > FEW_HITS) return { text: asTyped.text, told };

  const corrected = await correct(parts, { words, synonyms });
  const instead = corrected && (await count(parts, buildTextQuery(corrected, { synonyms })));
  const suggestion = instead && instead.count > asTyped.count ? corrected?.join(" ") : undefined;
  if (asTyped.count > 0) return { text: asTyped.text, told: { ...told, didYouMean: suggestion ?? null } };
  if (suggestion !== undefined && instead !== undefined) {
    return { text: instead.text, told: { ...told, correctedTo: suggestion } };
  }
  return anyOf(parts, { words: corrected ?? words, synonyms, told });
}

type Counted = { readonly text: SearchText; readonly count: number };

async function count({ engine, language }: MeaningParts, query: TextQuery): Promise<Counted> {
  const text = { query, language };
  return { text, count: await engine.countMatches(text) };
}

type Words = { readonly words: readonly string[]; readonly synonyms: SynonymBook };

/** The words with those that nothing has replaced by their nearest; undefined where there is nothing to replace. */
async function correct(parts: MeaningParts, { words, synonyms }: Words): Promise<string[] | undefined> {
  const corrected = await Promise.all(
    words.map(async (word) => {
      if (word.length < CORRECTED_LENGTH_MIN) return [word];
      const alone = await count(parts, buildTextQuery([word], { synonyms }));
      if (alone.count > 0) return [word];
      const near = chooseCorrection(word, await listNearWords(parts.db, word));
      return near === undefined ? ((await splitWord(parts.db, word)) ?? [word]) : [near];
    }),
  );
  const flat = corrected.flat();
  return flat.join(" ") === words.join(" ") ? undefined : flat;
}

/** "brasslantern": two words of the catalogue without the space between them. */
async function splitWord(db: AnyDb, word: string): Promise<string[] | undefined> {
  const cuts = Array.from({ length: Math.max(0, word.length - 2 * CORRECTED_LENGTH_MIN + 1) }, (_, index) => {
    const at = index + CORRECTED_LENGTH_MIN;
    return [word.slice(0, at), word.slice(at)];
  });
  const known = await listKnownWords(db, cuts.flat());
  return cuts.find((parts) => parts.every((part) => known.has(part)));
}

/** One word may be missing, then two, and so on: the first that finds something. */
async function anyOf(
  parts: MeaningParts,
  { words, synonyms, told }: Words & { readonly told: SearchedText },
): Promise<Meaning> {
  let some = await count(parts, buildTextQuery(words, { synonyms }));
  for (let missingMax = 1; some.count === 0 && missingMax < words.length; missingMax += 1) {
    some = await count(parts, buildTextQuery(words, { synonyms, missingMax }));
  }
  return { text: some.text, told: { ...told, matches: some.count > 0 ? "some" : "none" } };
}
