// The payment service's jobs.
import { enqueue, type JobHandler, onJob } from "@souk/jobs";
import { forgetAttempts } from "./card-testing/store/attempts.ts";
import { remindOfDispute } from "./disputes/commands/remind-of-dispute.ts";
import { sendEvidence } from "./disputes/commands/submit-evidence.ts";
import { executeCaptureJob } from "./payments/commands/execute-capture.ts";
import { executeRefundJob } from "./payments/commands/execute-refund.ts";
import { emptyWebhooks } from "./webhooks/commands/empty-webhooks.ts";
import { handleWebhook } from "./webhooks/commands/receive-webhook.ts";
import { resolvePaymentJob } from "./payments/commands/resolve-payment.ts";
import { returnSurplus } from "./payments/commands/return-payments.ts";
import { reconcile } from "./reconciliation/commands/run-reconciliation.ts";
import { RECONCILE_INTERVAL_MS } from "./reconciliation/limits.ts";
import type { Deps } from "./deps.ts";
import {
  ExecuteCapture,
  ExecuteRefund,
  HandleWebhook,
  EmptyWebhooks,
  Reconcile,
  RemindOfDispute,
  ResolvePayment,
  ReturnSurplus,
  SubmitEvidence,
  TIDY_INTERVAL_MS,
  TidyAttempts,
} from "./job-definitions.ts";

export function jobs(deps: Deps): readonly JobHandler[] {
  return [
    onJob(ResolvePayment, (payment) => resolvePaymentJob(deps, payment)),
    onJob(ExecuteCapture, (capture) => executeCaptureJob(deps, capture)),
    onJob(ExecuteRefund, (refund) => executeRefundJob(deps, refund)),
    onJob(HandleWebhook, (webhook) => handleWebhook(deps, webhook)),
    onJob(SubmitEvidence, (dispute) => sendEvidence(deps, dispute)),
    onJob(RemindOfDispute, (dispute) => remindOfDispute(deps, dispute)),
    onJob(Reconcile, () => reconcile(deps)),
    onJob(TidyAttempts, async () => {
      await forgetAttempts(deps.db, new Date(deps.now().getTime() - deps.declines.windowMs));
      return { retryAfterMs: TIDY_INTERVAL_MS };
    }),
    onJob(EmptyWebhooks, () => emptyWebhooks(deps)),
    onJob(ReturnSurplus, (payment) => returnSurplus(deps, payment)),
  ];
}

/** What goes on for ever. */
export async function startJobs({ db }: Pick<Deps, "db">): Promise<void> {
  await enqueue(db, TidyAttempts, { key: "only", data: {}, afterMs: TIDY_INTERVAL_MS });
  await enqueue(db, EmptyWebhooks, { key: "only", data: {}, afterMs: TIDY_INTERVAL_MS });
  await enqueue(db, Reconcile, { key: "only", data: {}, afterMs: RECONCILE_INTERVAL_MS });
}
