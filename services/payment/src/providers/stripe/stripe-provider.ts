// Stripe as a payment provider. What was never run against Stripe itself, and how to: README.md.
import type { PaymentProvider } from "../payment-provider.ts";
import { captureCall } from "./captures.ts";
import { disputeCalls } from "./disputes.ts";
import { forgetMethodCall } from "./kept-methods.ts";
import { movementsSince } from "./movements.ts";
import { paymentCalls } from "./payments.ts";
import { refundCalls } from "./refunds.ts";
import { createStripeApi, type StripeOptions } from "./stripe-api.ts";
import { newsOf, proveWebhook } from "./webhook-news.ts";

type StripeProvider = PaymentProvider &
  Required<Pick<PaymentProvider, "movements" | "disputes" | "submitEvidence" | "forgetMethod">>;

export function createStripeProvider(options: StripeOptions): StripeProvider {
  const { now } = options;
  const api = createStripeApi(options);
  return {
    name: "stripe",
    ...paymentCalls(api, now),
    capture: captureCall(api),
    ...refundCalls(api, now),
    ...disputeCalls(api),
    movements: (since) => movementsSince(api, since, now()),
    forgetMethod: forgetMethodCall(api),
    async readWebhook(rawBody, headers) {
      proveWebhook(api, options, { rawBody, headers });
      return newsOf(api, JSON.parse(rawBody.toString("utf8")));
    },
    newsOf: (payload) => newsOf(api, payload),
  };
}
