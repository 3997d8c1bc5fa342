// What a refund is, and how it moves its payment: promised first, then given or taken back.
import { Refusal } from "@souk/errors";
import { type Payment, refundableOf } from "./payment.ts";

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly status: "pending" | "succeeded" | "failed";
  readonly reason: string;
  readonly providerRefundId: string | null;
  readonly createdAt: Date;
};

/** Sets the amount aside; refused where less is left, whoever else is refunding at the same time. */
export function afterPromise(payment: Payment, amountMinor: number, at: Date): Payment {
  const left = refundableOf(payment);
  if (amountMinor > left.amount) {
    throw new Refusal("conflict", "refund_exceeds_captured", "Less than that is left to refund.", {
      extra: { refundable: left },
    });
  }
  const refundingMinor = payment.refundingMinor + amountMinor;
  return { ...payment, version: payment.version + 1, refundingMinor, updatedAt: at };
}

export function afterRefund(payment: Payment, refund: Refund, at: Date): Payment {
  return {
    ...payment,
    version: payment.version + 1,
    refundingMinor: payment.refundingMinor - refund.amountMinor,
    refundedMinor: payment.refundedMinor + refund.amountMinor,
    updatedAt: at,
  };
}

export function afterRefusedRefund(payment: Payment, refund: Refund, at: Date): Payment {
  const refundingMinor = payment.refundingMinor - refund.amountMinor;
  return { ...payment, version: payment.version + 1, refundingMinor, updatedAt: at };
}

/**
 * Names the refund that returns what is left of a payment, so that asking twice refunds once. A refusal uses its name up, because a
 * provider keeps to its first answer for ever.
 */
export function returnNameOf(payment: Payment, refusals: number): string {
  const gone = payment.refundedMinor + payment.refundingMinor;
  return `souk/payment/${payment.id}/return/${gone}/${refusals}`;
}
