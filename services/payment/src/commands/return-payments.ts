// Lets go of all the money of an order: what is open is ended, what is held is voided, what was taken goes back.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { isReturned, type Payment, refundableOf } from "../domain/payment.ts";
import { returnRefundIdFor } from "../domain/refund.ts";
import { RETRY_DELAY_MS } from "../job-definitions.ts";
import { ProviderSilent } from "../providers/payment-provider.ts";
import { listPaymentsOfOrder } from "../store/payments.ts";
import { applyNews } from "./apply-news.ts";
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
  const returned = await returnPayment(deps, payment, payment.givenUpReason ?? "surplus");
  return isReturned(returned) ? "done" : { retryAfterMs: RETRY_DELAY_MS };
}

/** Given up first, so that money which arrives from now on goes back by itself. */
export async function returnPayment(deps: Deps, payment: Payment, reason: string): Promise<Payment> {
  const givenUp = await writePayment(deps, {
    payment,
    change: (now) => afterGivingUp(now, reason, deps.now()),
  });
  const open = isReturned(givenUp) ? givenUp : await endOpen(deps, givenUp);
  if (open.status !== "captured" || refundableOf(open).amount === 0) return open;
  await requestRefund(deps, {
    refundId: returnRefundIdFor(open),
    payment: open,
    amountMinor: undefined,
    reason,
  });
  return loadPayment(deps, open.id);
}

function afterGivingUp(payment: Payment, reason: string, at: Date): Payment {
  if (payment.givenUpReason !== null || isReturned(payment)) return payment;
  return { ...payment, version: payment.version + 1, givenUpReason: reason, updatedAt: at };
}

async function endOpen(deps: Deps, payment: Payment): Promise<Payment> {
  const known = payment.status === "captured" ? payment : await resolvePayment(deps, payment.id);
  const { providerPaymentId, id: paymentId } = known;
  const isOpen = known.status === "requires_action" || known.status === "authorized";
  if (!isOpen || providerPaymentId === null) return known;
  try {
    const news = await deps.provider(known.provider).cancel({ paymentId, providerPaymentId });
    return await applyNews(deps, { paymentId, known, news });
  } catch (error) {
    if (error instanceof ProviderSilent) return known;
    throw error;
  }
}
