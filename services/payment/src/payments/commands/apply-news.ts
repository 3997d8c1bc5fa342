// Writes what a provider says of a payment: state, ledger, events, all in one transaction and only if it is news.
import { PaymentAuthorized, PaymentCaptured, PaymentFailed } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { bookingsOf } from "../../ledger/domain/ledger.ts";
import { afterNews, heldMinorOf, isStray, type Payment, type ProviderPayment } from "../domain/payment.ts";
import { ResolvePayment, ReturnSurplus } from "../../job-definitions.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import { declinedQuery } from "../../card-testing/store/attempts.ts";
import { saveMethodQueries } from "../../saved-methods/store/saved-methods.ts";
import { type PaymentChange, writePayment } from "./write-payment.ts";

export type ApplyNews = {
  /** As it was read just now. */
  readonly payment: Payment;
  readonly news: ProviderPayment;
  /** What is written in any case, in the same transaction. */
  readonly alongside?: readonly BatchQuery[];
};

/** Refuses, and writes nothing, where the provider speaks of another payment, amount, currency or order. */
export async function applyNews(deps: Deps, { payment, news, alongside = [] }: ApplyNews): Promise<Payment> {
  return writePayment(deps, {
    payment,
    change: (now) => afterNews(now, news, deps.now()),
    alongside: (change) => [
      ...consequencesOf(deps, change),
      ...keptMethodQueries(deps, change.after, news),
      ...alongside,
    ],
    otherwise: alongside,
  });
}

/** What is written together with a payment that its provider told news of. */
export function consequencesOf(deps: Deps, { before, after }: PaymentChange): readonly BatchQuery[] {
  const { id: paymentId, updatedAt: at } = after;
  const isSurplus = after.capturedMinor > before.capturedMinor && after.givenUpReason !== null;
  return [
    ...bookingsOf(before, after).map((booking) => insertBookingQuery(booking, { id: deps.newId(), at })),
    ...(isStray(after) ? [] : eventsOf(before, after)),
    ...(isSurplus
      ? [enqueueQuery(ReturnSurplus, { key: paymentId, data: { paymentId }, replace: true })]
      : []),
    ...(after.status === "failed" ? [declinedQuery(paymentId)] : []),
    ...(after.status === "requires_action" ? [] : [cancelJobQuery(ResolvePayment, paymentId)]),
  ];
}

/** Only the provider's own ids and what a person recognises a card by. */
function keptMethodQueries(
  deps: Deps,
  { customerId, savesMethod, provider, updatedAt: createdAt }: Payment,
  { method }: ProviderPayment,
): readonly BatchQuery[] {
  if (!method || !savesMethod || customerId === null) return [];
  return saveMethodQueries({ ...method, id: deps.newId(), customerId, provider, createdAt });
}

function eventsOf(before: Payment, after: Payment): readonly BatchQuery[] {
  const { id: paymentId, orderId, provider, amount } = after;
  const facts = { paymentId, orderId, provider, amount };
  if (after.capturedMinor > before.capturedMinor) {
    const heldMinor = heldMinorOf(after);
    const grantedMinor = after.capturedMinor + heldMinor;
    const granted = heldMinor > 0 ? { granted: money(grantedMinor, amount.currency) } : {};
    const taken = money(after.capturedMinor, amount.currency);
    return [outboxQuery(PaymentCaptured, { ...facts, amount: taken, ...granted })];
  }
  if (after.status === before.status) return [];
  if (after.status === "authorized") return [outboxQuery(PaymentAuthorized, facts)];
  if (after.status !== "failed") return [];
  return [outboxQuery(PaymentFailed, { ...facts, failureCode: after.failureCode ?? "declined" })];
}
