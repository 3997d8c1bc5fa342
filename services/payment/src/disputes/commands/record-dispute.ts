// Writes what a provider says of a dispute: state, ledger, event, reminder, all in one transaction and only if it is news.
import { PaymentDisputed } from "@souk/contracts";
import { type BatchQuery, derivedId, isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { DISPUTE_REMINDER_MS, RemindOfDispute, SubmitEvidence } from "../../job-definitions.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import type { Payment } from "../../payments/domain/payment.ts";
import type { ProviderDispute } from "../../providers/payment-provider.ts";
import { afterDisputeNews, bookingsOfDispute, type Dispute, isDecided } from "../domain/dispute.ts";
import { findDispute, insertDisputeQuery, updateDisputeQuery } from "../store/disputes.ts";
import { loadDispute } from "./load-dispute.ts";

/** Webhooks of one dispute are few: more lost races than this are no races. */
const RACES_MAX = 20;

export type RecordDispute = { readonly payment: Payment; readonly news: ProviderDispute };

export async function recordDispute(deps: Deps, { payment, news }: RecordDispute): Promise<Dispute> {
  requireFitting(payment, news);
  const id = derivedId(`souk/payment/${payment.provider}/dispute/${news.disputeId}`);
  for (let race = 0; race < RACES_MAX; race += 1) {
    const before = await findDispute(deps.db, id);
    const after = before
      ? afterDisputeNews(before, news, deps.now())
      : newDispute({ id, payment, news }, deps.now());
    if (after === before) return after;
    try {
      await runBatch(deps.db, [
        before ? updateDisputeQuery(after, before.version) : insertDisputeQuery(after),
        ...consequences(deps, { payment, before, after }),
      ]);
      return loadDispute(deps, id);
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
    }
  }
  throw new Refusal("unavailable", "dispute_busy", "This dispute is being changed by others.");
}

/** Genuine news of another payment, currency or more than was paid must change nothing. */
function requireFitting({ id, amount }: Payment, news: ProviderDispute): void {
  const isSame = news.paymentId === id && news.amount.currency === amount.currency;
  if (isSame && news.amount.amount <= amount.amount) return;
  throw new Refusal("conflict", "payment_mismatch", "The provider speaks of another payment or amount.");
}

type Opened = { readonly id: string; readonly payment: Payment; readonly news: ProviderDispute };

function newDispute({ id, payment, news }: Opened, at: Date): Dispute {
  const { disputeId: providerDisputeId, amount, reason, status, evidenceDueAt } = news;
  return {
    id,
    version: 1,
    paymentId: payment.id,
    provider: payment.provider,
    providerDisputeId,
    amount,
    reason,
    status,
    evidenceDueAt,
    explanation: null,
    submittedAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

type Change = {
  readonly payment: Payment;
  readonly before: Dispute | undefined;
  readonly after: Dispute;
};

function consequences(deps: Deps, { payment, before, after }: Change): readonly BatchQuery[] {
  const { id: disputeId, amount, status, evidenceDueAt, updatedAt: at } = after;
  const { id: paymentId, orderId, provider } = payment;
  const due = { evidenceDueAt: evidenceDueAt?.toISOString() ?? null };
  const said = (word: "opened" | "won" | "lost"): BatchQuery =>
    outboxQuery(PaymentDisputed, { paymentId, orderId, provider, amount, disputeId, status: word, ...due });
  const isOpen = status === "needs_response";
  return [
    ...bookingsOfDispute(before, after).map((one) => insertBookingQuery(one, { id: deps.newId(), at })),
    ...(before ? [] : [said("opened")]),
    ...(status === "won" || status === "lost" ? [said(status)] : []),
    ...(isOpen && evidenceDueAt ? [reminderQuery(disputeId, evidenceDueAt)] : []),
    ...(isOpen ? [] : [cancelJobQuery(RemindOfDispute, disputeId)]),
    ...(isDecided(after) ? [cancelJobQuery(SubmitEvidence, disputeId)] : []),
  ];
}

function reminderQuery(disputeId: string, evidenceDueAt: Date): BatchQuery {
  const runAt = new Date(evidenceDueAt.getTime() - DISPUTE_REMINDER_MS);
  return enqueueQuery(RemindOfDispute, { key: disputeId, data: { disputeId }, runAt });
}
