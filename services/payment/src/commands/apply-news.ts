// Writes what a provider says of a payment: state, ledger, events, all in one transaction and only if it is news.
import { PaymentAuthorized, PaymentCaptured, PaymentFailed } from "@souk/contracts";
import { type BatchQuery, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../deps.ts";
import { bookingsOf } from "../domain/ledger.ts";
import { afterNews, type Payment, type ProviderPayment } from "../domain/payment.ts";
import { ResolvePayment, ReturnSurplus } from "../job-definitions.ts";
import { insertBookingQuery } from "../store/ledger.ts";
import { isLostUpdate } from "../store/lost-update.ts";
import { updatePaymentQuery } from "../store/payments.ts";
import { loadPayment } from "./load-payment.ts";

const RACES_MAX = 10;

export type ApplyNews = {
  readonly paymentId: string;
  /** The payment as the caller read it just now; saves reading it again. */
  readonly known?: Payment;
  readonly news: ProviderPayment;
  readonly alongside?: readonly BatchQuery[];
};

export async function applyNews(
  deps: Deps,
  { paymentId, known, news, alongside = [] }: ApplyNews,
): Promise<Payment> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const before = race === 0 && known ? known : await loadPayment(deps, paymentId);
    const after = afterNews(before, news, deps.now());
    try {
      if (after !== before) await runBatch(deps.db, [...writesOf(deps, before, after), ...alongside]);
      else if (alongside.length > 0) await runBatch(deps.db, alongside);
      return after;
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
    }
  }
  throw new Refusal(
    "unavailable",
    "payment_busy",
    "This payment is being changed by others; please try again.",
  );
}

function writesOf(deps: Deps, before: Payment, after: Payment): readonly BatchQuery[] {
  const isSurplus = after.capturedMinor > before.capturedMinor && after.givenUpReason !== null;
  return [
    updatePaymentQuery(after, before.version),
    ...bookingsOf(before, after).map((booking) =>
      insertBookingQuery(booking, { id: deps.newId(), at: after.updatedAt }),
    ),
    ...(isSurplus
      ? [enqueueQuery(ReturnSurplus, { key: after.id, data: { paymentId: after.id } })]
      : eventsOf(before, after)),
    ...(after.status === "requires_action" ? [] : [cancelJobQuery(ResolvePayment, after.id)]),
  ];
}

function eventsOf(before: Payment, after: Payment): readonly BatchQuery[] {
  const facts = {
    paymentId: after.id,
    orderId: after.orderId,
    provider: after.provider,
    amount: after.amount,
  };
  if (after.capturedMinor > before.capturedMinor) {
    const amount = money(after.capturedMinor, after.amount.currency);
    return [outboxQuery(PaymentCaptured, { ...facts, amount })];
  }
  if (after.status === "authorized") return [outboxQuery(PaymentAuthorized, facts)];
  if (after.status !== "failed") return [];
  return [outboxQuery(PaymentFailed, { ...facts, failureCode: after.failureCode ?? "declined" })];
}
