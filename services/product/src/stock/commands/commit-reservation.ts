// Sells what an order holds. A reservation that lapsed meanwhile is taken again if the goods are still there.
import { inTransaction } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { parseId } from "../domain/demand.ts";
import { commitReservation as commitInStore, reserveFailureOf } from "../store/reservations.ts";
import { retakeReservation } from "./retake-reservation.ts";

/** False where nothing is held and the goods are gone. Asking again gives the same answer. */
export async function commitReservation(deps: Deps, command: { readonly orderId: string }): Promise<boolean> {
  const orderId = parseId(command.orderId);
  const outcome = await commitInStore(deps.db, orderId);
  const committed = outcome === "expired" ? await commitLapsed(deps, orderId) : outcome === "committed";
  deps.metrics.commits.inc({ outcome: committed ? "committed" : outcome });
  return committed;
}

async function commitLapsed(deps: Deps, orderId: string): Promise<boolean> {
  try {
    await inTransaction(deps.db, async (db) => {
      // Locks the reservation; a twin of this call may have sold it between the two statements.
      if ((await commitInStore(db, orderId)) === "expired") await retakeReservation(db, orderId);
    });
    return true;
  } catch (error) {
    if (reserveFailureOf(error)?.kind === "short") return false;
    throw error;
  }
}
