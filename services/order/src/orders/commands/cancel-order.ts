// Ends an order that will not be fulfilled. Goods go back because the product service hears it; money by the job enqueued here; gift cards and
// store credit at once.
import { OrderCancelled } from "@souk/contracts";
import { type BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import type { Order } from "../domain/order.ts";
import { FinishCheckout, ReturnMoney } from "../../job-definitions.ts";
import { factsOf, staffActedQueries, updatedQueries } from "../order-facts.ts";
import { returnAllQueries } from "../../gift-cards/store/credit-entries.ts";
import { reopenCartQuery } from "../../carts/store/carts.ts";
import { releasePromotionUsesQuery } from "../../pricing/store/promotion-uses.ts";
import { changeOrder, type OrderChange } from "./change-order.ts";

export type CancelOrder = {
  readonly orderId: string;
  /** A code: it stands in the event, which carries nothing that people wrote. */
  readonly reason: string;
  /** What whoever cancels wrote; stays with the order. */
  readonly words?: string | undefined;
  /** The member of staff who did it, if one did. */
  readonly staffId?: string;
  /** Throws where the order is further than whoever asks may cancel it. */
  readonly precondition?: (order: Order) => void;
  readonly claim?: BatchQuery;
};

/** Cancelling a cancelled order changes nothing; one that is on its way is refused. */
export async function cancelOrder(deps: Deps, command: CancelOrder): Promise<Order> {
  const { orderId, reason, words = reason, precondition } = command;
  return changeOrder(deps, {
    orderId,
    command(order) {
      precondition?.(order);
      return order.status === "cancelled" ? undefined : { type: "cancel", reason: words };
    },
    alongside: (change) => consequences(change, command),
  });
}

function consequences(change: OrderChange, command: CancelOrder): readonly BatchQuery[] {
  const { before, after } = change;
  const { reason, words = reason, staffId, claim } = command;
  const wasConfirmed = before.status !== "pending";
  const { id: orderId, credits, updatedAt: at } = after;
  return [
    ...updatedQueries(change),
    outboxQuery(OrderCancelled, { ...factsOf(after), reason, wasConfirmed }),
    enqueueQuery(ReturnMoney, { key: orderId, data: { orderId } }),
    cancelJobQuery(FinishCheckout, orderId),
    ...returnAllQueries({ orderId, credits, at }),
    ...(wasConfirmed ? [] : [reopenCartQuery(after.cartId, orderId), releasePromotionUsesQuery(orderId)]),
    ...staffActedQueries(change, { staffId, action: "order.cancel", details: { reason: words } }),
    ...(claim ? [claim] : []),
  ];
}
