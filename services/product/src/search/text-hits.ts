// What a text finds in PostgreSQL: the hits of its words, put together. Those of each word are kept until some product's text changes, in
// whatever process: texts differ, their words are the same ones again and again.
import type { SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { LRUCache } from "lru-cache";
import type { Alternative, Clause } from "./domain/text-query.ts";
import type { SearchText } from "./engine.ts";
import { intersectHits, uniteHits } from "./memory/combined-hits.ts";
import type { MemoryView } from "./memory/product-memory.ts";
import { findHits, type Hits, type HitsQuestion } from "./store/search-hits.ts";

export type TextHits = { find(view: MemoryView, text: SearchText): Promise<Hits> };

/** Undefined for a stop word. */
type WordHits = Hits | undefined;
type WordReader = (view: MemoryView, question: HitsQuestion) => Promise<WordHits>;

const BYTES_MAX = 32 * 1024 * 1024;
const WORD_OVERHEAD_BYTES = 300;

export function createTextHits(db: AnyDb): TextHits {
  const read = createWordReader(db);
  return {
    async find(view, { language, query: { clauses } }) {
      const found = await hitsOfClauses({ read, view, language, rules: "language" }, clauses);
      if (found.length > 0) return intersectHits(found);
      // Nothing but stop words ("the") is searched for as it is written.
      return intersectHits(await hitsOfClauses({ read, view, language, rules: "as_written" }, clauses));
    },
  };
}

function createWordReader(db: AnyDb): WordReader {
  const kept = new LRUCache<string, Promise<WordHits>>({
    maxSize: BYTES_MAX,
    sizeCalculation: () => WORD_OVERHEAD_BYTES,
  });
  let generation = -1;
  return (view, question) => {
    if (view.generation !== generation) kept.clear();
    generation = view.generation;
    const key = `${question.slot} ${question.language} ${question.rules} ${question.word}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const reading = findHits(db, question);
    kept.set(key, reading);
    reading.then(
      (hits) => {
        // Now its size is known, if it is still wanted.
        const size = WORD_OVERHEAD_BYTES + 2 * (hits?.numbers.byteLength ?? 0);
        return kept.peek(key) === reading && kept.set(key, reading, { size });
      },
      () => kept.delete(key),
    );
    return reading;
  };
}

type Reading = {
  readonly read: WordReader;
  readonly view: MemoryView;
  readonly language: SearchLanguage;
  readonly rules: HitsQuestion["rules"];
};

/** Of each clause the hits; those of nothing but stop words are left out. */
async function hitsOfClauses(reading: Reading, clauses: readonly Clause[]): Promise<readonly Hits[]> {
  return counting(
    await Promise.all(
      clauses.map(async ({ alternatives }) => {
        const found = counting(
          await Promise.all(alternatives.map((alternative) => hitsOfWords(reading, alternative))),
        );
        return found.length === 0 ? undefined : uniteHits(found);
      }),
    ),
  );
}

async function hitsOfWords(
  { read, view, language, rules }: Reading,
  { words, isPrefix }: Alternative,
): Promise<WordHits> {
  const found = counting(
    await Promise.all(
      words.map((word, index) => {
        // Whoever typed the whole word of a name means no longer one that begins with it.
        const isOpen = isPrefix && index === words.length - 1 && view.names.usesOf(word) === 0;
        return read(view, { slot: view.slot, language, rules, word: isOpen ? `${word}:*` : word });
      }),
    ),
  );
  return found.length === 0 ? undefined : intersectHits(found);
}

const counting = (found: readonly WordHits[]): readonly Hits[] => found.filter((hits) => hits !== undefined);
