// Ends a payment at its provider before it takes money: what is open is closed, what is held is let go.
import type { Deps } from "../../deps.ts";
import { heldMinorOf, type Payment } from "../domain/payment.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { applyNews } from "./apply-news.ts";

/** The payment as it stands afterwards: over, or captured where the shopper was faster, or as before where the provider is silent. */
export async function endPayment(deps: Deps, payment: Payment): Promise<Payment> {
  const { id: paymentId, providerPaymentId } = payment;
  const isOpen = payment.status === "requires_action" || heldMinorOf(payment) > 0;
  if (!isOpen || providerPaymentId === null) return payment;
  try {
    const news = await deps.provider(payment.provider).cancel({ paymentId, providerPaymentId });
    return await applyNews(deps, { payment, news });
  } catch (error) {
    if (!(error instanceof ProviderSilent)) throw error;
    deps.telemetry.log.warn({ err: error, paymentId }, "it is unknown whether a payment was ended");
    return payment;
  }
}
