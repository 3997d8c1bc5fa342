// Payments as JSON and as messages.
import type { Payment as PaymentView } from "@souk/contracts";
import { money } from "@souk/money";
import { type Payment, statusView } from "./domain/payment.ts";
import type { Refund } from "./domain/refund.ts";

export function toPaymentView(payment: Payment, refunds: readonly Refund[]): PaymentView {
  const { id, orderId, provider, amount, clientSecret, redirectUrl, failureCode } = payment;
  const isOpen = payment.status === "requires_action";
  return {
    id,
    orderId,
    provider,
    status: statusView(payment),
    amount,
    captured: money(payment.capturedMinor, amount.currency),
    refunded: money(payment.refundedMinor, amount.currency),
    ...(isOpen && clientSecret !== null && { clientSecret }),
    ...(isOpen && redirectUrl !== null && { redirectUrl }),
    ...(failureCode !== null && { failureCode }),
    refunds: refunds.map((refund) => toRefundView(refund, amount.currency)),
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
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
  };
}
