// The order service decided that money goes back; which payment it came by is known here.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { refundableOf } from "../domain/payment.ts";
import type { Refund } from "../domain/refund.ts";
import { listPaymentsOfOrder } from "../store/payments.ts";
import { findRefund } from "../store/refunds.ts";
import { executeRefund } from "./execute-refund.ts";
import { requestRefund } from "./request-refund.ts";

export type RefundOrder = {
  readonly orderId: string;
  /** Given by the caller: the same id is the same refund. */
  readonly refundId: string;
  readonly amountMinor: number;
  readonly reason: string;
  readonly staffId: string | undefined;
};

export async function refundOrder(deps: Deps, command: RefundOrder): Promise<Refund> {
  const { orderId, refundId, amountMinor, reason, staffId } = command;
  if (await findRefund(deps.db, refundId)) return executeRefund(deps, refundId);
  // Money of one that was given up is on its way back by itself.
  const payments = await listPaymentsOfOrder(deps.db, orderId);
  const payment = payments.find((one) => one.givenUpReason === null && refundableOf(one).amount > 0);
  if (!payment)
    throw new Refusal("conflict", "refund_exceeds_captured", "No money of this order is left to refund.");
  const by = staffId === undefined ? {} : { staffId };
  return requestRefund(deps, { refundId, payment, amountMinor, reason, ...by });
}
