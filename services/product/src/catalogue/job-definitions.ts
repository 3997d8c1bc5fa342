// The jobs of the catalogue.
import type { AnyDb } from "@souk/db";
import { defineJob, enqueue } from "@souk/jobs";

/** Nothing else would make the documents anew; failures are counted and logged all the same. */
const ATTEMPTS_MAX = 1_000_000;

export const RefreshProducts = defineJob<Record<string, never>>({
  name: "product.refresh-products",
  attemptsMax: ATTEMPTS_MAX,
});

export const PublishDueProducts = defineJob<Record<string, never>>({
  name: "product.publish-due",
  attemptsMax: ATTEMPTS_MAX,
});

/** In the transaction that marked products as stale. */
export async function enqueueRefresh(db: AnyDb): Promise<void> {
  await enqueue(db, RefreshProducts, { key: "refresh", data: {}, replace: true });
}
