// The facts of an order as its events carry them: ids and amounts, nothing personal.
import { OrderUpdated, StaffActed } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { OrderChange } from "./commands/change-order.ts";
import type { Order } from "./domain/order.ts";

export function factsOf(order: Order): { orderId: string; number: string; customerId: string | null } {
  return { orderId: order.id, number: order.number, customerId: order.customerId };
}

export function soldLinesOf(order: Order) {
  return order.lines.map(({ variantId, productId, quantity, total }) => ({
    variantId,
    productId,
    quantity,
    total,
  }));
}

/** Said of every change of status; a change within a status is none. */
export function updatedQueries({ before, after }: OrderChange): readonly BatchQuery[] {
  if (before.status === after.status) return [];
  return [outboxQuery(OrderUpdated, { ...factsOf(after), from: before.status, to: after.status })];
}

export type StaffAction = {
  /** Nobody of the staff where undefined. */
  readonly staffId: string | undefined;
  readonly action: string;
  /** What was changed besides the status. */
  readonly details?: Readonly<Record<string, unknown>>;
};

export function staffActedQueries(
  { before, after }: OrderChange,
  { staffId, action, details }: StaffAction,
): readonly BatchQuery[] {
  if (staffId === undefined) return [];
  return [
    outboxQuery(StaffActed, {
      actorId: staffId,
      action,
      subjectType: "order",
      subjectId: after.id,
      before: { status: before.status },
      after: { status: after.status, ...details },
      at: after.updatedAt.toISOString(),
    }),
  ];
}
