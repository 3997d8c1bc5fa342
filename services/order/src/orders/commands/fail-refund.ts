// A promised refund was refused: its amount is free again.
import { cancelJobQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { ExecuteRefund } from "../../job-definitions.ts";
import type { Order } from "../domain/order.ts";
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
    alongside: () => [cancelJobQuery(ExecuteRefund, refund.refundId)],
  });
}
