// Lets go of all the money of an order: what is open is ended, what is held is voided, what was taken goes back.
import { derivedId } from "@souk/db";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { afterGivingUp, isReturned, type Payment, refundableOf } from "../domain/payment.ts";
import { returnNameOf } from "../domain/refund.ts";
import { REFUSED_RETURN_DELAY_MS, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { listPaymentsOfOrder } from "../store/payments.ts";
import { listRefunds } from "../store/refunds.ts";
import { endPayment } from "./end-payment.ts";
import { loadPayment } from "./load-payment.ts";
import { requestRefund } from "./request-refund.ts";
import { resolvePayment } from "./resolve-payment.ts";
import { writePayment } from "./write-payment.ts";

/** True when nothing of the order's money is held or in doubt any more; otherwise ask again. */
export async function returnPayments(
  deps: Deps,
  { orderId, reason }: { orderId: string; reason: string },
): Promise<boolean> {
  const payments = await listPaymentsOfOrder(deps.db, orderId);
  const returned = await Promise.all(payments.map((payment) => returnPayment(deps, payment, reason)));
  return returned.every(isReturned);
}

/** The job for money that came in after we had let go of its payment. */
export async function returnSurplus(
  deps: Deps,
  { paymentId }: { readonly paymentId: string },
): Promise<JobOutcome> {
  const payment = await loadPayment(deps, paymentId);
  const returned = await returnPayment(deps, payment, "surplus");
  return isReturned(returned) ? "done" : { retryAfterMs: RETRY_DELAY_MS };
}

/** Given up first, so that money which arrives from now on goes back by itself. */
async function returnPayment(deps: Deps, payment: Payment, reason: string): Promise<Payment> {
  const givenUp = await writePayment(deps, {
    payment,
    change: (now) => afterGivingUp(now, reason, deps.now()),
  });
  const ended = await endPayment(deps, await resolvePayment(deps, givenUp.id));
  if (refundableOf(ended).amount === 0) return ended;
  const refusals = (await listRefunds(deps.db, ended.id)).filter(({ status }) => status === "failed");
  const lastAt = refusals.at(-1)?.createdAt.getTime() ?? -Infinity;
  if (deps.now().getTime() - lastAt < REFUSED_RETURN_DELAY_MS) return ended;
  await requestRefund(deps, {
    refundId: derivedId(returnNameOf(ended, refusals.length)),
    payment: ended,
    amountMinor: undefined,
    reason: ended.givenUpReason ?? reason,
  });
  return loadPayment(deps, ended.id);
}
