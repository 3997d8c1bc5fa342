// Carries a promised refund out. The provider makes it at most once for our id, so this may be repeated until it is answered.
import { PaymentRefunded } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { isRefusal, Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, type JobOutcome } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { booking } from "../../ledger/domain/ledger.ts";
import { isStray, type Payment } from "../domain/payment.ts";
import { afterRefund, afterRefusedRefund, type Refund } from "../domain/refund.ts";
import { ExecuteRefund, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import { finishRefundQuery, findRefund } from "../store/refunds.ts";
import { loadPayment } from "./load-payment.ts";
import { writePayment } from "./write-payment.ts";

export async function executeRefund(deps: Deps, refundId: string): Promise<Refund> {
  const refund = await loadRefund(deps, refundId);
  if (refund.status !== "pending") return refund;
  const payment = await loadPayment(deps, refund.paymentId);
  const asked = await askProvider(deps, payment, refund);
  if (asked === "silent") return refund;
  const isGiven = asked.status === "succeeded";
  await writePayment(deps, {
    payment,
    change: (now) => (isGiven ? afterRefund : afterRefusedRefund)(now, refund, deps.now()),
    alongside: ({ after }) => [
      finishRefundQuery({ refundId, ...asked, at: after.updatedAt }),
      cancelJobQuery(ExecuteRefund, refundId),
      ...(isGiven ? consequences(deps, after, refund) : []),
    ],
    isDone: async () => (await loadRefund(deps, refundId)).status !== "pending",
  });
  return loadRefund(deps, refundId);
}

export async function executeRefundJob(
  deps: Deps,
  { refundId }: { readonly refundId: string },
): Promise<JobOutcome> {
  const { status } = await executeRefund(deps, refundId);
  return status === "pending" ? { retryAfterMs: RETRY_DELAY_MS } : "done";
}

type Outcome = Pick<Refund, "providerRefundId"> & { readonly status: "succeeded" | "failed" };

async function askProvider(deps: Deps, payment: Payment, refund: Refund): Promise<Outcome | "silent"> {
  const { id: refundId, amountMinor, reason } = refund;
  const amount = money(amountMinor, payment.amount.currency);
  try {
    const request = {
      refundId,
      paymentId: payment.id,
      providerPaymentId: payment.providerPaymentId ?? "",
      amount,
      reason,
    };
    const { providerRefundId } = await deps.provider(payment.provider).refund(request);
    return { status: "succeeded", providerRefundId };
  } catch (error) {
    if (error instanceof ProviderSilent) {
      deps.telemetry.log.warn({ err: error, refundId }, "the outcome of a refund is unknown");
      return "silent";
    }
    if (!isRefusal(error)) throw error;
    deps.telemetry.log.error(
      { refundId, paymentId: payment.id, code: error.code },
      "the provider refused a refund",
    );
    return { status: "failed", providerRefundId: null };
  }
}

function consequences(deps: Deps, after: Payment, refund: Refund): readonly BatchQuery[] {
  const { currency } = after.amount;
  const amount = money(refund.amountMinor, currency);
  const booked = booking("refund", { paymentId: after.id, reference: refund.id, amount });
  const bookedQuery = insertBookingQuery(booked, { id: deps.newId(), at: after.updatedAt });
  if (isStray(after)) return [bookedQuery];
  return [
    bookedQuery,
    outboxQuery(PaymentRefunded, {
      paymentId: after.id,
      orderId: after.orderId,
      provider: after.provider,
      amount,
      refundId: refund.id,
      refundedTotal: money(after.refundedMinor, currency),
      reason: refund.reason,
    }),
  ];
}

async function loadRefund(deps: Deps, refundId: string): Promise<Refund> {
  const refund = await findRefund(deps.db, refundId);
  if (refund) return refund;
  throw new Refusal("not_found", "refund_not_found", "There is no such refund.");
}
