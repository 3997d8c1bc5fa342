// Ends an order that will not be fulfilled. Goods go back because the product service hears it; money by the job enqueued here.
import { OrderCancelled, OrderUpdated, StaffActed } from "@souk/contracts";
import { type BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import type { Order } from "../domain/order.ts";
import { FinishCheckout, ReturnMoney } from "../../job-definitions.ts";
import { factsOf } from "../order-facts.ts";
import { reopenCartQuery } from "../../carts/store/carts.ts";
import { changeOrder, type OrderChange } from "./change-order.ts";

export type CancelOrder = {
  readonly orderId: string;
  readonly reason: string;
  /** The member of staff who did it, if one did. */
  readonly staffId?: string;
  readonly claim?: BatchQuery;
};

/** Cancelling a cancelled order changes nothing; one that is on its way is refused. */
export async function cancelOrder(deps: Deps, command: CancelOrder): Promise<Order> {
  const { orderId, reason, claim } = command;
  return changeOrder(deps, {
    orderId,
    command: (order) => (order.status === "cancelled" ? undefined : { type: "cancel", reason }),
    alongside: (change) => [
      ...consequences(change, reason),
      ...(command.staffId ? [staffActed(change, command.staffId)] : []),
      ...(claim ? [claim] : []),
    ],
  });
}

function consequences({ before, after }: OrderChange, reason: string): readonly BatchQuery[] {
  const wasConfirmed = before.status !== "pending";
  return [
    outboxQuery(OrderUpdated, { ...factsOf(after), from: before.status, to: after.status }),
    outboxQuery(OrderCancelled, { ...factsOf(after), reason, wasConfirmed }),
    enqueueQuery(ReturnMoney, { key: after.id, data: { orderId: after.id } }),
    cancelJobQuery(FinishCheckout, after.id),
    ...(wasConfirmed ? [] : [reopenCartQuery(after.cartId, after.id)]),
  ];
}

function staffActed({ before, after }: OrderChange, actorId: string): BatchQuery {
  return outboxQuery(StaffActed, {
    actorId,
    action: "order.cancel",
    subjectType: "order",
    subjectId: after.id,
    before: { status: before.status },
    after: { status: after.status, reason: after.cancelReason },
    at: after.updatedAt.toISOString(),
  });
}
