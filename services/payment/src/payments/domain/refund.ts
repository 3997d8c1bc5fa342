// What a refund is, and how it moves its payment: promised first, then given or taken back.
import { Refusal } from "@souk/errors";
import type { Money } from "@souk/money";
import { type Payment, refundableOf } from "./payment.ts";

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly status: "pending" | "succeeded" | "failed";
  readonly reason: string;
  /** Set as soon as the provider has accepted it, which may be long before it succeeds. */
  readonly providerRefundId: string | null;
  /** What staff chose, where it was lines and not an amount. */
  readonly lines: readonly RefundedLine[] | null;
  readonly failureCode: string | null;
  readonly createdAt: Date;
};
export type RefundedLine = { readonly lineId: string; readonly quantity: number };

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

/** It had been given, and the shopper's bank sent it back: the money is ours again, and owed to them as before. */
export function afterReversedRefund(
  payment: Payment,
  { amountMinor, isForeign }: { readonly amountMinor: number; readonly isForeign: boolean },
  at: Date,
): Payment {
  const { version, refundedMinor: refunded, refundedElsewhereMinor: elsewhere } = payment;
  const refundedMinor = refunded - amountMinor;
  const refundedElsewhereMinor = elsewhere - (isForeign ? amountMinor : 0);
  return { ...payment, version: version + 1, refundedMinor, refundedElsewhereMinor, updatedAt: at };
}

/** A refund that somebody made at the provider is named by the provider's id for it. */
export function foreignRefundName({ provider }: Payment, providerRefundId: string | null): string {
  return `souk/payment/${provider}/refund/${providerRefundId}`;
}

/** Somebody gave it back at the provider: a fact, which is only recorded. */
export function afterForeignRefund(payment: Payment, amount: Money, at: Date): Payment {
  const refundedMinor = payment.refundedMinor + amount.amount;
  if (amount.currency !== payment.amount.currency || refundedMinor > payment.capturedMinor)
    throw new Refusal("conflict", "payment_mismatch", "The provider gave back what was never taken.");
  const refundedElsewhereMinor = payment.refundedElsewhereMinor + amount.amount;
  return { ...payment, version: payment.version + 1, refundedMinor, refundedElsewhereMinor, updatedAt: at };
}

/**
 * Names the refund that returns what is left of a payment, so that asking twice refunds once. A refusal uses its name up, because a
 * provider keeps to its first answer for ever.
 */
export function returnNameOf(payment: Payment, refusals: number): string {
  const gone = payment.refundedMinor + payment.refundingMinor;
  return `souk/payment/${payment.id}/return/${gone}/${refusals}`;
}
