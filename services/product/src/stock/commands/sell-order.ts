// Hears that an order is confirmed: what it holds is sold, and what was bought together is taken down. Heard again it changes nothing.
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { claimEvent, isAlreadyClaimed } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { basketQuery, type BoughtTogether } from "../../recommendations/basket.ts";
import { SALE_CONSUMER, sellAll, type Sale } from "../sell-together.ts";
import { commitReservation, reserveFailureOf } from "../store/reservations.ts";
import { retakeReservation } from "./retake-reservation.ts";

export type SellOrder = BoughtTogether & { readonly eventId: string };

export async function sellOrder(deps: Deps, order: SellOrder): Promise<void> {
  const sale = { orderId: order.orderId, eventId: order.eventId, basket: basketQuery(order) };
  try {
    if ((await deps.sellTogether.ask(sale)) === "alone") await sellAll(deps.db, [sale]);
  } catch (error) {
    if (isAlreadyClaimed(error)) return;
    if (reserveFailureOf(error)?.kind !== "not_held") throw error;
    await sellLapsed(deps, sale);
  }
}

/** The hold had lapsed: the goods are taken once more, if they are still there. */
async function sellLapsed(deps: Deps, { orderId, eventId, basket }: Sale): Promise<void> {
  try {
    await inTransaction(deps.db, async (db) => {
      if (!(await claimEvent(db, SALE_CONSUMER, eventId))) return;
      const outcome = await commitReservation(db, orderId);
      if (outcome === "expired") await retakeReservation(db, orderId);
      else if (outcome !== "committed") throw goodsGone();
      await runBatch(db, [basket]);
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
