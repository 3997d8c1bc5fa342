// A refund that the payment's provider had given was sent back by the shopper's bank: its money is the order's again, and owed as before.
import { cancelJobQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { ExecuteRefund } from "../../job-definitions.ts";
import type { Order } from "../domain/order.ts";
import { findRefund } from "../domain/refunding.ts";
import { updatedQueries } from "../order-facts.ts";
import { changeOrder } from "./change-order.ts";

export type ReverseRefund = {
  readonly orderId: string;
  readonly refundId: string;
  readonly reason: string;
};

/** May be heard again. What credits still have to give of it, they give. */
export async function reverseRefund(deps: Deps, { orderId, ...refund }: ReverseRefund): Promise<Order> {
  const { refundId } = refund;
  return changeOrder(deps, {
    orderId,
    command: () => ({ type: "reverse_refund", ...refund }),
    alongside(change) {
      const isOpen = findRefund(change.after, refundId)?.status === "pending";
      return [...updatedQueries(change), ...(isOpen ? [] : [cancelJobQuery(ExecuteRefund, refundId)])];
    },
  });
}
