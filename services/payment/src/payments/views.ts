// Payments as JSON and as messages.
import type { Payment as PaymentView } from "@souk/contracts";
import { money } from "@souk/money";
import { type Capture, capturableOf } from "./domain/capture.ts";
import { type Payment, statusView } from "./domain/payment.ts";
import type { Refund } from "./domain/refund.ts";

export type Movements = { readonly captures: readonly Capture[]; readonly refunds: readonly Refund[] };

export function toPaymentView(payment: Payment, { captures, refunds }: Movements): PaymentView {
  const { id, orderId, provider, amount, clientSecret, redirectUrl, failureCode } = payment;
  const isOpen = payment.status === "requires_action";
  return {
    id,
    orderId,
    provider,
    status: statusView(payment),
    amount,
    captured: money(payment.capturedMinor, amount.currency),
    capturable: capturableOf(payment),
    refunded: money(payment.refundedMinor, amount.currency),
    ...(isOpen && clientSecret !== null && { clientSecret }),
    ...(isOpen && redirectUrl !== null && { redirectUrl }),
    ...(isOpen && payment.instructions !== null && { instructions: payment.instructions }),
    ...(isOpen && payment.expiresAt !== null && { expiresAt: payment.expiresAt.toISOString() }),
    ...(failureCode !== null && { failureCode }),
    captures: captures.map((capture) => toCaptureView(capture, amount.currency)),
    refunds: refunds.map((refund) => toRefundView(refund, amount.currency)),
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
}

function toCaptureView(capture: Capture, currency: string): PaymentView["captures"][number] {
  const { id, isFinal, status } = capture;
  const createdAt = capture.createdAt.toISOString();
  return { id, amount: money(capture.amountMinor, currency), isFinal, status, createdAt };
}

function toRefundView(refund: Refund, currency: string): PaymentView["refunds"][number] {
  const { id, status, reason } = refund;
  return {
    id,
    amount: money(refund.amountMinor, currency),
    status,
    reason,
    createdAt: refund.createdAt.toISOString(),
  };
}

export function toPaymentMessage(payment: Payment) {
  return {
    paymentId: payment.id,
    orderId: payment.orderId,
    status: statusView(payment),
    amountMinor: BigInt(payment.amount.amount),
    currency: payment.amount.currency,
    capturedMinor: BigInt(payment.capturedMinor),
    refundedMinor: BigInt(payment.refundedMinor),
    provider: payment.provider,
    clientSecret: payment.clientSecret ?? "",
    redirectUrl: payment.redirectUrl ?? "",
    failureCode: payment.failureCode ?? "",
    capturableMinor: BigInt(capturableOf(payment).amount),
    expiresAt: payment.expiresAt?.toISOString() ?? "",
    instructions: payment.instructions ?? "",
  };
}
