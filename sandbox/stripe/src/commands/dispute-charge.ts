// A shopper's bank takes money back; the shop answers with evidence; somebody wins.
import { unexpectedState } from "../api-error.ts";
import { type Form, mapOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { Charge, Dispute } from "../state/objects.ts";

const DAYS_TO_ANSWER = 9;
const SECONDS_PER_DAY = 86_400;

export function openDispute(account: Account, charge: Charge, status = "needs_response"): Dispute {
  const dispute: Dispute = {
    id: account.newId("du"),
    object: "dispute",
    amount: charge.amount_captured,
    currency: charge.currency,
    created: account.seconds(),
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    metadata: {},
    status,
    evidence: {},
    evidence_details: { due_by: account.seconds() + DAYS_TO_ANSWER * SECONDS_PER_DAY, submission_count: 0 },
  };
  account.disputes.set(dispute.id, dispute);
  const isInquiry = status.startsWith("warning");
  charge.disputed = !isInquiry;
  if (!isInquiry) account.move("dispute", dispute, -dispute.amount);
  account.publish("charge.dispute.created", dispute);
  return dispute;
}

export function updateDispute(account: Account, dispute: Dispute, form: Form): Dispute {
  if (!dispute.status.endsWith("needs_response"))
    throw unexpectedState("This dispute is already closed.", "dispute_closed");
  dispute.evidence = { ...dispute.evidence, ...mapOf(form["evidence"]) };
  if (form["submit"] !== "false") {
    dispute.status = "under_review";
    dispute.evidence_details.submission_count += 1;
  }
  account.publish("charge.dispute.updated", dispute);
  return dispute;
}

export function decideDispute(account: Account, dispute: Dispute, outcome: "won" | "lost"): Dispute {
  dispute.status = outcome;
  if (outcome === "won") account.move("dispute_reversal", dispute, dispute.amount);
  account.publish("charge.dispute.closed", dispute);
  return dispute;
}
