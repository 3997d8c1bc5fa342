// Carries a promised refund out: the payment's part first, then what goes onto gift cards and store credit. Every step may be
// repeated: the payment service gives once for our refund id, the credits once for it as their reference.
import { isRefusal, OutcomeUnknown } from "@souk/errors";
import type { JobOutcome } from "@souk/jobs";
import { isFinalRefusal } from "../../clients/final-refusal.ts";
import type { MoneyMove } from "../../clients/payments.ts";
import type { Deps } from "../../deps.ts";
import { OUTCOME_RETRY_MS, REFUND_LOOK_MS_MAX, type RefundToExecute } from "../../job-definitions.ts";
import type { Order, OrderRefund } from "../domain/order.ts";
import { findRefund, openPartOf } from "../domain/refunding.ts";
import { loadOrder } from "./change-order.ts";
import { failRefund } from "./fail-refund.ts";
import { recordRefund } from "./record-refund.ts";

/** The order afterwards; its refund is still pending where the provider has not answered yet. */
export async function executeRefund(deps: Deps, { orderId, refundId }: RefundToExecute): Promise<Order> {
  let order = await loadOrder(deps, orderId);
  const refund = findRefund(order, refundId);
  if (refund && openPartOf(refund)?.part === "payment") {
    const moved = await askPayment(deps, orderId, refund);
    if (moved === "pending") return order;
    if (moved === "failed") return failRefund(deps, { orderId, refundId, reason: "refused" });
    order = await recordRefund(deps, { orderId, refundId, amount: refund.toPayment, part: "payment" });
  }
  const rest = findRefund(order, refundId);
  const open = rest && openPartOf(rest);
  return open ? recordRefund(deps, { orderId, refundId, ...open }) : order;
}

export async function executeRefundJob(deps: Deps, refund: RefundToExecute): Promise<JobOutcome> {
  const order = await executeRefund(deps, refund);
  const now = findRefund(order, refund.refundId);
  if (now?.status !== "pending") return "done";
  // The event tells of the end as soon as it is known; this only makes up for one that was lost, the later the older it is.
  const ageMs = deps.now().getTime() - Date.parse(now.requestedAt);
  return { retryAfterMs: Math.min(REFUND_LOOK_MS_MAX, Math.max(OUTCOME_RETRY_MS, ageMs)) };
}

async function askPayment(deps: Deps, orderId: string, refund: OrderRefund): Promise<MoneyMove> {
  const { id: refundId, toPayment: amount, reason } = refund;
  try {
    return await deps.payments.requestRefund({ refundId, orderId, amount, reason });
  } catch (error) {
    if (isFinalRefusal(error)) {
      deps.telemetry.log.error(
        { orderId, refundId, code: error.code },
        "the payment service refused a refund",
      );
      return "failed";
    }
    if (!isRefusal(error) && !(error instanceof OutcomeUnknown)) throw error;
    deps.telemetry.log.warn({ err: error, orderId, refundId }, "the outcome of a refund is unknown");
    return "pending";
  }
}
