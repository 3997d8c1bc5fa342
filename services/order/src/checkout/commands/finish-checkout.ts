// The recovery job of a checkout: finishes what a dead or slow request left, and cancels what is unpaid when its time is over.
import { isRefusal } from "@souk/errors";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import type { Order } from "../../orders/domain/order.ts";
import { type CheckoutToFinish, OUTCOME_RETRY_MS } from "../../job-definitions.ts";
import { cancelOrder } from "../../orders/commands/cancel-order.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { confirmOrder } from "./confirm-order.ts";
import { continueCheckout, holdGoods } from "./continue-checkout.ts";

export async function finishCheckout(
  deps: Deps,
  { orderId, payment: choice }: CheckoutToFinish,
): Promise<JobOutcome> {
  const order = await loadOrder(deps, orderId);
  if (order.status !== "pending") return "done";
  try {
    return await advance(deps, order, choice);
  } catch (error) {
    if (isRefusal(error) && error.kind !== "unavailable") return "done"; // The checkout was undone; the order says why.
    throw error;
  }
}

async function advance(deps: Deps, order: Order, choice: CheckoutToFinish["payment"]): Promise<JobOutcome> {
  const payment = await deps.payments.resolveOfOrder(order.id);
  const remainingMs = order.placedAt.getTime() + deps.paymentWindowMs - deps.now().getTime();
  if (payment?.status === "captured") {
    await holdGoods(deps, order);
    await confirmOrder(deps, { order, paymentId: payment.id, amount: payment.captured });
    return "done";
  }
  if (payment?.status === "unknown" || payment?.status === "pending")
    return { retryAfterMs: OUTCOME_RETRY_MS };
  if (remainingMs <= 0) {
    await cancelOrder(deps, { orderId: order.id, reason: "payment_expired" });
    return "done";
  }
  if (payment || !choice) return { retryAfterMs: remainingMs };
  const { order: now, payment: made } = await continueCheckout(deps, order, choice);
  if (now.status !== "pending") return "done";
  return { retryAfterMs: made?.status === "unknown" ? OUTCOME_RETRY_MS : remainingMs };
}
