// Disputes at Stripe. Inquiries, before any money has moved, are answered in Stripe's dashboard and are no disputes here.
import { Refusal } from "@souk/errors";
import type { Stripe } from "stripe";
import { z } from "zod";
import type { DisputeEvidence, PaymentProvider, ProviderDispute } from "../payment-provider.ts";
import { fromStripeAmount } from "./amounts.ts";
import { intentOrId } from "./payment-of-intent.ts";
import { asked, eachOf, type StripeApi } from "./stripe-api.ts";

const MS_PER_SECOND = 1000;
/** A dispute is over long before it is this old. Stripe lists them by when they began, not by when they ended. */
const DISPUTE_LIFE_SECONDS = 180 * 24 * 60 * 60;
const PAGE_SIZE = 100;
const DATE_LENGTH = "2026-11-20".length;

/** What is read of a dispute, in an answer or in a webhook. */
export const disputeFacts = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  payment_intent: intentOrId,
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
});
export type DisputeFacts = z.infer<typeof disputeFacts>;

const statuses: Readonly<Record<string, ProviderDispute["status"]>> = {
  needs_response: "needs_response",
  under_review: "under_review",
  appeal_needs_response: "needs_response",
  appeal_under_review: "under_review",
  won: "won",
  prevented: "won",
  lost: "lost",
};

export function disputeCalls(api: StripeApi): Required<Pick<PaymentProvider, "disputes" | "submitEvidence">> {
  return {
    async *disputes(since) {
      const gte = Math.floor(since.getTime() / MS_PER_SECOND) - DISPUTE_LIFE_SECONDS;
      const listed = api.disputes.list({
        created: { gte },
        limit: PAGE_SIZE,
        expand: ["data.payment_intent"],
      });
      for await (const facts of eachOf(listed)) {
        const dispute = await toProviderDispute(api, facts);
        if (dispute) yield dispute;
      }
    },
    async submitEvidence({ disputeId, evidence }) {
      const params = {
        evidence: toStripeEvidence(evidence),
        submit: true,
        expand: ["payment_intent"],
      };
      const dispute = await toProviderDispute(api, await asked(api.disputes.update(disputeId, params)));
      if (dispute) return dispute;
      throw new Refusal("unprocessable", "dispute_not_ours", "This dispute is of no payment of the shop.");
    },
  };
}

/** Undefined for inquiries and for payments that are not ours. */
export async function toProviderDispute(
  api: StripeApi,
  facts: DisputeFacts,
): Promise<ProviderDispute | undefined> {
  const status = statuses[facts.status];
  const paymentId = status && (await paymentIdOf(api, facts.payment_intent));
  if (!status || paymentId === undefined) return undefined;
  const dueBy = facts.evidence_details?.due_by;
  return {
    disputeId: facts.id,
    paymentId,
    amount: fromStripeAmount(facts.amount, facts.currency),
    reason: facts.reason,
    status,
    evidenceDueAt: dueBy ? new Date(dueBy * MS_PER_SECOND) : null,
  };
}

/** Disputes and foreign refunds name Stripe's intent only; the intent knows our payment. */
export async function paymentIdOf(
  api: StripeApi,
  intent: DisputeFacts["payment_intent"],
): Promise<string | undefined> {
  if (!intent) return undefined;
  const { metadata } = typeof intent === "string" ? await asked(api.paymentIntents.retrieve(intent)) : intent;
  return metadata["payment_id"];
}

function toStripeEvidence(evidence: DisputeEvidence): Stripe.DisputeUpdateParams.Evidence {
  const { carrier, trackingNumber, shippedAt } = evidence;
  return {
    customer_email_address: evidence.customerEmail,
    customer_name: evidence.customerName,
    shipping_address: evidence.shippingAddress,
    product_description: evidence.goods,
    uncategorized_text: evidence.explanation,
    ...(carrier !== null && { shipping_carrier: carrier }),
    ...(trackingNumber !== null && { shipping_tracking_number: trackingNumber }),
    ...(shippedAt !== null && { shipping_date: shippedAt.toISOString().slice(0, DATE_LENGTH) }),
  };
}
