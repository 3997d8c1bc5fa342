// Hears that pieces were paid back before they were sent: they are on hand again.
import { inTransaction } from "@souk/db";
import { claimEvent } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { StockLine } from "../domain/demand.ts";
import { loadStockChanges } from "../store/reservations.ts";
import { restockUnsent as restockInStore } from "../store/returned-goods.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

const CONSUMER = "product.restock-unsent";

export type RestockUnsent = {
  readonly orderId: string;
  readonly refundId: string;
  readonly goods: readonly StockLine[];
  readonly eventId: string;
};

export async function restockUnsent(deps: Deps, { eventId, ...unsent }: RestockUnsent): Promise<void> {
  if (unsent.goods.length === 0) return;
  const back = await inTransaction(deps.db, async (db) => {
    if (!(await claimEvent(db, CONSUMER, eventId))) return [];
    const restocked = await restockInStore(db, unsent);
    await publishStockAlerts(db, await loadStockChanges(db, restocked));
    return restocked;
  });
  deps.documents.expire(back.map(({ variantId }) => variantId));
}
