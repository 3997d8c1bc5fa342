// What texts mean, kept for a while: working it out may take a question to the catalogue's words for each word.
import type { SearchLanguage } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { LRUCache } from "lru-cache";
import type { Changes } from "../changes.ts";
import type { SearchEngine } from "./engine.ts";
import { meaningOf, type Meaning } from "./meaning.ts";

export type Meanings = { meaningOf(language: SearchLanguage, typed: string): Promise<Meaning> };
export type MeaningsOptions = {
  readonly db: AnyDb;
  readonly engine: Pick<SearchEngine, "countMatches">;
  readonly changes: Changes;
  readonly nowMs: () => number;
};

/** A change made in this process counts at once, one made elsewhere so late. */
const FRESH_MS = 5_000;
const MEANINGS_MAX = 2_000;

type Kept = { readonly meaning: Promise<Meaning>; readonly untilMs: number; readonly tick: number };

export function createMeanings({ db, engine, changes, nowMs }: MeaningsOptions): Meanings {
  const kept = new LRUCache<string, Kept>({ max: MEANINGS_MAX });
  return {
    async meaningOf(language, typed) {
      const key = `${language} ${typed}`;
      const known = kept.get(key);
      if (known && nowMs() < known.untilMs && !changes.happenedSince(known.tick, [])) return known.meaning;
      const made = {
        meaning: meaningOf({ db, engine, language }, typed),
        untilMs: nowMs() + FRESH_MS,
        tick: changes.tick(),
      };
      kept.set(key, made);
      made.meaning.catch(() => kept.peek(key) === made && kept.delete(key));
      return made.meaning;
    },
  };
}
