// What a payment at the sandbox provider is and which changes it allows. No I/O, no clock, no new ids in here.
import type { DeclineCode, CardKind, Card } from "./test-cards.ts";

export type PaymentStatus = "requires_action" | "authorized" | "captured" | "declined" | "voided";

export type Payment = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: number;
  readonly currency: string;
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  /** What open and lost disputes hold; it cannot be refunded a second time. */
  readonly amountDisputed: number;
  readonly reference: string;
  readonly orderId: string;
  readonly capture: "automatic" | "manual";
  /** `page`: the shopper types a card and may try another one; `token`: one try, made by the shop. */
  readonly source: "page" | "token";
  /** What the hosted page asks for while the payment is `requires_action`. */
  readonly nextStep: "card" | "challenge" | undefined;
  readonly card: Card | undefined;
  readonly declineCode: DeclineCode | undefined;
  readonly disputeFollows: boolean;
  readonly returnUrl: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
};

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly reason: string | undefined;
  readonly status: "succeeded";
  readonly createdAt: string;
};

export type Dispute = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: "fraudulent";
  readonly status: "open" | "won" | "lost";
  readonly createdAt: string;
  readonly evidenceDueAt: string;
};

/** Money that really moved: the lines of the ledger that a witness reads. */
export type Movement = {
  readonly kind: "capture" | "refund";
  readonly id: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
  readonly refundReference: string | undefined;
  readonly at: string;
};

export type EventType =
  | "payment.authorized"
  | "payment.captured"
  | "payment.declined"
  | "payment.voided"
  | "refund.succeeded"
  | "dispute.opened"
  | "dispute.won"
  | "dispute.lost";

export type EventDraft = {
  readonly type: EventType;
  readonly payment: Payment;
  readonly refund?: Refund;
  readonly dispute?: Dispute;
};

/** One change, stored whole or not at all. */
export type Change = {
  readonly payment: Payment;
  readonly movement?: Movement;
  readonly refund?: Refund;
  readonly dispute?: Dispute;
  readonly events: readonly EventDraft[];
};

export type Problem = { readonly code: string; readonly message: string };
export type Decision = Change | { readonly problem: Problem };

/** The ids and the time that a change may use; made outside, so that this file stays pure. */
export type Stamp = { readonly id: string; readonly at: string };

const evidenceDays = 7;
const dayMs = 86_400_000;

export function isCharged(payment: Payment): boolean {
  return payment.status === "authorized" || payment.status === "captured";
}

/** What the bank makes of a card: declined, asks the shopper, or lets it pass. */
export function useCard(payment: Payment, kind: CardKind, stamp: Stamp): Change {
  const withCard: Payment = { ...payment, card: kind.card, disputeFollows: kind.outcome === "disputed" };
  if (kind.outcome === "card_declined" || kind.outcome === "insufficient_funds")
    return declinePayment(withCard, kind.outcome);
  if (kind.outcome === "challenge") {
    return { payment: { ...withCard, nextStep: "challenge", declineCode: undefined }, events: [] };
  }
  return approvePayment(withCard, stamp);
}

export function approvePayment(payment: Payment, stamp: Stamp): Change {
  const authorized: Payment = {
    ...payment,
    status: "authorized",
    nextStep: undefined,
    declineCode: undefined,
  };
  if (payment.capture === "manual")
    return { payment: authorized, events: [{ type: "payment.authorized", payment: authorized }] };
  return takeMoney(authorized, payment.amount, stamp);
}

/** On the hosted page a decline is a step, not an end: the shopper may try another card, and the shop hears nothing yet. */
export function declinePayment(payment: Payment, declineCode: DeclineCode): Change {
  if (payment.source === "page")
    return { payment: { ...payment, nextStep: "card", declineCode }, events: [] };
  const declined: Payment = { ...payment, status: "declined", nextStep: undefined, declineCode };
  return { payment: declined, events: [{ type: "payment.declined", payment: declined }] };
}

export function capturePayment(payment: Payment, amount: number | undefined, stamp: Stamp): Decision {
  if (!isCharged(payment))
    return refuse("payment_not_authorized", `A payment that is ${payment.status} cannot be captured.`);
  const left = payment.amount - payment.amountCaptured;
  const asked = amount ?? left;
  if (left === 0) return refuse("payment_already_captured", "The whole amount was captured before.");
  if (asked > left) return refuse("capture_exceeds_authorized", `At most ${left} can still be captured.`);
  return takeMoney(payment, asked, stamp);
}

export function voidPayment(payment: Payment): Decision {
  if (payment.status !== "requires_action" && payment.status !== "authorized") {
    return refuse("payment_not_voidable", `A payment that is ${payment.status} cannot be voided.`);
  }
  const voided: Payment = { ...payment, status: "voided", nextStep: undefined };
  return { payment: voided, events: [{ type: "payment.voided", payment: voided }] };
}

export function refundPayment(
  payment: Payment,
  asked: Pick<Refund, "amount" | "reference" | "reason">,
  stamp: Stamp,
): Decision {
  const left = payment.amountCaptured - payment.amountRefunded - payment.amountDisputed;
  if (asked.amount > left) return refuse("refund_exceeds_captured", `At most ${left} can still be refunded.`);
  const { id: paymentId, currency, orderId } = payment;
  const refund: Refund = {
    id: `sr_${stamp.id}`,
    paymentId,
    ...asked,
    currency,
    status: "succeeded",
    createdAt: stamp.at,
  };
  const refunded: Payment = { ...payment, amountRefunded: payment.amountRefunded + asked.amount };
  return {
    payment: refunded,
    refund,
    movement: {
      kind: "refund",
      id: refund.id,
      paymentId,
      reference: payment.reference,
      orderId,
      amount: asked.amount,
      currency,
      refundReference: asked.reference,
      at: stamp.at,
    },
    events: [{ type: "refund.succeeded", payment: refunded, refund }],
  };
}

export function closeDispute(payment: Payment, dispute: Dispute, outcome: "won" | "lost"): Decision {
  if (dispute.status !== "open") return refuse("dispute_closed", `The dispute was ${dispute.status} before.`);
  const closed: Dispute = { ...dispute, status: outcome };
  const released = outcome === "won" ? dispute.amount : 0;
  const after: Payment = { ...payment, amountDisputed: payment.amountDisputed - released };
  return {
    payment: after,
    dispute: closed,
    events: [{ type: `dispute.${outcome}`, payment: after, dispute: closed }],
  };
}

function takeMoney(payment: Payment, amount: number, stamp: Stamp): Change {
  const { id: paymentId, reference, orderId, currency } = payment;
  const captured: Payment = {
    ...payment,
    status: "captured",
    amountCaptured: payment.amountCaptured + amount,
    disputeFollows: false,
  };
  const id = `sc_${stamp.id}`;
  const movement: Movement = {
    kind: "capture",
    id,
    paymentId,
    reference,
    orderId,
    amount,
    currency,
    refundReference: undefined,
    at: stamp.at,
  };
  const change: Change = {
    payment: captured,
    movement,
    events: [{ type: "payment.captured", payment: captured }],
  };
  return payment.disputeFollows ? openDispute(change, amount, stamp) : change;
}

function openDispute(change: Change, amount: number, stamp: Stamp): Change {
  const payment: Payment = { ...change.payment, amountDisputed: change.payment.amountDisputed + amount };
  const dispute: Dispute = {
    id: `sd_${stamp.id}`,
    paymentId: payment.id,
    amount,
    currency: payment.currency,
    reason: "fraudulent",
    status: "open",
    createdAt: stamp.at,
    evidenceDueAt: new Date(Date.parse(stamp.at) + evidenceDays * dayMs).toISOString(),
  };
  return {
    ...change,
    payment,
    dispute,
    events: [...change.events, { type: "dispute.opened", payment, dispute }],
  };
}

function refuse(code: string, message: string): Decision {
  return { problem: { code, message } };
}
