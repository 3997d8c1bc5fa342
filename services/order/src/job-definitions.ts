// The order service's durable jobs: what must be finished or undone even when the process that began it dies.
import type { PaymentChoice } from "@souk/contracts";
import { defineJob } from "@souk/jobs";

/** When a checkout that its request did not finish is taken over. */
export const RECOVERY_DELAY_MS = 15_000;
/** How often an order that waits for its payment's outcome is looked at again. */
export const OUTCOME_RETRY_MS = 5_000;
/** …and at the most, for a refund that a bank or a member of staff may take days for. */
export const REFUND_LOOK_MS_MAX = 10 * 60_000;
/** Money is never given up on: the job is kept for an operator after this many failed tries in a row. */
const ATTEMPTS_MAX = 50;

/** Looks after carts that nobody comes back for; there is one such job, and it comes again. */
export const TendCarts = defineJob<object>({ name: "order.tend_carts" });

export type CheckoutToFinish = { readonly orderId: string; readonly payment?: PaymentChoice };

/** Finishes an order's checkout, or undoes it when the time to pay is over. One for each order. */
export const FinishCheckout = defineJob<CheckoutToFinish>({
  name: "order.finish_checkout",
  attemptsMax: ATTEMPTS_MAX,
});

/** Lets go of all the money of a cancelled order. One for each order. */
export const ReturnMoney = defineJob<{ readonly orderId: string }>({
  name: "order.return_money",
  attemptsMax: ATTEMPTS_MAX,
});

export type RefundToExecute = { readonly orderId: string; readonly refundId: string };

/** Keeps the promise of a refund, or takes it back. One for each refund. */
export const ExecuteRefund = defineJob<RefundToExecute>({
  name: "order.execute_refund",
  attemptsMax: ATTEMPTS_MAX,
});

export type MoneyToCapture = { readonly orderId: string; readonly captureId: string };

/** Takes the money that was held until the first shipment. One for each order. */
export const CaptureMoney = defineJob<MoneyToCapture>({
  name: "order.capture_money",
  attemptsMax: ATTEMPTS_MAX,
});

/** Completes an order some days after it arrived. One for each order. */
export const CompleteOrder = defineJob<{ readonly orderId: string }>({
  name: "order.complete",
  attemptsMax: ATTEMPTS_MAX,
});
