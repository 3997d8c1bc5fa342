// Puts drafts on sale and takes products off when their time has come, by the database's clock.
import { ProductArchived, ProductUpdated } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { turnByTime } from "../domain/schedule.ts";
import { listDueProducts, lockProducts } from "../store/products.ts";
import { saveProducts } from "../store/save-products.ts";

/** In one transaction at once. */
const PRODUCTS_MAX = 20;

/** Gives back how many were due. */
export async function publishDueProducts(deps: Deps): Promise<number> {
  const turned = await inTransaction(deps.db, async (db) => {
    const { ids, databaseNow } = await listDueProducts(db, PRODUCTS_MAX);
    if (ids.length === 0) return 0;
    const updatedAt = deps.now();
    const products = (await lockProducts(db, ids)).map(({ product: before }) => ({
      before,
      after: turnByTime(before, { databaseNow, updatedAt }),
    }));
    await saveProducts(
      db,
      products.map(({ after }) => after),
    );
    for (const { before, after } of products) {
      const fact = { productId: after.id, slug: after.slug, version: after.version };
      await publish(db, ProductUpdated, fact);
      if (after.status === "archived" && before.status !== "archived")
        await publish(db, ProductArchived, fact);
    }
    return products.length;
  });
  if (turned > 0) deps.documents.expireAll();
  return turned;
}
