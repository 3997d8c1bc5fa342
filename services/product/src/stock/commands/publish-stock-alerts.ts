// Says which variants ran low or came back, in the transaction that made it so.
import { StockLow, StockReplenished } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { alertOf, type StockChange } from "../domain/stock-alert.ts";

export async function publishStockAlerts(db: AnyDb, changes: readonly StockChange[]): Promise<void> {
  for (const change of changes) {
    const alert = alertOf(change);
    if (alert === undefined) continue;
    const { variantId, productId, sku, availableAfter } = change;
    await publish(db, alert === "low" ? StockLow : StockReplenished, {
      variantId,
      productId,
      sku,
      available: availableAfter,
    });
  }
}
