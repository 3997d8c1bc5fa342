// A dispute of a capture, as the Disputes API shows it.
import type { Amount } from "./amount.ts";
import type { Capture } from "./order.ts";
import { refusal } from "./refusal.ts";

const RESPONSE_DAYS = 10;
const MS_PER_DAY = 86_400_000;

export const outcomes = [
  "RESOLVED_BUYER_FAVOUR",
  "RESOLVED_SELLER_FAVOUR",
  "ACCEPTED",
  "CANCELED_BY_BUYER",
] as const;
export type Outcome = (typeof outcomes)[number];

export type Dispute = {
  readonly dispute_id: string;
  readonly create_time: string;
  readonly update_time: string;
  readonly reason: string;
  readonly status: "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
  readonly dispute_amount: Amount;
  readonly seller_response_due_date: string;
  readonly dispute_outcome?: { readonly outcome_code: Outcome };
  readonly disputed_transactions: readonly {
    readonly seller_transaction_id: string;
    readonly custom?: string;
    readonly invoice_number?: string;
  }[];
  readonly evidences: readonly unknown[];
};

export function openDispute(
  { id: captureId, amount, custom_id: custom, invoice_id: invoice }: Capture,
  { id, at, reason }: { id: string; at: string; reason: string },
): Dispute {
  const due = new Date(Date.parse(at) + RESPONSE_DAYS * MS_PER_DAY).toISOString();
  return {
    dispute_id: id,
    create_time: at,
    update_time: at,
    reason,
    status: "WAITING_FOR_SELLER_RESPONSE",
    dispute_amount: amount,
    seller_response_due_date: due,
    disputed_transactions: [
      {
        seller_transaction_id: captureId,
        ...(custom !== undefined && { custom }),
        ...(invoice !== undefined && { invoice_number: invoice }),
      },
    ],
    evidences: [],
  };
}

export function addEvidence(dispute: Dispute, evidences: readonly unknown[], at: string): Dispute {
  if (dispute.status !== "WAITING_FOR_SELLER_RESPONSE")
    throw refusal(422, "ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE");
  const all = [...dispute.evidences, ...evidences];
  return { ...dispute, status: "UNDER_REVIEW", update_time: at, evidences: all };
}

export function closeDispute(dispute: Dispute, outcome: Outcome, at: string): Dispute {
  if (dispute.status === "RESOLVED") throw refusal(422, "ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE");
  return { ...dispute, status: "RESOLVED", update_time: at, dispute_outcome: { outcome_code: outcome } };
}

/** Whether the money that was held back for it is the seller's again. */
export function isWon({ dispute_outcome: outcome }: Dispute): boolean {
  return outcome?.outcome_code === "RESOLVED_SELLER_FAVOUR" || outcome?.outcome_code === "CANCELED_BY_BUYER";
}
