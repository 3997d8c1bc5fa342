// The one way in which a return changes: a command on its order, with what is said of it in the same transaction.
import type { BatchQuery } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { changeOrder } from "../../orders/commands/change-order.ts";
import type { OrderCommand } from "../../orders/domain/decide.ts";
import type { Order, OrderReturn } from "../../orders/domain/order.ts";
import { staffActedQueries } from "../../orders/order-facts.ts";
import { loadReturn } from "../domain/returning.ts";

export type ReturnOfOrder = { readonly order: Order; readonly made: OrderReturn };

export type ChangeReturn = {
  readonly orderId: string;
  readonly returnId: string;
  readonly command: (order: Order) => OrderCommand | undefined;
  readonly events: (change: ReturnOfOrder) => readonly BatchQuery[];
  readonly action: string;
  /** Nobody of the staff where undefined. */
  readonly staffId: string | undefined;
};

export async function changeReturn(deps: Deps, change: ChangeReturn): Promise<ReturnOfOrder> {
  const { orderId, returnId, command, events, action, staffId } = change;
  const order = await changeOrder(deps, {
    orderId,
    command,
    alongside({ before, after }) {
      const made = loadReturn(after, returnId);
      const { lines, received, rejectReason } = made;
      const details = { returnId, returnStatus: made.status, lines, received, rejectReason };
      return [
        ...events({ order: after, made }),
        ...staffActedQueries({ before, after }, { staffId, action, details }),
      ];
    },
  });
  return { order, made: loadReturn(order, returnId) };
}
