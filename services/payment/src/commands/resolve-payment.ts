// Settles a payment whose outcome is not known, by asking its provider and never by charging again.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import type { Payment } from "../domain/payment.ts";
import { RESOLVE_DELAY_MS, RETRY_DELAY_MS } from "../job-definitions.ts";
import { ProviderSilent } from "../providers/payment-provider.ts";
import { applyNews } from "./apply-news.ts";
import { failPayment } from "./fail-payment.ts";
import { loadPayment } from "./load-payment.ts";

/** The payment as its provider sees it now; as we see it where the provider is silent. */
export async function resolvePayment(deps: Deps, paymentId: string): Promise<Payment> {
  const payment = await loadPayment(deps, paymentId);
  if (payment.status === "captured" || payment.status === "failed" || payment.status === "cancelled")
    return payment;
  try {
    const news = await deps.provider(payment.provider).find(paymentId);
    if (news) return await applyNews(deps, { paymentId, known: payment, news });
    return isLongAgo(deps, payment)
      ? await failPayment(deps, paymentId, "not_received_by_provider")
      : payment;
  } catch (error) {
    if (!(error instanceof ProviderSilent)) throw error;
    deps.telemetry.log.warn(
      { paymentId, provider: payment.provider },
      "the provider does not say how a payment stands",
    );
    return payment;
  }
}

/** The job: again and again until the provider has said something final. A payment that waits for its shopper is no doubt. */
export async function resolvePaymentJob(
  deps: Deps,
  { paymentId }: { readonly paymentId: string },
): Promise<JobOutcome> {
  const { status } = await resolvePayment(deps, paymentId);
  return status === "pending" || status === "unknown" ? { retryAfterMs: RETRY_DELAY_MS } : "done";
}

/** Nobody can still be asking the provider to make it. */
function isLongAgo(deps: Deps, payment: Payment): boolean {
  return deps.now().getTime() - payment.createdAt.getTime() > 2 * RESOLVE_DELAY_MS;
}
