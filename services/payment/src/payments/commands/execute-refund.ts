// Carries a promised refund out. The provider makes it at most once for our id, so this may be repeated until it is answered.
import { isRefusal, Refusal } from "@souk/errors";
import type { JobOutcome } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { REFUND_LOOK_DELAY_MS_MAX, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { type ProviderRefund, ProviderSilent } from "../../providers/payment-provider.ts";
import type { Payment } from "../domain/payment.ts";
import type { Refund } from "../domain/refund.ts";
import { acceptRefund, findRefund } from "../store/refunds.ts";
import { finishRefund } from "./finish-refund.ts";
import { loadPayment } from "./load-payment.ts";

export async function executeRefund(deps: Deps, refundId: string): Promise<Refund> {
  const refund = await loadRefund(deps, refundId);
  if (refund.status !== "pending") return refund;
  const payment = await loadPayment(deps, refund.paymentId);
  const outcome = await askProvider(deps, payment, refund);
  if (outcome === "silent") return refund;
  if (outcome.status !== "pending") await finishRefund(deps, { payment, refund, outcome });
  else if (refund.providerRefundId === null)
    await acceptRefund(deps.db, { refundId, providerRefundId: outcome.providerRefundId, at: deps.now() });
  return loadRefund(deps, refundId);
}

/** Until it is answered, and where it was only accepted until it has ended: banks take days. */
export async function executeRefundJob(
  deps: Deps,
  { refundId }: { readonly refundId: string },
): Promise<JobOutcome> {
  const { status, providerRefundId, createdAt } = await executeRefund(deps, refundId);
  if (status !== "pending") return "done";
  const ageMs = providerRefundId === null ? 0 : deps.now().getTime() - createdAt.getTime();
  return { retryAfterMs: Math.min(REFUND_LOOK_DELAY_MS_MAX, Math.max(RETRY_DELAY_MS, ageMs)) };
}

type Outcome =
  | "silent"
  | { readonly status: "pending"; readonly providerRefundId: string }
  | {
      readonly status: "succeeded" | "failed";
      readonly providerRefundId: string | null;
      readonly failureCode: string | null;
    };

async function askProvider(deps: Deps, payment: Payment, refund: Refund): Promise<Outcome> {
  const { id: refundId } = refund;
  const about = { refundId, paymentId: payment.id };
  try {
    const made = await askOnce(deps, payment, refund);
    if (made === undefined) return "silent";
    const { status, providerRefundId } = made;
    if (status === "pending") return { status, providerRefundId };
    if (status === "failed") deps.telemetry.log.error(about, "a refund did not reach its customer");
    return { status, providerRefundId, failureCode: status === "failed" ? "refund_failed" : null };
  } catch (error) {
    if (error instanceof ProviderSilent) {
      deps.telemetry.log.warn({ err: error, refundId }, "the outcome of a refund is unknown");
      return "silent";
    }
    if (!isRefusal(error)) throw error;
    deps.telemetry.log.error({ ...about, code: error.code }, "the provider refused a refund");
    return { status: "failed", providerRefundId: null, failureCode: error.code };
  }
}

/** One that was accepted is not asked for again; how it stands is looked up. */
async function askOnce(deps: Deps, payment: Payment, refund: Refund): Promise<ProviderRefund | undefined> {
  const { id: refundId, amountMinor, reason } = refund;
  const provider = deps.provider(payment.provider);
  const about = { paymentId: payment.id, providerPaymentId: payment.providerPaymentId ?? "" };
  if (refund.providerRefundId === null) {
    const amount = money(amountMinor, payment.amount.currency);
    return provider.refund({ ...about, refundId, amount, reason });
  }
  const made = await provider.refunds(about);
  return made.find((one) => one.refundId === refundId || one.providerRefundId === refund.providerRefundId);
}

async function loadRefund(deps: Deps, refundId: string): Promise<Refund> {
  const refund = await findRefund(deps.db, refundId);
  if (refund) return refund;
  throw new Refusal("not_found", "refund_not_found", "There is no such refund.");
}
