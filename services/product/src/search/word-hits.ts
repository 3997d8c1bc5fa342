// Which products have a word: read once, then kept. A common word in a large shop costs reading thousands of rows, so that a change of some
// text, in whatever process, does not make it forgotten: the changed products alone are asked about when the word is next wanted.
import type { AnyDb } from "@souk/db";
import { LRUCache } from "lru-cache";
import type { MemoryView } from "./memory/product-memory.ts";
import { findHits, findHitsAmong, type Hits, type HitsQuestion } from "./store/search-hits.ts";

/** Undefined for a stop word. */
export type WordHits = Hits | undefined;
export type WordReader = (view: MemoryView, question: HitsQuestion) => Promise<WordHits>;

const BYTES_MAX = 32 * 1024 * 1024;
const WORD_OVERHEAD_BYTES = 300;

/** The generation of the texts is that before the read: what changed since is asked about again, once too often at worst. */
type Kept = { readonly generation: number; readonly reading: Promise<WordHits> };

export function createWordReader(db: AnyDb): WordReader {
  const kept = new LRUCache<string, Kept>({
    maxSize: BYTES_MAX,
    sizeCalculation: () => WORD_OVERHEAD_BYTES,
  });
  const keep = (key: string, word: Kept): Promise<WordHits> => {
    kept.set(key, word);
    word.reading.then(
      (hits) => {
        // Now its size is known, if it is still wanted.
        const size = WORD_OVERHEAD_BYTES + 2 * (hits?.numbers.byteLength ?? 0);
        return kept.peek(key) === word && kept.set(key, word, { size });
      },
      () => kept.peek(key) === word && kept.delete(key),
    );
    return word.reading;
  };
  return (view, question) => {
    const { generation } = view;
    const key = `${question.slot} ${question.language} ${question.rules} ${question.word}`;
    const known = kept.get(key);
    const changed = known && view.texts.since(known.generation);
    if (known === undefined || changed === undefined)
      return keep(key, { generation, reading: findHits(db, question) });
    if (changed.length === 0) return known.reading;
    return keep(key, {
      generation,
      reading: bringUp(db, question, { before: known.reading, view, changed }),
    });
  };
}

type Change = {
  readonly before: Promise<WordHits>;
  readonly view: MemoryView;
  readonly changed: readonly number[];
};

async function bringUp(
  db: AnyDb,
  question: HitsQuestion,
  { before, view, changed }: Change,
): Promise<WordHits> {
  const ids = changed.flatMap((number) => view.entries[number]?.id ?? []);
  const [old, now] = await Promise.all([before, findHitsAmong(db, question, ids)]);
  return old && now && replaceHits(old, now, new Set(changed));
}

function replaceHits(old: Hits, now: Hits, changed: ReadonlySet<number>): Hits {
  const stays = (_: number, index: number): boolean => !changed.has(old.numbers[index] ?? 0);
  return {
    numbers: joined(old.numbers.filter(stays), now.numbers),
    ranks: joined(old.ranks.filter(stays), now.ranks),
    isCut: old.isCut,
  };
}

function joined(one: Int32Array, other: Int32Array): Int32Array<ArrayBuffer> {
  const all = new Int32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
