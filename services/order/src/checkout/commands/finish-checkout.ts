// The recovery job of a checkout: finishes what a dead or slow request left, and cancels what is unpaid when its time is over.
import { isRefusal } from "@souk/errors";
import type { JobOutcome } from "@souk/jobs";
import { equalMoney } from "@souk/money";
import type { OrderPayment } from "../../clients/payments.ts";
import type { Deps } from "../../deps.ts";
import type { Order } from "../../orders/domain/order.ts";
import { type CheckoutToFinish, OUTCOME_RETRY_MS } from "../../job-definitions.ts";
import { cancelOrder } from "../../orders/commands/cancel-order.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { confirmOrder } from "./confirm-order.ts";
import { continueCheckout, holdGoods, holdMs, isGranted, isPaidByCredits } from "./continue-checkout.ts";

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
  if (isPaidByCredits(order)) {
    await continueCheckout(deps, order, undefined);
    return "done";
  }
  const payment = await deps.payments.resolveOfOrder(order.id);
  if (payment && isGranted(payment)) {
    await acceptGranted(deps, order, payment);
    return "done";
  }
  if (payment?.status === "unknown" || payment?.status === "pending")
    return { retryAfterMs: OUTCOME_RETRY_MS };
  const remainingMs = remainingMsOf(deps, order, payment);
  if (remainingMs <= 0) {
    await cancelOrder(deps, { orderId: order.id, reason: "payment_expired" });
    return "done";
  }
  if (payment?.expiresAt) return waitLonger(deps, order, remainingMs);
  if (payment || !choice) return { retryAfterMs: remainingMs };
  const { order: now, payment: made } = await continueCheckout(deps, order, choice);
  if (now.status !== "pending") return "done";
  return { retryAfterMs: made?.status === "unknown" ? OUTCOME_RETRY_MS : remainingMs };
}

/** Where other than what is due was taken, nothing is sold for it: the money goes back and the shopper has the cart again. */
async function acceptGranted(deps: Deps, order: Order, { id, granted: amount }: OrderPayment): Promise<void> {
  if (!equalMoney(amount, order.amountDue)) {
    await cancelOrder(deps, { orderId: order.id, reason: "payment_amount_mismatch" });
    return;
  }
  await holdGoods(deps, order);
  await confirmOrder(deps, { order, paymentId: id, amount });
}

/** A payment that is settled by hand (a bank transfer) has a time of its own. */
function remainingMsOf(deps: Deps, order: Order, payment: OrderPayment | undefined): number {
  const until = payment?.expiresAt?.getTime() ?? order.placedAt.getTime() + deps.paymentWindowMs;
  return until - deps.now().getTime();
}

/** The hold is prolonged before it is over; where it lapsed all the same and the goods are gone, the order is cancelled before anybody pays it. */
async function waitLonger(deps: Deps, order: Order, remainingMs: number): Promise<JobOutcome> {
  await holdGoods(deps, order);
  return { retryAfterMs: Math.min(remainingMs, holdMs(deps) / 2) };
}
