// Writes products into OpenSearch as the database has them now. Each document carries the moment at which it was read as its version:
// of two writers the one that read later wins, whichever arrives last.
import type { AnyDb } from "@souk/db";
import { z } from "zod";
import { listAttributeMeanings, listCatalogueRowsOf, snapshotXmin } from "../store/catalogue-rows.ts";
import { listSearchableProductsOf } from "../store/searchable-products.ts";
import type { OpenSearchConnection } from "./connection.ts";
import { toIndexDocument } from "./index-document.ts";

export type IndexWriter = { write(productIds: readonly string[], index: string): Promise<void> };

const VERSION_CONFLICT = 409;
const FAILURE_MIN = 300;

const bulkBody = z.object({
  items: z.array(z.object({ index: z.object({ status: z.int(), error: z.unknown().optional() }) })),
});

export type IndexWriterOptions = { readonly db: AnyDb; readonly connection: OpenSearchConnection };

export function createIndexWriter({ db, connection }: IndexWriterOptions): IndexWriter {
  return {
    async write(productIds, index) {
      if (productIds.length === 0) return;
      const version = Number(await snapshotXmin(db));
      const [rows, products, attributes] = await Promise.all([
        listCatalogueRowsOf(db, productIds),
        listSearchableProductsOf(db, productIds),
        listAttributeMeanings(db),
      ]);
      const meanings = new Map(attributes.map((attribute) => [attribute.code, attribute]));
      const rowsById = new Map(rows.map((row) => [row.id, row]));
      const lines = products.flatMap((product) => {
        const row = rowsById.get(product.id);
        if (row === undefined) return [];
        const action = { _index: index, _id: product.id, version, version_type: "external_gte" };
        return [{ index: action }, toIndexDocument({ row, product, meanings })];
      });
      refuseFailures(await connection.request({ method: "POST", path: "/_bulk", lines }));
    },
  };
}

/** A conflict says that something newer is there already. */
function refuseFailures(body: unknown): void {
  const failed = bulkBody
    .parse(body)
    .items.find(({ index }) => index.status >= FAILURE_MIN && index.status !== VERSION_CONFLICT);
  if (failed !== undefined) {
    throw new Error(`OpenSearch did not take a product: ${JSON.stringify(failed.index.error)}`);
  }
}
