// Hears that an order is confirmed: what it holds is sold. Heard again it changes nothing.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { claimEvent, claimQuery, isAlreadyClaimed } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { commitReservation, reserveFailureOf, sellReservationQuery } from "../store/reservations.ts";
import { retakeReservation } from "./retake-reservation.ts";

const CONSUMER = "product.sell-order";

export type SellOrder = { readonly orderId: string; readonly eventId: string };

/** The usual case in one round trip. */
export async function sellOrder(deps: Deps, sale: SellOrder): Promise<void> {
  try {
    await runBatch(deps.db, [claimQuery(CONSUMER, sale.eventId), sellReservationQuery(sale.orderId)]);
  } catch (error) {
    if (isAlreadyClaimed(error)) return;
    if (reserveFailureOf(error)?.kind !== "not_held") throw error;
    await sellLapsed(deps, sale);
  }
}

/** The hold had lapsed: the goods are taken once more, if they are still there. */
async function sellLapsed(deps: Deps, { orderId, eventId }: SellOrder): Promise<void> {
  try {
    await inTransaction(deps.db, async (db) => {
      if (!(await claimEvent(db, CONSUMER, eventId))) return;
      const outcome = await commitReservation(db, orderId);
      if (outcome === "expired") await retakeReservation(db, orderId);
      else if (outcome !== "committed") throw goodsGone();
    });
  } catch (error) {
    if (reserveFailureOf(error)?.kind === "short") throw goodsGone();
    throw error;
  }
}

/** Kept with the event as refused: staff have to find goods, or give the money back, for an order that is paid. */
function goodsGone(): Refusal {
  return new Refusal("conflict", "stock_gone", "The order is confirmed, but nothing is held for it.");
}
