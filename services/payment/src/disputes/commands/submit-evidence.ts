// Answers a dispute: what staff said is kept first, then the facts of the order are put together and sent, until the provider has them.
import { StaffActed } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { isRefusal, Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery, type JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { RETRY_DELAY_MS, SubmitEvidence } from "../../job-definitions.ts";
import { loadPayment } from "../../payments/commands/load-payment.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import type { Dispute } from "../domain/dispute.ts";
import { evidenceOf } from "../domain/evidence.ts";
import { updateDisputeQuery } from "../store/disputes.ts";
import { loadDispute } from "./load-dispute.ts";
import { recordDispute } from "./record-dispute.ts";

export type AnswerDispute = {
  readonly disputeId: string;
  readonly explanation: string;
  readonly staffId: string;
  readonly precondition: (dispute: Dispute) => void;
};

export async function submitEvidence(deps: Deps, command: AnswerDispute): Promise<Dispute> {
  const { disputeId, explanation, staffId, precondition } = command;
  const before = await loadDispute(deps, disputeId);
  precondition(before);
  if (before.status !== "needs_response" || before.submittedAt !== null)
    throw new Refusal("conflict", "dispute_answered", "This dispute does not wait for an answer any more.");
  if (!deps.provider(before.provider).submitEvidence)
    throw new Refusal("conflict", "evidence_not_taken", "This payment provider takes no evidence from here.");
  const at = deps.now();
  const after = { ...before, version: before.version + 1, explanation, submittedAt: at, updatedAt: at };
  try {
    await runBatch(deps.db, [
      updateDisputeQuery(after, before.version),
      enqueueQuery(SubmitEvidence, { key: disputeId, data: { disputeId }, afterMs: RETRY_DELAY_MS }),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: "dispute.answer",
        subjectType: "dispute",
        subjectId: disputeId,
        before: { status: before.status },
        after: { explanation },
        at: at.toISOString(),
      }),
    ]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    throw new Refusal(
      "precondition_failed",
      "version_stale",
      "This was changed in the meantime; load it again.",
    );
  }
  await sendEvidence(deps, { disputeId });
  return loadDispute(deps, disputeId);
}

/** The job as well: the provider takes the same evidence once. */
export async function sendEvidence(
  deps: Deps,
  { disputeId }: { readonly disputeId: string },
): Promise<JobOutcome> {
  const dispute = await loadDispute(deps, disputeId);
  if (dispute.status !== "needs_response") return "done";
  const payment = await loadPayment(deps, dispute.paymentId);
  const evidence = evidenceOf(await deps.orders.told(payment.orderId), dispute.explanation ?? "");
  try {
    const news = await deps
      .provider(dispute.provider)
      .submitEvidence?.({ disputeId: dispute.providerDisputeId, evidence });
    if (news) await recordDispute(deps, { payment, news });
  } catch (error) {
    if (error instanceof ProviderSilent) {
      deps.telemetry.log.warn({ err: error, disputeId }, "it is unknown whether evidence was taken");
      return { retryAfterMs: RETRY_DELAY_MS };
    }
    if (!isRefusal(error)) throw error;
    deps.telemetry.log.error({ disputeId, code: error.code }, "the provider refused the evidence");
  }
  await runBatch(deps.db, [cancelJobQuery(SubmitEvidence, disputeId)]);
  return "done";
}
