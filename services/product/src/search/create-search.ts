// Puts search together: the engine that the settings name, what texts mean, and the items of pages.
import type { AnyDb } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { Changes } from "../changes.ts";
import type { SearchEngine } from "./engine.ts";
import { createItemDocuments, type ItemDocuments } from "./item-documents.ts";
import { createMeanings, type Meanings } from "./meanings.ts";
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

export async function createSearch(options: SearchOptions): Promise<Search> {
  const engine = await createEngine(options);
  return {
    engine,
    meanings: createMeanings({ ...options, engine }),
    items: createItemDocuments(options.db),
  };
}

async function createEngine(options: SearchOptions): Promise<SearchEngine> {
  const { openSearch, db, nowMs, telemetry } = options;
  if (openSearch === undefined) return createPostgresEngine(options);
  // Loaded where they are wanted: a shop that searches by PostgreSQL has no use for so large a library.
  const { connectOpenSearch } = await import("./opensearch/connection.ts");
  const { createOpenSearchEngine } = await import("./opensearch/opensearch-engine.ts");
  const connection = connectOpenSearch({ url: openSearch.url, telemetry });
  return createOpenSearchEngine({ db, connection, alias: openSearch.index, nowMs });
}
