// The order service's durable jobs: what must be finished or undone even when the process that began it dies.
import type { PaymentChoice } from "@souk/contracts";
import { defineJob } from "@souk/jobs";

/** When a checkout that its request did not finish is taken over. */
export const RECOVERY_DELAY_MS = 15_000;
/** How often an order that waits for its payment's outcome is looked at again. */
export const OUTCOME_RETRY_MS = 5_000;
/** Money is never given up on: the job is kept for an operator after this many failed tries in a row. */
const ATTEMPTS_MAX = 50;

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
