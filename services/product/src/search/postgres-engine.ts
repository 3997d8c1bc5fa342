// Search by PostgreSQL: texts are found and ranked by its full text index, in which a change is seen as soon as it is committed; filters,
// facets and sorts are worked out over what this process keeps in memory of each product (memory/product-memory.ts).
import type { AnyDb } from "@souk/db";
import type { Changes } from "../changes.ts";
import { priceEdges } from "./domain/price-edges.ts";
import type { SearchAnswer, SearchEngine, SearchQuestion } from "./engine.ts";
import { toConditions } from "./memory/conditions.ts";
import type { Entry } from "./memory/entries.ts";
import { similarTo } from "./memory/likeness.ts";
import { pageOfEntries } from "./memory/pages.ts";
import { createProductMemory, type MemoryView } from "./memory/product-memory.ts";
import { suggestFrom } from "./memory/suggestions.ts";
import { tallyUp } from "./memory/tally.ts";
import { createPostgresRebuild } from "./postgres-rebuild.ts";
import { readThrough, type Hits } from "./store/search-hits.ts";
import { createTextHits } from "./text-hits.ts";

export type PostgresEngineOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
};

/** Among products that fit about as well: what can be bought first, then what the shop recommends. */
const LIKES_STOCK = 20_000;
const LIKES_FEATURED = 5_000;
/** Above every rank: a product of the very name that was typed. */
const SAME_NAME = 10_000_000;

export function createPostgresEngine({ db, changes, nowMs }: PostgresEngineOptions): SearchEngine {
  const memory = createProductMemory({ db, changes, nowMs });
  const textHits = createTextHits(db);
  return {
    name: "postgres",
    async search(question) {
      const view = await memory.current();
      return answer(view, question, question.text && (await textHits.find(view, question.text)));
    },
    async countMatches(text, enough = Infinity) {
      const view = await memory.current();
      const { numbers } = await textHits.find(view, text);
      let count = 0;
      for (const number of numbers) {
        if (view.entries[number]?.isActive === true) count += 1;
        if (count >= enough) break;
      }
      return count;
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
      // The first search waits for the memory, the start for neither. What fails here is read when it is wanted.
      const warmUp = async (): Promise<void> => readThrough(db, (await memory.current()).slot);
      warmUp().catch(() => undefined);
    },
    close: async () => undefined,
  };
}

function answer(view: MemoryView, question: SearchQuestion, found: Hits | undefined): SearchAnswer {
  const { currency, filters, sort, limit, after, text } = question;
  const { dictionary } = view;
  const conditions = toConditions({ filters, dictionary });
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
