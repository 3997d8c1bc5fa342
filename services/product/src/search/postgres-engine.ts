// Search by PostgreSQL: texts are found and ranked by its full text index, in which a change is seen as soon as it is committed; filters,
// facets and sorts are worked out over what this process keeps in memory of each product (memory/product-memory.ts).
import type { AnyDb } from "@souk/db";
import { LRUCache } from "lru-cache";
import type { Changes } from "../changes.ts";
import { priceEdges } from "./domain/price-edges.ts";
import type { SearchAnswer, SearchEngine, SearchQuestion, SearchText } from "./engine.ts";
import { toConditions } from "./memory/conditions.ts";
import type { Entry } from "./memory/entries.ts";
import { similarTo } from "./memory/likeness.ts";
import { pageOfEntries } from "./memory/pages.ts";
import { createProductMemory, type MemoryView, type ProductMemory } from "./memory/product-memory.ts";
import { suggestFrom } from "./memory/suggestions.ts";
import { tallyUp } from "./memory/tally.ts";
import { createPostgresRebuild } from "./postgres-rebuild.ts";
import { countHits, findHits, type Hits, type HitsQuestion } from "./store/search-hits.ts";

export type PostgresEngineOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
};

const HITS_BYTES_MAX = 32 * 1024 * 1024;
const HITS_OVERHEAD_BYTES = 500;
/** Among products that fit about as well: what can be bought first, then what the shop recommends. */
const LIKES_STOCK = 20_000;
const LIKES_FEATURED = 5_000;
/** Above every rank: a product of the very name that was typed. */
const SAME_NAME = 10_000_000;

export function createPostgresEngine({ db, changes, nowMs }: PostgresEngineOptions): SearchEngine {
  const memory = createProductMemory({ db, changes, nowMs });
  const hitsOf = createHitsReader(db, memory);
  return {
    name: "postgres",
    async search(question) {
      const found = question.text && (await hitsOf(question.text));
      const view = await memory.current();
      return answer(view, question, found);
    },
    async countMatches(text, upTo) {
      if (upTo !== undefined) return countHits(db, toHitsQuestion(await memory.current(), text), upTo);
      const [{ numbers }, { entries }] = [await hitsOf(text), await memory.current()];
      return numbers.reduce((count, number) => (entries[number]?.isActive === true ? count + 1 : count), 0);
    },
    suggest: async (question) => suggestFrom(await memory.current(), question),
    async propertyKeys() {
      const { dictionary } = await memory.current();
      return new Set(dictionary.shown().map(({ key }) => key));
    },
    similar: async (question) => similarTo(await memory.current(), question),
    follows: false,
    index: async () => undefined, // The change's own transaction did it.
    rebuilding: createPostgresRebuild(db),
    async start() {
      // The first search waits for it, the start does not.
      memory.current().catch(() => undefined);
    },
    close: async () => undefined,
  };
}

type HitsReader = (text: SearchText) => Promise<Hits>;

/** What a text finds is kept until some product's text changes, in whatever process. */
function createHitsReader(db: AnyDb, memory: ProductMemory): HitsReader {
  const kept = new LRUCache<string, Promise<Hits>>({
    maxSize: HITS_BYTES_MAX,
    sizeCalculation: (_, key) => key.length + HITS_OVERHEAD_BYTES,
  });
  let generation = -1;
  return async (text) => {
    const view = await memory.current();
    if (view.generation !== generation) kept.clear();
    generation = view.generation;
    const key = `${text.language} ${JSON.stringify(text.query)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const reading = findHits(db, toHitsQuestion(view, text));
    kept.set(key, reading);
    try {
      const hits = await reading;
      // Now its size is known.
      const size = hits.numbers.byteLength + hits.ranks.byteLength + HITS_OVERHEAD_BYTES;
      if (kept.peek(key) === reading) kept.set(key, reading, { size });
      return hits;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

function toHitsQuestion({ slot, names }: MemoryView, { language, query }: SearchText): HitsQuestion {
  return { slot, language, text: query, isWord: (word) => names.usesOf(word) > 0 };
}

function answer(view: MemoryView, question: SearchQuestion, found: Hits | undefined): SearchAnswer {
  const { currency, filters, sort, limit, after, text } = question;
  const { dictionary } = view;
  const conditions = toConditions({ filters, currency, dictionary });
  const entries = found === undefined ? view.entries : rankedEntries(view, found, text?.query.phrase ?? "");
  const tally = tallyUp(entries, { currency, conditions, edges: priceEdges(currency) });
  const selected = new Set(
    filters.properties.flatMap(({ key, values }) =>
      values.flatMap((value) => dictionary.find(key)?.values.get(value) ?? []),
    ),
  );
  return {
    ...pageOfEntries(tally.matched, { sort, currency, limit, after }),
    total: tally.matched.length,
    isTotalExact: found?.isCut !== true,
    facets: tally.facets(dictionary, selected),
  };
}

function rankedEntries(view: MemoryView, { numbers, ranks }: Hits, phrase: string): Entry[] {
  const entries: Entry[] = [];
  for (let index = 0; index < numbers.length; index += 1) {
    const entry = view.entries[numbers[index] ?? 0];
    if (entry === undefined) continue;
    const bonus =
      (entry.inStock ? LIKES_STOCK : 0) +
      (entry.featured ? LIKES_FEATURED : 0) +
      (entry.nameKey === phrase ? SAME_NAME : 0);
    entry.rank = (ranks[index] ?? 0) + bonus;
    entries.push(entry);
  }
  return entries;
}
