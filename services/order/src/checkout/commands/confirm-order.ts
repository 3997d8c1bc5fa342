// A payment that was captured, or is held for the shop, confirms its order, once; when the order cannot be fulfilled any more the money goes back.
import { OrderConfirmed, OrderUpdated } from "@souk/contracts";
import { type BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery } from "@souk/jobs";
import type { Money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { canMove, type Order } from "../../orders/domain/order.ts";
import { FinishCheckout } from "../../job-definitions.ts";
import { factsOf, soldLinesOf } from "../../orders/order-facts.ts";
import { changeOrder, type OrderChange } from "../../orders/commands/change-order.ts";

export type ConfirmOrder = {
  /** As it was read just now. */
  readonly order: Order;
  /** Null where nothing was due. */
  readonly paymentId: string | null;
  readonly amount: Money;
  /** The claim of the event that brought the news, if one did. */
  readonly claim?: BatchQuery;
};

/** The goods must be held. An order that was confirmed by this payment already, or is over, stays as it is. */
export async function confirmOrder(deps: Deps, command: ConfirmOrder): Promise<Order> {
  const { order: known, paymentId, amount, claim } = command;
  return changeOrder(deps, {
    orderId: known.id,
    known,
    command: (order) =>
      canMove(order.status, "confirmed") ? { type: "confirm", paymentId, amount } : undefined,
    alongside: (change) => [...consequences(change, paymentId), ...(claim ? [claim] : [])],
  });
}

function consequences({ before, after }: OrderChange, paymentId: string | null): readonly BatchQuery[] {
  const { total } = after.totals;
  const confirmedAt = after.updatedAt.toISOString();
  return [
    outboxQuery(OrderUpdated, { ...factsOf(after), from: before.status, to: after.status }),
    outboxQuery(OrderConfirmed, {
      ...factsOf(after),
      paymentId,
      total,
      lines: soldLinesOf(after),
      confirmedAt,
    }),
    cancelJobQuery(FinishCheckout, after.id),
  ];
}
