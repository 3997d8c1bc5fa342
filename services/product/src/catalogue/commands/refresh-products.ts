// Makes the documents of stale products anew, some at once. Nothing that staff edit changes, so neither does the version.
import { ProductUpdated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockProducts } from "../store/products.ts";
import { saveProducts } from "../store/save-products.ts";
import { forgetStaleProducts, takeStaleProducts } from "../store/stale-products.ts";

/** In memory and in one transaction at once; as many events fit into a batch. */
const PRODUCTS_MAX = 50;

/** Gives back how many; none when nothing is stale. */
export async function refreshProducts(deps: Deps): Promise<number> {
  const refreshed = await inTransaction(deps.db, async (db) => {
    const ids = await takeStaleProducts(db, PRODUCTS_MAX);
    if (ids.length === 0) return 0;
    const stored = await lockProducts(db, ids);
    await saveProducts(
      db,
      stored.map(({ product }) => product),
      { at: deps.now() },
    );
    await runBatch(
      db,
      stored.map(({ product: { id, slug, version } }) =>
        outboxQuery(ProductUpdated, { productId: id, slug, version }),
      ),
    );
    await forgetStaleProducts(db, ids);
    return ids.length;
  });
  if (refreshed > 0) deps.documents.expireAll();
  return refreshed;
}
