// Hears that an order is confirmed: what it holds is sold. Heard again it changes nothing.
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { claimEvent } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { commitReservation, reserveFailureOf } from "../store/reservations.ts";
import { retakeReservation } from "./retake-reservation.ts";

const CONSUMER = "product.sell-order";

export type SellOrder = { readonly orderId: string; readonly eventId: string };

export async function sellOrder(deps: Deps, { orderId, eventId }: SellOrder): Promise<void> {
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
