// Rebuilding PostgreSQL's search index into the slot that is not read; then the slots change over.
import { runBatch, type AnyDb } from "@souk/db";
import type { IndexRebuild } from "./engine.ts";
import { loadIndexState, openBuildingSlot, swapSlots } from "./store/index-state.ts";
import { buildingQueries } from "./store/search-index.ts";
import { listSearchableProducts } from "./store/searchable-products.ts";

/** The version of the rules by which texts become vectors (domain/searchable-product.ts, domain/fold-text.ts). A change of them raises it. */
const INDEX_FORMAT = 1;
const CHUNK_PRODUCTS = 250;

export function createPostgresRebuild(db: AnyDb): IndexRebuild {
  return {
    isOutdated: async () => (await loadIndexState(db)).format !== INDEX_FORMAT,
    begin: () => openBuildingSlot(db),
    async addNext({ after }) {
      const products = await listSearchableProducts(db, { after, limit: CHUNK_PRODUCTS });
      const last = products.at(-1)?.id;
      if (last === undefined) return undefined;
      await runBatch(db, buildingQueries(products));
      return { last, count: products.length };
    },
    finish: () => swapSlots(db, INDEX_FORMAT),
  };
}
