// Promises a refund: its amount is set aside in the order's history before any money moves, so that refunds asked for at once,
// here and of the payment service, never exceed the order together. A job sees to it that the promise is kept or taken back.
import { Refusal } from "@souk/errors";
import { enqueueQuery } from "@souk/jobs";
import { subtractMoney } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { ExecuteRefund, RECOVERY_DELAY_MS } from "../../job-definitions.ts";
import type { Order } from "../domain/order.ts";
import { paymentLeft, planRefund, refundableOf, type RefundRequest } from "../domain/refund-plan.ts";
import { findRefund } from "../domain/refunding.ts";
import { staffActedQueries } from "../order-facts.ts";
import { changeOrder, loadOrder } from "./change-order.ts";

export type PromiseRefund = {
  readonly orderId: string;
  /** The same refund id is the same refund. */
  readonly request: RefundRequest;
  readonly staffId: string | undefined;
};

export async function promiseRefund(
  deps: Deps,
  { orderId, request, staffId }: PromiseRefund,
): Promise<Order> {
  const { refundId, reason, to } = request;
  if (!request.paymentOnly) await requireCaptured(deps, orderId, request);
  return changeOrder(deps, {
    orderId,
    command: (order) => (findRefund(order, refundId) ? undefined : { type: "request_refund", request }),
    alongside(change) {
      const amount = findRefund(change.after, refundId)?.amount;
      const details = { refundId, amount, to, reason };
      return [
        enqueueQuery(ExecuteRefund, {
          key: refundId,
          data: { orderId, refundId },
          afterMs: RECOVERY_DELAY_MS,
        }),
        ...staffActedQueries(change, { staffId, action: "order.refund", details }),
      ];
    },
  });
}

/**
 * Money that is only held has not been taken, so none of it can go back, nor become store credit; the payment service looks at what it
 * is asked for itself.
 */
async function requireCaptured(deps: Deps, orderId: string, request: RefundRequest): Promise<void> {
  const order = await loadOrder(deps, orderId);
  if (order.paymentId === null || findRefund(order, request.refundId)) return;
  const { toPayment, amount } = planRefund(order, request);
  const { captured } = await deps.payments.get(order.paymentId);
  const missing = subtractMoney(order.amountDue, captured).amount;
  const isTaken =
    toPayment.amount <= paymentLeft(order).amount - missing &&
    amount.amount <= refundableOf(order).amount - missing;
  if (missing <= 0 || isTaken) return;
  const message = "The payment is not captured yet: cancel the order, or refund it when its money was taken.";
  throw new Refusal("conflict", "payment_not_captured", message, { extra: { captured } });
}
