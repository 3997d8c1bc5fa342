// What a payment at the sandbox provider is and which changes it allows. No I/O, no clock, no new ids in here.
import { openDispute } from "./dispute.ts";
import {
  type Payment,
  type Method,
  type Movement,
  type Change,
  type Decision,
  type Stamp,
  refuse,
} from "./records.ts";
import type { DeclineCode, CardKind } from "./test-cards.ts";

/** Test cards never end; a kept one has to say something. */
const cardExpires = "2039-12";

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
  const method = keptMethod(payment, stamp);
  const kept = method && { method };
  const authorized: Payment = {
    ...payment,
    ...kept,
    status: "authorized",
    nextStep: undefined,
    declineCode: undefined,
  };
  if (payment.capture === "manual")
    return { payment: authorized, ...kept, events: [{ type: "payment.authorized", payment: authorized }] };
  return { ...takeMoney(authorized, payment.amount, stamp), ...kept };
}

function keptMethod(payment: Payment, stamp: Stamp): Method | undefined {
  const { saveFor: customer, card } = payment;
  if (customer === undefined || card === undefined) return undefined;
  return { id: `pm_${stamp.id}`, customer, ...card, expires: cardExpires, isForgotten: false };
}

/** On the hosted page a decline is a step, not an end: the shopper may try another card, and the shop hears nothing yet. */
export function declinePayment(payment: Payment, declineCode: DeclineCode): Change {
  if (payment.source === "page")
    return { payment: { ...payment, nextStep: "card", declineCode }, events: [] };
  const declined: Payment = { ...payment, status: "declined", nextStep: undefined, declineCode };
  return { payment: declined, events: [{ type: "payment.declined", payment: declined }] };
}

/** What is granted and neither taken nor let go. */
export function heldOf(payment: Payment): number {
  return isCharged(payment) ? payment.amount - payment.amountCaptured - payment.amountReleased : 0;
}

export type AskedCapture = { readonly amount: number | undefined; readonly final: boolean };

/** A final capture lets go of what it leaves. */
export function capturePayment(payment: Payment, { amount, final }: AskedCapture, stamp: Stamp): Decision {
  if (!isCharged(payment))
    return refuse("payment_not_authorized", `A payment that is ${payment.status} cannot be captured.`);
  const left = heldOf(payment);
  const asked = amount ?? left;
  if (left === 0) return refuse("payment_already_captured", "The whole amount was captured before.");
  if (asked > left) return refuse("capture_exceeds_authorized", `At most ${left} can still be captured.`);
  const amountReleased = payment.amountReleased + (final ? left - asked : 0);
  return takeMoney({ ...payment, amountReleased }, asked, stamp);
}

/** Ends a payment before it takes money, or lets go of the rest of one that took a part. */
export function voidPayment(payment: Payment): Decision {
  const held = heldOf(payment);
  if (payment.status === "captured" && held > 0) {
    const released: Payment = { ...payment, amountReleased: payment.amountReleased + held };
    return { payment: released, events: [{ type: "payment.voided", payment: released }] };
  }
  if (payment.status !== "requires_action" && payment.status !== "authorized") {
    return refuse("payment_not_voidable", `A payment that is ${payment.status} cannot be voided.`);
  }
  const voided: Payment = { ...payment, status: "voided", nextStep: undefined };
  return { payment: voided, events: [{ type: "payment.voided", payment: voided }] };
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
