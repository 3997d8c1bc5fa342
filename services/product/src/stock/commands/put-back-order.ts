// Hears that an order is cancelled: what it holds goes back on sale, and what it had bought goes back on the shelf.
import { inTransaction } from "@souk/db";
import { claimEvent } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { releaseReservation } from "../store/reservations.ts";
import { publishReleased } from "./publish-released.ts";

const CONSUMER = "product.put-back-order";

export type PutBackOrder = { readonly orderId: string; readonly eventId: string; readonly reason: string };

export async function putBackOrder(deps: Deps, command: PutBackOrder): Promise<void> {
  const { orderId, reason } = command;
  const released = await inTransaction(deps.db, async (db) => {
    if (!(await claimEvent(db, CONSUMER, command.eventId))) return [];
    const lines = await releaseReservation(db, { orderId, reason, putBack: true });
    await publishReleased(db, lines, reason);
    return lines;
  });
  deps.documents.expire(released.map((line) => line.variantId));
}
