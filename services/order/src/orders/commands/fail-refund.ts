// A promised refund was refused, or sent back after it had been given: its amount is free again.
import { cancelJobQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { ExecuteRefund } from "../../job-definitions.ts";
import type { Order } from "../domain/order.ts";
import { findRefund } from "../domain/refunding.ts";
import { updatedQueries } from "../order-facts.ts";
import { changeOrder } from "./change-order.ts";

export type FailRefund = {
  readonly orderId: string;
  readonly refundId: string;
  readonly reason: string;
};

/** One that the order does not know, or that is settled, stays as it is. */
export async function failRefund(deps: Deps, { orderId, ...refund }: FailRefund): Promise<Order> {
  return changeOrder(deps, {
    orderId,
    command: () => ({ type: "fail_refund", ...refund }),
    alongside: (change) => [
      ...updatedQueries(change),
      ...(isOpen(change.after, refund.refundId) ? [] : [cancelJobQuery(ExecuteRefund, refund.refundId)]),
    ],
  });
}

/** What credits have to give of it is given all the same. */
function isOpen(order: Order, refundId: string): boolean {
  return findRefund(order, refundId)?.status === "pending";
}
