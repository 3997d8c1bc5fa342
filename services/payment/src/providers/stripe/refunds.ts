// Gives money back at Stripe, under our refund's id, and lists what was given back by whomever.
import type { Stripe } from "stripe";
import { z } from "zod";
import type { PaymentProvider, ProviderRefund } from "../payment-provider.ts";
import { fromStripeAmount, toStripeAmount } from "./amounts.ts";
import { isKeyForgotten } from "./key-life.ts";
import { intentOrId } from "./payment-of-intent.ts";
import { asked, type StripeApi } from "./stripe-api.ts";

const PAGE_SIZE = 100;
const REFUNDS_MAX = 1000;

/** What is read of a refund, in an answer or in a webhook. */
export const refundFacts = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: intentOrId,
});
export type RefundFacts = z.infer<typeof refundFacts>;

export function refundCalls(api: StripeApi, now: () => Date): Pick<PaymentProvider, "refund" | "refunds"> {
  const refunds: PaymentProvider["refunds"] = async ({ providerPaymentId }) =>
    (await listed(api, providerPaymentId)).map(toProviderRefund);
  return {
    refunds,
    async refund(refund) {
      const { refundId, providerPaymentId: intent, paymentId } = refund;
      const before = isKeyForgotten(refundId, now())
        ? (await refunds({ paymentId, providerPaymentId: intent })).find((made) => made.refundId === refundId)
        : undefined;
      if (before) return before;
      const made = api.refunds.create(
        {
          payment_intent: intent,
          amount: toStripeAmount(refund.amount).amount,
          metadata: { refund_id: refundId, payment_id: paymentId },
        },
        { idempotencyKey: refundId },
      );
      return toProviderRefund(await asked(made));
    },
  };
}

function listed(api: StripeApi, intentId: string): Promise<Stripe.Refund[]> {
  const pages = api.refunds.list({ payment_intent: intentId, limit: PAGE_SIZE });
  return asked(pages.autoPagingToArray({ limit: REFUNDS_MAX }));
}

export function toProviderRefund({ id, amount, currency, metadata, status }: RefundFacts): ProviderRefund {
  return {
    providerRefundId: id,
    refundId: metadata?.["refund_id"] ?? null,
    amount: fromStripeAmount(amount, currency),
    status: statusOf(status),
  };
}

function statusOf(status: string | null | undefined): ProviderRefund["status"] {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}
