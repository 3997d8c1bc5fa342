// Says which goods went back on sale and for whom, in the transaction that let them go.
import { StockReleased } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { loadStockChanges, type ReleasedLine } from "../store/reservations.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

export async function publishReleased(
  db: AnyDb,
  lines: readonly ReleasedLine[],
  reason: string,
): Promise<void> {
  if (lines.length === 0) return;
  for (const [orderId, ofOrder] of Map.groupBy(lines, (line) => line.orderId)) {
    const released = ofOrder.map(({ variantId, quantity }) => ({ variantId, quantity }));
    await publish(db, StockReleased, { orderId, lines: released, reason });
  }
  await publishStockAlerts(db, await loadStockChanges(db, lines));
}
