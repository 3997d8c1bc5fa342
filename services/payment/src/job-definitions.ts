// The payment service's durable jobs: what must reach an end even when the process that began it dies.
import { defineJob } from "@souk/jobs";

/** Longer than a call to a provider may take, so that the one who asked first is done. */
export const RESOLVE_DELAY_MS = 12_000;
export const RETRY_DELAY_MS = 5_000;
/** The longest wait between two looks at a payment that waits for its shopper. */
export const LOOK_DELAY_MS_MAX = 60_000;
/** What a provider refused to refund, such as disputed money, is asked for again this much later. */
export const REFUSED_RETURN_DELAY_MS = 60 * 60_000;
/** The longest wait between two looks at a refund that the provider has accepted and not finished. */
export const REFUND_LOOK_DELAY_MS_MAX = 60 * 60_000;
/** A webhook that was stored and not handled was cut off by a crash. */
export const WEBHOOK_DELAY_MS = 5_000;
/** How long a webhook waits for a payment of ours that may still be on its way into the database. */
export const EARLY_WEBHOOK_MS_MAX = 15 * 60_000;
/** A dispute that nobody answered is told of this long before its evidence is due. */
export const DISPUTE_REMINDER_MS = 2 * 24 * 60 * 60_000;
/** Longer than a run of reconciliation takes where providers are slow. */
const RECONCILE_TIMEOUT_MS = 10 * 60_000;
/** How often attempts that no window looks back at are forgotten. */
export const TIDY_INTERVAL_MS = 60 * 60_000;
/** Money is never given up on: the job is kept for an operator after this many failed tries in a row. */
const ATTEMPTS_MAX = 50;

/** Asks the provider about a payment whose outcome is not known. One for each payment. */
export const ResolvePayment = defineJob<{ readonly paymentId: string }>({
  name: "payment.resolve",
  attemptsMax: ATTEMPTS_MAX,
});
/** Carries a promised capture out. One for each capture. */
export const ExecuteCapture = defineJob<{ readonly captureId: string }>({
  name: "payment.capture",
  attemptsMax: ATTEMPTS_MAX,
});
/** Carries a promised refund out. One for each refund. */
export const ExecuteRefund = defineJob<{ readonly refundId: string }>({
  name: "payment.refund",
  attemptsMax: ATTEMPTS_MAX,
});
/** Handles a stored webhook. One for each event of a provider. */
export const HandleWebhook = defineJob<{ readonly provider: string; readonly eventId: string }>({
  name: "payment.webhook",
  attemptsMax: ATTEMPTS_MAX,
});
/** Sends the evidence of a dispute that staff answered. One for each dispute. */
export const SubmitEvidence = defineJob<{ readonly disputeId: string }>({
  name: "payment.evidence",
  attemptsMax: ATTEMPTS_MAX,
});
/** Says that a dispute is still unanswered. One for each dispute. */
export const RemindOfDispute = defineJob<{ readonly disputeId: string }>({ name: "payment.dispute_due" });
/** Compares our books with the providers' and with the orders. One, for ever. */
export const Reconcile = defineJob<Record<string, never>>({
  name: "payment.reconcile",
  attemptsMax: ATTEMPTS_MAX,
  timeoutMs: RECONCILE_TIMEOUT_MS,
});
/** Forgets old attempts to pay. */
export const TidyAttempts = defineJob<Record<string, never>>({ name: "payment.tidy_attempts" });
/** Between two runs of which the first could not empty all. */
export const EMPTY_WEBHOOKS_BREATH_MS = 1_000;
/** Empties what providers wrote once it is of no use any more. */
export const EmptyWebhooks = defineJob<Record<string, never>>({ name: "payment.empty_webhooks" });
/** Gives back what came in for a payment that was given up. One for each payment. */
export const ReturnSurplus = defineJob<{ readonly paymentId: string }>({
  name: "payment.return_surplus",
  attemptsMax: ATTEMPTS_MAX,
});
