// Staff move a confirmed order on: processing, shipped, delivered, completed.
import { OrderDelivered, OrderShipped, OrderUpdated, StaffActed } from "@souk/contracts";
import { type BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Order, OrderCommand } from "../domain/order.ts";
import { factsOf } from "../order-facts.ts";
import { changeOrder, type OrderChange } from "./change-order.ts";

export type MoveOrder = {
  readonly orderId: string;
  readonly to: "processing" | "shipped" | "delivered" | "completed";
  readonly trackingCode: string | null;
  readonly staffId: string;
  /** Throws where the order is not the one the member of staff looked at. */
  readonly precondition: (order: Order) => void;
};

export async function moveOrder(deps: Deps, command: MoveOrder): Promise<Order> {
  return changeOrder(deps, {
    orderId: command.orderId,
    command: (order) => {
      command.precondition(order);
      return commandFor(command);
    },
    alongside: (change) => consequences(change, command),
  });
}

function commandFor({ to, trackingCode }: MoveOrder): OrderCommand {
  switch (to) {
    case "processing":
      return { type: "process" };
    case "shipped":
      return { type: "ship", trackingCode };
    case "delivered":
      return { type: "deliver" };
    case "completed":
      return { type: "complete" };
  }
}

function consequences({ before, after }: OrderChange, { staffId }: MoveOrder): readonly BatchQuery[] {
  const facts = factsOf(after);
  return [
    outboxQuery(OrderUpdated, { ...facts, from: before.status, to: after.status }),
    ...(after.status === "shipped"
      ? [outboxQuery(OrderShipped, { ...facts, trackingCode: after.trackingCode })]
      : []),
    ...(after.status === "delivered" ? [outboxQuery(OrderDelivered, facts)] : []),
    outboxQuery(StaffActed, {
      actorId: staffId,
      action: `order.${after.status}`,
      subjectType: "order",
      subjectId: after.id,
      before: { status: before.status },
      after: { status: after.status, trackingCode: after.trackingCode },
      at: after.updatedAt.toISOString(),
    }),
  ];
}
