// Hears that returned goods arrived: those that can be sold again are back on hand.
import { inTransaction } from "@souk/db";
import { claimEvent } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { loadStockChanges } from "../store/reservations.ts";
import { restockReturn as restockInStore } from "../store/returned-goods.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

const CONSUMER = "product.restock-return";

export type RestockReturn = {
  readonly orderId: string;
  readonly returnId: string;
  readonly lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    readonly restock: boolean;
  }[];
  readonly eventId: string;
};

export async function restockReturn(deps: Deps, command: RestockReturn): Promise<void> {
  const { orderId, returnId, eventId } = command;
  const goods = command.lines.filter(({ restock }) => restock);
  const back = await inTransaction(deps.db, async (db) => {
    if (!(await claimEvent(db, CONSUMER, eventId))) return [];
    const restocked = await restockInStore(db, { orderId, returnId, goods });
    await publishStockAlerts(db, await loadStockChanges(db, restocked));
    return restocked;
  });
  deps.documents.expire(back.map(({ variantId }) => variantId));
}
