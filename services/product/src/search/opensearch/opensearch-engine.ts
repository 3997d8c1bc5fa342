// Search by OpenSearch, for shops that outgrew one machine. The index follows the log of changes (commands/follow-changes.ts), so a
// change is found a moment after it is committed; prices and stock that are shown come from the database all the same.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { z } from "zod";
import { completionsOf } from "../domain/completions.ts";
import { wordsOfFolded } from "../domain/fold-text.ts";
import type { SearchEngine, SimilarQuestion, SuggestionAnswer, SuggestionQuestion } from "../engine.ts";
import type { OpenSearchConnection } from "./connection.ts";
import { createIndexWriter } from "./index-writer.ts";
import { buildingAlias, createOpenSearchRebuild } from "./opensearch-rebuild.ts";
import { readCount, readIds, readKeys, readNames, readSearch } from "./search-answer.ts";
import {
  countRequest,
  keysRequest,
  searchRequest,
  similarRequest,
  suggestionRequest,
} from "./search-request.ts";

export type OpenSearchEngineOptions = {
  readonly db: AnyDb;
  readonly connection: OpenSearchConnection;
  /** The name under which the index is read; those behind it have the rebuild's id appended. */
  readonly alias: string;
  readonly nowMs: () => number;
};

const KEYS_FRESH_MS = 5_000;
/** Of a product, so many values are compared with others'. */
const COMPARED_VALUES_MAX = 20;

const storedProduct = z.object({
  _source: z.object({
    categoryId: z.string().nullable(),
    values: z.array(z.string()),
    prices: z.record(z.string(), z.number()),
  }),
});

export function createOpenSearchEngine(options: OpenSearchEngineOptions): SearchEngine {
  const { db, connection, alias, nowMs } = options;
  const writer = createIndexWriter({ db, connection });
  const ask = async (path: string, body: object): Promise<unknown> => {
    const answer = await connection.request({ method: "POST", path: `/${alias}/${path}`, body });
    if (answer === undefined) throw notReady();
    return answer;
  };
  const propertyKeys = (): Promise<ReadonlySet<string>> => {
    if (keys === undefined || nowMs() >= keys.untilMs) {
      const known = ask("_search", keysRequest).then(readKeys);
      known.catch(() => (keys = undefined));
      keys = { known, untilMs: nowMs() + KEYS_FRESH_MS };
    }
    return keys.known;
  };
  let keys: { readonly known: Promise<ReadonlySet<string>>; readonly untilMs: number } | undefined;
  return {
    name: "opensearch",
    async search(question) {
      const [body, shownKeys] = await Promise.all([ask("_search", searchRequest(question)), propertyKeys()]);
      return readSearch(body, question, shownKeys);
    },
    countMatches: async (text) => readCount(await ask("_count", countRequest(text))),
    suggest: async (question) => toSuggestions(question, await ask("_search", suggestionRequest(question))),
    propertyKeys,
    similar: (question) => similarTo(options, question),
    follows: true,
    async index(productIds, rebuildId) {
      await writer.write(productIds, alias);
      if (rebuildId !== undefined) await writer.write(productIds, buildingAlias(alias, rebuildId));
    },
    rebuilding: createOpenSearchRebuild({ db, connection, alias, writer }),
    start: async () => undefined,
    close: () => connection.close(),
  };
}

function notReady(): Refusal {
  return new Refusal("unavailable", "search_not_ready", "The search index is being made. Try again soon.");
}

function toSuggestions({ words, limit }: SuggestionQuestion, body: unknown): SuggestionAnswer {
  const names = readNames(body);
  return {
    ids: names.slice(0, limit).map(({ id }) => id),
    completions: completionsOf(
      words,
      names.map(({ nameKey }) => [...new Set(wordsOfFolded(nameKey))]),
    ),
  };
}

async function similarTo(
  { connection, alias }: OpenSearchEngineOptions,
  question: SimilarQuestion,
): Promise<readonly string[]> {
  const stored = await connection.request({ method: "GET", path: `/${alias}/_doc/${question.productId}` });
  if (stored === undefined) return [];
  const { _source: product } = storedProduct.parse(stored);
  const { categoryId, values, prices } = product;
  const body = similarRequest({
    ...question,
    index: alias,
    categoryId,
    values: values.slice(0, COMPARED_VALUES_MAX),
    price: prices[question.currency] ?? 0,
  });
  return readIds(await connection.request({ method: "POST", path: `/${alias}/_search`, body }));
}
