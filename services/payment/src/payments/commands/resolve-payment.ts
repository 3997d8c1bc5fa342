// Settles a payment whose outcome is not known, by asking its provider and never by charging again.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { heldMinorOf, isOver, type Payment, type ProviderPayment } from "../domain/payment.ts";
import { LOOK_DELAY_MS_MAX, RESOLVE_DELAY_MS, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { type PaymentProvider, ProviderSilent } from "../../providers/payment-provider.ts";
import { applyNews } from "./apply-news.ts";
import { loadPayment } from "./load-payment.ts";

/** The payment as its provider sees it now; as we see it where the provider is silent. */
export async function resolvePayment(deps: Deps, paymentId: string): Promise<Payment> {
  const payment = await loadPayment(deps, paymentId);
  if (isOver(payment) || (payment.status === "captured" && heldMinorOf(payment) === 0)) return payment;
  try {
    const news = await askProvider(deps, payment);
    return news ? await applyNews(deps, { payment, news }) : payment;
  } catch (error) {
    if (!(error instanceof ProviderSilent)) throw error;
    deps.telemetry.log.warn(
      { err: error, paymentId, provider: payment.provider },
      "the provider does not say how a payment stands",
    );
    return payment;
  }
}

/** The job: again and again until the provider has said something final, for a lost webhook is missed by nobody else. */
export async function resolvePaymentJob(
  deps: Deps,
  { paymentId }: { readonly paymentId: string },
): Promise<JobOutcome> {
  const payment = await resolvePayment(deps, paymentId);
  if (payment.status === "pending" || payment.status === "unknown") return { retryAfterMs: RETRY_DELAY_MS };
  if (payment.status !== "requires_action" || deps.provider(payment.provider).settlesByHand) return "done";
  return { retryAfterMs: Math.min(LOOK_DELAY_MS_MAX, Math.max(RETRY_DELAY_MS, ageMsOf(deps, payment))) };
}

/** A payment that the provider never heard of is prevented when nobody waits for it any more. */
async function askProvider(deps: Deps, payment: Payment): Promise<ProviderPayment | undefined> {
  const { id: paymentId, orderId, orderNumber, amount, providerPaymentId } = payment;
  const provider = deps.provider(payment.provider);
  const news = await lookAt(provider, payment);
  const isAwaited = payment.givenUpReason === null && ageMsOf(deps, payment) <= 2 * RESOLVE_DELAY_MS;
  return news || isAwaited
    ? news
    : provider.prevent({ paymentId, orderId, orderNumber, amount, providerPaymentId });
}

/** What the shopper approved is taken on the way, unless nobody wants it any more. */
export async function lookAt(
  provider: PaymentProvider,
  payment: Payment,
): Promise<ProviderPayment | undefined> {
  const { id: paymentId, status, providerPaymentId, givenUpReason } = payment;
  const isWanted = status === "requires_action" && givenUpReason === null;
  if (!provider.complete || !isWanted || providerPaymentId === null) {
    return provider.find(paymentId, providerPaymentId);
  }
  return provider.complete({ paymentId, providerPaymentId });
}

function ageMsOf(deps: Deps, payment: Payment): number {
  return deps.now().getTime() - payment.createdAt.getTime();
}
