// Puts search together: the engine that the settings name, what texts mean, and the items of pages.
import type { AnyDb } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { Changes } from "../changes.ts";
import type { SearchEngine } from "./engine.ts";
import { createItemDocuments, type ItemDocuments } from "./item-documents.ts";
import { createMeanings, type Meanings } from "./meanings.ts";
import { connectOpenSearch } from "./opensearch/connection.ts";
import { createOpenSearchEngine } from "./opensearch/opensearch-engine.ts";
import { createPostgresEngine } from "./postgres-engine.ts";

export type Search = {
  readonly engine: SearchEngine;
  readonly meanings: Meanings;
  readonly items: ItemDocuments;
};
export type SearchOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
  readonly telemetry: Telemetry;
  readonly openSearch: { readonly url: string; readonly index: string } | undefined;
};

export function createSearch(options: SearchOptions): Search {
  const engine = createEngine(options);
  return {
    engine,
    meanings: createMeanings({ ...options, engine }),
    items: createItemDocuments(options.db),
  };
}

function createEngine(options: SearchOptions): SearchEngine {
  const { openSearch, db, nowMs, telemetry } = options;
  if (openSearch === undefined) return createPostgresEngine(options);
  const connection = connectOpenSearch({ url: openSearch.url, telemetry });
  return createOpenSearchEngine({ db, connection, alias: openSearch.index, nowMs });
}
