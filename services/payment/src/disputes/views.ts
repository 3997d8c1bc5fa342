// Disputes as JSON.
import type { Dispute as DisputeView } from "@souk/contracts";
import type { Dispute } from "./domain/dispute.ts";

export function toDisputeView(dispute: Dispute): DisputeView {
  const { id, paymentId, provider, amount, reason, status, evidenceDueAt, explanation } = dispute;
  return {
    id,
    paymentId,
    provider,
    amount,
    reason,
    status,
    evidenceDueAt: evidenceDueAt?.toISOString() ?? null,
    explanation,
    submittedAt: dispute.submittedAt?.toISOString() ?? null,
    createdAt: dispute.createdAt.toISOString(),
    updatedAt: dispute.updatedAt.toISOString(),
  };
}
