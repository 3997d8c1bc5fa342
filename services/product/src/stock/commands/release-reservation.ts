// Gives an order's held goods back on sale. What was sold stays sold: only a cancelled order puts that back (put-back-order.ts).
import { inTransaction } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { parseId } from "../domain/demand.ts";
import { releaseReservation as releaseInStore } from "../store/reservations.ts";
import { publishReleased } from "./publish-released.ts";

export type ReleaseReservation = { readonly orderId: string; readonly reason: string };

export async function releaseReservation(deps: Deps, command: ReleaseReservation): Promise<void> {
  const orderId = parseId(command.orderId);
  const released = await inTransaction(deps.db, async (db) => {
    const lines = await releaseInStore(db, { orderId, reason: command.reason, putBack: false });
    await publishReleased(db, lines, command.reason);
    return lines;
  });
  deps.documents.expire(released.map((line) => line.variantId));
}
