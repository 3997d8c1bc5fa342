// Refunds: given at once, or accepted and finished later; a bank may send back even what had reached it.
import { type Change, type Decision, type Movement, type Payment, type Refund, refuse } from "./records.ts";
import type { Stamp } from "./records.ts";

export type AskedRefund = Pick<Refund, "amount" | "reference" | "reason"> & {
  /** It is only accepted now, and settled later. */
  readonly isSlow: boolean;
};

export function refundPayment(payment: Payment, { isSlow, ...asked }: AskedRefund, stamp: Stamp): Decision {
  const { amountCaptured, amountRefunded, amountRefunding, amountDisputed } = payment;
  const left = amountCaptured - amountRefunded - amountRefunding - amountDisputed;
  if (asked.amount > left) return refuse("refund_exceeds_captured", `At most ${left} can still be refunded.`);
  const { id: paymentId, currency } = payment;
  const about = { id: `sr_${stamp.id}`, paymentId, ...asked, currency, createdAt: stamp.at };
  const accepted: Payment = { ...payment, amountRefunding: amountRefunding + asked.amount };
  const refund: Refund = { ...about, status: "pending" };
  return isSlow ? { payment: accepted, refund, events: [] } : give(accepted, refund, stamp);
}

export type RefundEnd = { readonly refund: Refund; readonly outcome: "succeeded" | "failed" };

export function settleRefund(payment: Payment, { refund, outcome }: RefundEnd, stamp: Stamp): Decision {
  if (refund.status === "failed" || refund.status === outcome)
    return refuse("refund_settled", `The refund is ${refund.status} already.`);
  return outcome === "succeeded" ? give(payment, refund, stamp) : takeBack(payment, refund, stamp);
}

function give(payment: Payment, pending: Refund, { at }: Stamp): Change {
  const refund: Refund = { ...pending, status: "succeeded" };
  const given: Payment = {
    ...payment,
    amountRefunding: payment.amountRefunding - refund.amount,
    amountRefunded: payment.amountRefunded + refund.amount,
  };
  return {
    payment: given,
    refund,
    movement: { ...moved(payment, refund), kind: "refund", id: refund.id, at },
    events: [{ type: "refund.succeeded", payment: given, refund }],
  };
}

function takeBack(payment: Payment, before: Refund, { at }: Stamp): Change {
  const refund: Refund = { ...before, status: "failed" };
  const wasGiven = before.status === "succeeded";
  const kept: Payment = wasGiven
    ? { ...payment, amountRefunded: payment.amountRefunded - refund.amount }
    : { ...payment, amountRefunding: payment.amountRefunding - refund.amount };
  const movement: Movement = {
    ...moved(payment, refund),
    kind: "refund_reversed",
    id: `${refund.id}_reversed`,
    at,
  };
  return {
    payment: kept,
    refund,
    ...(wasGiven && { movement }),
    events: [{ type: "refund.failed", payment: kept, refund }],
  };
}

function moved({ id: paymentId, reference, orderId, currency }: Payment, refund: Refund) {
  const refundReference = refund.reference;
  return { paymentId, reference, orderId, amount: refund.amount, currency, refundReference };
}
