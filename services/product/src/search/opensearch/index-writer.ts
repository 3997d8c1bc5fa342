// Writes products into OpenSearch as the database has them now. Each document carries the moment at which it was read as its version:
// of two writers the one that read later wins, whichever arrives last.
import type { AnyDb } from "@souk/db";
import { z } from "zod";
import { listAttributeMeanings, listCatalogueRowsOf, snapshotXmin } from "../store/catalogue-rows.ts";
import { listSearchableProductsOf } from "../store/searchable-products.ts";
import type { OpenSearchConnection } from "./connection.ts";
import { toIndexDocument } from "./index-document.ts";

export type IndexWriter = {
  /** `alias` names the index; a write never makes one by itself. Gives false where there is no such alias. */
  write(productIds: readonly string[], alias: string): Promise<boolean>;
};

const VERSION_CONFLICT = 409;
const NOT_FOUND = 404;
const FAILURE_MIN = 300;

const bulkBody = z.object({
  items: z.array(z.object({ index: z.object({ status: z.int(), error: z.unknown().optional() }) })),
});

export type IndexWriterOptions = { readonly db: AnyDb; readonly connection: OpenSearchConnection };

export function createIndexWriter({ db, connection }: IndexWriterOptions): IndexWriter {
  return {
    async write(productIds, alias) {
      if (productIds.length === 0) return true;
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
        const action = { _index: alias, _id: product.id, version, version_type: "external_gte" };
        return [{ index: action }, toIndexDocument({ row, product, meanings })];
      });
      return isTaken(await connection.request({ method: "POST", path: "/_bulk?require_alias=true", lines }));
    },
  };
}

/** A conflict says that something newer is there already. */
function isTaken(body: unknown): boolean {
  const results = bulkBody.parse(body).items.map(({ index }) => index);
  if (results.some(({ status }) => status === NOT_FOUND)) return false;
  const failed = results.find(({ status }) => status >= FAILURE_MIN && status !== VERSION_CONFLICT);
  if (failed === undefined) return true;
  throw new Error(`OpenSearch did not take a product: ${JSON.stringify(failed.error)}`);
}
