// Puts search together: the engine that the settings name, what texts mean, and the items of pages.
import type { AnyDb } from "@souk/db";
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
};

export function createSearch(options: SearchOptions): Search {
  const engine = createPostgresEngine(options);
  return {
    engine,
    meanings: createMeanings({ ...options, engine }),
    items: createItemDocuments(options.db),
  };
}
