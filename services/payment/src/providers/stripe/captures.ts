// Takes held money at Stripe: once, or in parts where the card's network allows it.
import { Refusal } from "@souk/errors";
import type { Stripe } from "stripe";
import type { NewProviderCapture, PaymentProvider } from "../payment-provider.ts";
import { toStripeAmount } from "./amounts.ts";
import { EXPANDED } from "./find-intent.ts";
import { toProviderPayment } from "./payment-of-intent.ts";
import { asked, type StripeApi } from "./stripe-api.ts";

export function captureCall(api: StripeApi): PaymentProvider["capture"] {
  return async (capture) => {
    const { captureId, providerPaymentId } = capture;
    const intent = await asked(api.paymentIntents.retrieve(providerPaymentId, { expand: EXPANDED }));
    if (markOf(captureId) in intent.metadata) return toProviderPayment(intent);
    if (intent.status !== "requires_capture") throw notHeld();
    const params = paramsOf(intent, capture);
    const taken = api.paymentIntents.capture(providerPaymentId, params, { idempotencyKey: captureId });
    return toProviderPayment(await asked(taken));
  };
}

/** It was let go, ran out, or was taken by somebody else: this capture took nothing, however the payment stands. */
function notHeld(): Refusal {
  return new Refusal("unprocessable", "payment_not_authorized", "Nothing is held of this payment any more.");
}

/** Written on the intent with the capture itself: that it was done is known for longer than the key lives. 40 characters, Stripe's most. */
function markOf(captureId: string): string {
  return `capture_${captureId.replaceAll("-", "")}`;
}

function paramsOf(
  intent: Stripe.PaymentIntent,
  { captureId, amount, isFinal }: NewProviderCapture,
): Stripe.PaymentIntentCaptureParams {
  const { amount: toCapture } = toStripeAmount(amount);
  const isInParts = allowsParts(intent);
  if (!isInParts && !isFinal && toCapture < intent.amount_capturable) {
    throw new Refusal(
      "unprocessable",
      "capture_only_once",
      "This card's money can be taken once only: what is not taken now would be let go.",
    );
  }
  return {
    amount_to_capture: toCapture,
    ...(isInParts && { final_capture: isFinal }),
    metadata: { [markOf(captureId)]: String(toCapture) },
    expand: EXPANDED,
  };
}

function allowsParts({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  if (typeof charge !== "object") return false;
  return charge?.payment_method_details?.card?.multicapture?.status === "available";
}
