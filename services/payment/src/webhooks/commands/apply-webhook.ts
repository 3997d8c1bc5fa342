// What a genuine webhook means for a payment of ours: how it stands, what was given back, what is disputed.
import { type BatchQuery, runBatch } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { recordDispute } from "../../disputes/commands/record-dispute.ts";
import { applyNews } from "../../payments/commands/apply-news.ts";
import { recordProviderRefunds } from "../../payments/commands/record-provider-refunds.ts";
import { lookAt } from "../../payments/commands/resolve-payment.ts";
import { type Payment, type ProviderPayment, tellsNothingNew } from "../../payments/domain/payment.ts";
import type { ProviderNews } from "../../providers/payment-provider.ts";

/** Every part may be applied again after a crash; `finish` is written last, or with the only part there is. */
export async function applyWebhook(
  deps: Deps,
  { payment, news, finish }: { payment: Payment; news: ProviderNews; finish: readonly BatchQuery[] },
): Promise<void> {
  const snapshot = news.ask === undefined ? news.payment : await look(deps, payment);
  const isStale = news.ask === undefined || !isRefundedLess(payment, snapshot);
  if (snapshot && isStale && !hasMore(payment, news, snapshot)) {
    await applyNews(deps, { payment, news: snapshot, alongside: finish });
    return;
  }
  const known = snapshot ? await applyNews(deps, { payment, news: snapshot }) : payment;
  const isAskedFor = news.ask !== undefined && isRefundedLess(known, snapshot);
  if (news.refund || isRefundedMore(known, snapshot) || isAskedFor) await recordProviderRefunds(deps, known);
  if (news.dispute) await recordDispute(deps, { payment: known, news: news.dispute });
  await runBatch(deps.db, finish);
}

/** Most webhooks tell what the provider's answer has told before. */
export function tellsNothing(payment: Payment, news: ProviderNews): boolean {
  const { payment: snapshot, ask } = news;
  if (ask !== undefined || !snapshot || hasMore(payment, news, snapshot)) return false;
  return tellsNothingNew(payment, snapshot);
}

function hasMore(payment: Payment, { refund, dispute }: ProviderNews, snapshot: ProviderPayment): boolean {
  const isRefundKnown = refund?.status === "succeeded" && !isRefundedMore(payment, snapshot);
  return (
    dispute !== undefined || (refund !== undefined && !isRefundKnown) || isRefundedMore(payment, snapshot)
  );
}

function isRefundedMore(payment: Payment, snapshot: ProviderPayment | undefined): boolean {
  return (snapshot?.refundedMinor ?? 0) > payment.refundedMinor;
}

/** Of a snapshot that was taken just now; an old one may be of a time before the refund. */
function isRefundedLess(payment: Payment, snapshot: ProviderPayment | undefined): boolean {
  return (snapshot?.refundedMinor ?? payment.refundedMinor) < payment.refundedMinor;
}

async function look(deps: Deps, payment: Payment): Promise<ProviderPayment | undefined> {
  return lookAt(deps.provider(payment.provider), payment);
}
