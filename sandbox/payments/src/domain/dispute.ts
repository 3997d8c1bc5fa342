// Disputes: a cardholder's bank takes the money back, the shop may answer, and the bank decides.
import { type Change, type Decision, type Dispute, type Payment, refuse, type Stamp } from "./records.ts";

const evidenceDays = 7;
const dayMs = 86_400_000;

/** Follows at once on a capture with the card that is made for it. */
export function openDispute(change: Change, amount: number, stamp: Stamp): Change {
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

/** What the shop has to say; once. */
export function answerDispute(
  payment: Payment,
  dispute: Dispute,
  evidence: Readonly<Record<string, string>>,
): Decision {
  if (dispute.status !== "open") return refuse("dispute_closed", `The dispute is ${dispute.status}.`);
  const answered: Dispute = { ...dispute, status: "under_review", evidence };
  return {
    payment,
    dispute: answered,
    events: [{ type: "dispute.under_review", payment, dispute: answered }],
  };
}

type DisputeEnd = { readonly dispute: Dispute; readonly outcome: "won" | "lost"; readonly at: string };

export function closeDispute(payment: Payment, { dispute, outcome, at }: DisputeEnd): Decision {
  if (dispute.status === "won" || dispute.status === "lost")
    return refuse("dispute_closed", `The dispute was ${dispute.status} before.`);
  const closed: Dispute = { ...dispute, status: outcome, closedAt: at };
  const released = outcome === "won" ? dispute.amount : 0;
  const after: Payment = { ...payment, amountDisputed: payment.amountDisputed - released };
  return {
    payment: after,
    dispute: closed,
    events: [{ type: `dispute.${outcome}`, payment: after, dispute: closed }],
  };
}
