// The payment service's jobs.
import { type JobHandler, onJob } from "@souk/jobs";
import { executeRefundJob } from "./payments/commands/execute-refund.ts";
import { handleWebhook } from "./webhooks/commands/receive-webhook.ts";
import { resolvePaymentJob } from "./payments/commands/resolve-payment.ts";
import { returnSurplus } from "./payments/commands/return-payments.ts";
import type { Deps } from "./deps.ts";
import { ExecuteRefund, HandleWebhook, ResolvePayment, ReturnSurplus } from "./job-definitions.ts";

export function jobs(deps: Deps): readonly JobHandler[] {
  return [
    onJob(ResolvePayment, (payment) => resolvePaymentJob(deps, payment)),
    onJob(ExecuteRefund, (refund) => executeRefundJob(deps, refund)),
    onJob(HandleWebhook, (webhook) => handleWebhook(deps, webhook)),
    onJob(ReturnSurplus, (payment) => returnSurplus(deps, payment)),
  ];
}
