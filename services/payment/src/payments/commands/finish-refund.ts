// Writes how a refund of ours ended: given, with its booking and its event, or refused, with its amount free again.
import { PaymentRefunded, PaymentRefundFailed } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { ExecuteRefund } from "../../job-definitions.ts";
import { booking } from "../../ledger/domain/ledger.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import { isStray, type Payment } from "../domain/payment.ts";
import { afterRefund, afterRefusedRefund, type Refund } from "../domain/refund.ts";
import { findRefund, finishRefundQuery } from "../store/refunds.ts";
import { writePayment } from "./write-payment.ts";

const REFUND_FAILED = "refund_failed";

export type FinishRefund = {
  /** As it was read just now. */
  readonly payment: Payment;
  readonly refund: Refund;
  readonly outcome: {
    readonly status: "succeeded" | "failed";
    readonly providerRefundId: string | null;
    readonly failureCode: string | null;
  };
};

export async function finishRefund(deps: Deps, { payment, refund, outcome }: FinishRefund): Promise<void> {
  const { id: refundId } = refund;
  const isGiven = outcome.status === "succeeded";
  await writePayment(deps, {
    payment,
    change: (now) => (isGiven ? afterRefund : afterRefusedRefund)(now, refund, deps.now()),
    alongside: ({ after }) => [
      finishRefundQuery({ refundId, ...outcome, at: after.updatedAt }),
      cancelJobQuery(ExecuteRefund, refundId),
      ...(isGiven
        ? givenQueries(deps, after, refund)
        : notGivenQueries(after, refund, { failureCode: outcome.failureCode ?? REFUND_FAILED })),
    ],
    isDone: async () => (await findRefund(deps.db, refundId))?.status !== "pending",
  });
}

/** What follows from money that went back, whoever sent it. */
export function givenQueries(deps: Deps, after: Payment, refund: Refund): readonly BatchQuery[] {
  const { id: paymentId, orderId, provider, refundedMinor, updatedAt: at } = after;
  const { currency } = after.amount;
  const { id: refundId, reason, lines } = refund;
  const amount = money(refund.amountMinor, currency);
  const booked = booking("refund", { paymentId, reference: refundId, amount });
  const bookedQuery = insertBookingQuery(booked, { id: deps.newId(), at });
  if (isStray(after)) return [bookedQuery];
  const facts = { paymentId, orderId, provider, amount, refundId, reason };
  const refundedTotal = money(refundedMinor, currency);
  const chosen = lines ? { lines: lines.map((line) => ({ ...line })) } : {};
  return [bookedQuery, outboxQuery(PaymentRefunded, { ...facts, refundedTotal, ...chosen })];
}

type NotGiven = { readonly failureCode: string; readonly wasGiven?: true };

/** What follows from money that did not go back after all. */
export function notGivenQueries(after: Payment, refund: Refund, how: NotGiven): readonly BatchQuery[] {
  if (isStray(after)) return [];
  const { id: paymentId, orderId, provider } = after;
  const amount = money(refund.amountMinor, after.amount.currency);
  const facts = { paymentId, orderId, provider, amount, refundId: refund.id };
  return [outboxQuery(PaymentRefundFailed, { ...facts, ...how })];
}
