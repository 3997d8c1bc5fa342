// What a text finds in PostgreSQL: the hits of its words, put together. Those of each word are kept (word-hits.ts).
import type { SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import type { Alternative, Clause } from "./domain/text-query.ts";
import type { SearchText } from "./engine.ts";
import { intersectHits, uniteHits } from "./memory/combined-hits.ts";
import type { MemoryView } from "./memory/product-memory.ts";
import type { Hits, HitsQuestion } from "./store/search-hits.ts";
import { createWordReader, type WordHits, type WordReader } from "./word-hits.ts";

export type TextHits = { find(view: MemoryView, text: SearchText): Promise<Hits> };

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
