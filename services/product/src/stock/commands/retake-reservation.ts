// Takes a lapsed order's goods once more and sells them, in the caller's transaction, which holds the reservation's lock.
import { StockReserved } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { toDemand } from "../domain/demand.ts";
import { commitReservation, loadReservationLines, takeReservation } from "../store/reservations.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

/** Sold in the same transaction: the number is never looked at. */
const RETAKEN_TTL_SECONDS = 60;

/** Throws what `reserveFailureOf` calls `short` where the goods are gone. */
export async function retakeReservation(db: AnyDb, orderId: string): Promise<void> {
  const lines = await loadReservationLines(db, orderId);
  const take = { orderId, demand: toDemand(lines), ttlSeconds: RETAKEN_TTL_SECONDS, mayAlert: true };
  const changes = await takeReservation(db, take);
  await publish(db, StockReserved, { orderId, lines: [...lines] });
  await publishStockAlerts(db, changes);
  await commitReservation(db, orderId);
}
