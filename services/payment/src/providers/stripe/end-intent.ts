// Ends intents, so that nobody can pay them any more.
import { isRefusal } from "@souk/errors";
import type { ProviderPayment } from "../../payments/domain/payment.ts";
import { EXPANDED } from "./find-intent.ts";
import { type IntentFacts, toProviderPayment } from "./payment-of-intent.ts";
import { asked, type StripeApi } from "./stripe-api.ts";

export type IntentToEnd = { readonly intentId: string; readonly key: string };

/** What cannot be cancelled was taken or ended before: then that is the answer. */
export async function cancelIntent(api: StripeApi, { intentId, key }: IntentToEnd): Promise<ProviderPayment> {
  const expand = EXPANDED;
  try {
    const ended = api.paymentIntents.cancel(intentId, { expand }, { idempotencyKey: key });
    return toProviderPayment(await asked(ended));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toProviderPayment(await asked(api.paymentIntents.retrieve(intentId, { expand })));
  }
}

/** A declined card leaves its intent open at Stripe. Where the shop gives it up, it ends there too. */
export async function settled(api: StripeApi, intent: IntentFacts): Promise<ProviderPayment> {
  const payment = toProviderPayment(intent);
  if (payment.status !== "failed" || intent.status === "canceled") return payment;
  const ended = await cancelIntent(api, { intentId: intent.id, key: `declined-${payment.reference}` });
  return ended.status === "captured" ? ended : payment;
}
