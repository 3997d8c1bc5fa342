// Gives back what nobody paid in time, in bounded transactions.
import { inTransaction } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { expireReservations as expireInStore } from "../store/reservations.ts";
import { publishReleased } from "./publish-released.ts";

const BATCH_MAX = 50;
const BATCHES_MAX = 20;

/** How many reservations lapsed. */
export async function expireReservations(deps: Deps): Promise<number> {
  let expired = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const orders = await expireBatch(deps);
    expired += orders;
    if (orders < BATCH_MAX) break;
  }
  return expired;
}

async function expireBatch(deps: Deps): Promise<number> {
  const lines = await inTransaction(deps.db, async (db) => {
    const lapsed = await expireInStore(db, BATCH_MAX);
    await publishReleased(db, lapsed, "expired");
    return lapsed;
  });
  const orders = new Set(lines.map((line) => line.orderId)).size;
  deps.documents.expire(lines.map((line) => line.variantId));
  deps.metrics.expired.inc({}, orders);
  return orders;
}
