// The job that says, while there is still time, that nobody has answered a dispute.
import { PaymentDisputeDue } from "@souk/contracts";
import { runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { DISPUTE_REMINDER_MS } from "../../job-definitions.ts";
import { loadPayment } from "../../payments/commands/load-payment.ts";
import { loadDispute } from "./load-dispute.ts";

export async function remindOfDispute(
  deps: Deps,
  { disputeId }: { readonly disputeId: string },
): Promise<JobOutcome> {
  const { status, submittedAt, evidenceDueAt, paymentId, amount } = await loadDispute(deps, disputeId);
  if (status !== "needs_response" || submittedAt !== null || evidenceDueAt === null) return "done";
  const aheadMs = evidenceDueAt.getTime() - DISPUTE_REMINDER_MS - deps.now().getTime();
  if (aheadMs > 0) return { retryAfterMs: aheadMs };
  const { orderId, provider } = await loadPayment(deps, paymentId);
  deps.telemetry.log.error(
    { disputeId, paymentId, evidenceDueAt },
    "a dispute is about to be lost unanswered",
  );
  const due = { disputeId, evidenceDueAt: evidenceDueAt.toISOString() };
  await runBatch(deps.db, [outboxQuery(PaymentDisputeDue, { paymentId, orderId, provider, amount, ...due })]);
  return "done";
}
