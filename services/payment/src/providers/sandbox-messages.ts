// What the sandbox provider says, and what it means in the words of the house.
import { isCurrency, money } from "@souk/money";
import { z } from "zod";
import type { ProviderPayment } from "../payments/domain/payment.ts";
import type { ProviderDispute, ProviderMovement, ProviderRefund } from "./payment-provider.ts";

const currency = z.string().refine(isCurrency);
export const paymentBody = z.object({
  id: z.string(),
  status: z.enum(["requires_action", "authorized", "captured", "declined", "voided"]),
  amount: z.int(),
  currency,
  amountCaptured: z.int().min(0),
  amountReleased: z.int().min(0).optional(),
  amountRefunded: z.int().min(0).optional(),
  reference: z.string(),
  orderId: z.string(),
  method: z
    .object({
      id: z.string(),
      customer: z.string(),
      brand: z.string(),
      last4: z.string(),
      expires: z.string(),
    })
    .optional(),
  redirectUrl: z.string().optional(),
  declineCode: z.string().optional(),
});
export const paymentListBody = z.object({ items: z.array(paymentBody) });

export const refundBody = z.object({
  id: z.string(),
  amount: z.int().min(1),
  reference: z.string(),
  status: z.enum(["pending", "succeeded", "failed"]),
});
export const refundListBody = z.object({ items: z.array(refundBody) });

export const disputeBody = z.object({
  id: z.string(),
  paymentId: z.string(),
  amount: z.int().min(1),
  currency,
  reason: z.string(),
  status: z.enum(["open", "under_review", "won", "lost"]),
  evidenceDueAt: z.iso.datetime(),
});

export const eventBody = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ payment: paymentBody, refund: refundBody.optional(), dispute: disputeBody.optional() }),
});

export const bookBody = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["capture", "refund", "refund_reversed", "dispute", "dispute_won", "fee", "payout"]),
      paymentId: z.string().nullable(),
      reference: z.string().nullable(),
      refundReference: z.string().nullable(),
      amount: z.int().min(1),
      currency,
      at: z.iso.datetime(),
    }),
  ),
  hasMore: z.boolean(),
});

const ourId = z.uuid();
/** What the provider keeps for us may be what somebody typed into its dashboard. */
export function isOurs(reference: string): boolean {
  return ourId.safeParse(reference).success;
}

const paymentStatuses = {
  requires_action: "requires_action",
  authorized: "authorized",
  captured: "captured",
  declined: "failed",
  voided: "cancelled",
} as const;
const disputeStatuses = {
  open: "needs_response",
  under_review: "under_review",
  won: "won",
  lost: "lost",
} as const;

export function toProviderPayment(payment: z.infer<typeof paymentBody>): ProviderPayment {
  const { amount, amountCaptured, amountReleased, amountRefunded, method } = payment;
  const isHolding = payment.status === "authorized" || payment.status === "captured";
  return {
    providerPaymentId: payment.id,
    reference: payment.reference,
    orderId: payment.orderId,
    status: paymentStatuses[payment.status],
    amount: money(amount, payment.currency),
    capturedMinor: amountCaptured,
    ...(amountReleased !== undefined && {
      heldMinor: isHolding ? amount - amountCaptured - amountReleased : 0,
    }),
    ...(amountRefunded !== undefined && { refundedMinor: amountRefunded }),
    ...(method && {
      method: {
        providerCustomerId: method.customer,
        providerMethodId: method.id,
        brand: method.brand,
        last4: method.last4,
        expires: method.expires,
      },
    }),
    redirectUrl: payment.redirectUrl ?? null,
    clientSecret: null,
    failureCode: payment.declineCode ?? null,
  };
}

export function toProviderRefund(refund: z.infer<typeof refundBody>, inCurrency: string): ProviderRefund {
  const { id: providerRefundId, status, reference } = refund;
  const refundId = isOurs(reference) ? reference : null;
  return { providerRefundId, refundId, amount: money(refund.amount, inCurrency), status };
}

export function toProviderDispute(dispute: z.infer<typeof disputeBody>, paymentId: string): ProviderDispute {
  return {
    disputeId: dispute.id,
    paymentId,
    amount: money(dispute.amount, dispute.currency),
    reason: dispute.reason,
    status: disputeStatuses[dispute.status],
    evidenceDueAt: new Date(dispute.evidenceDueAt),
  };
}

export function toProviderMovement(line: z.infer<typeof bookBody>["items"][number]): ProviderMovement {
  const { id, kind, reference, refundReference, amount, at } = line;
  return {
    id,
    kind,
    paymentId: reference !== null && isOurs(reference) ? reference : null,
    providerPaymentId: line.paymentId,
    refundId: refundReference !== null && isOurs(refundReference) ? refundReference : null,
    amount: money(amount, line.currency),
    at: new Date(at),
  };
}
