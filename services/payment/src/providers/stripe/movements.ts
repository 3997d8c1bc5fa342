// The account's movements as Stripe's balance has them, for reconciliation.
import type { Stripe } from "stripe";
import type { ProviderMovement } from "../payment-provider.ts";
import { fromStripeAmount } from "./amounts.ts";
import { paymentIdOf } from "./disputes.ts";
import { eachOf, type StripeApi } from "./stripe-api.ts";

const MS_PER_SECOND = 1000;
const PAGE_SIZE = 100;
/** Stripe lists the newest first and we tell the oldest first: read in slices of time that fit into memory. */
const SLICE_SECONDS = 6 * 60 * 60;

type Kind = ProviderMovement["kind"];
type Transaction = Stripe.BalanceTransaction;
/** What a movement is about, as far as Stripe's object tells. */
type Subject = Pick<ProviderMovement, "paymentId" | "providerPaymentId" | "refundId">;

const kinds: Readonly<Record<string, Kind>> = {
  charge: "capture",
  refund: "refund",
  refund_failure: "refund_reversed",
  dispute: "dispute",
  dispute_reversal: "dispute_won",
  fee: "fee",
  payout: "payout",
};
const NOTHING: Subject = { paymentId: null, providerPaymentId: null, refundId: null };

export async function* movementsSince(
  api: StripeApi,
  since: Date,
  now: Date,
): AsyncIterable<ProviderMovement> {
  const end = Math.floor(now.getTime() / MS_PER_SECOND);
  for (let start = Math.floor(since.getTime() / MS_PER_SECOND); start <= end; start += SLICE_SECONDS) {
    const created = { gte: start, lt: start + SLICE_SECONDS };
    const listed = api.balanceTransactions.list({ created, limit: PAGE_SIZE, expand: ["data.source"] });
    const slice: Transaction[] = [];
    for await (const transaction of eachOf(listed)) slice.unshift(transaction);
    for (const transaction of slice) yield* movementsOf(api, transaction);
  }
}

async function* movementsOf(api: StripeApi, transaction: Transaction): AsyncIterable<ProviderMovement> {
  const { id, fee, currency } = transaction;
  const at = new Date(transaction.created * MS_PER_SECOND);
  const kind = kinds[transaction.reporting_category];
  const subject = kind ? await subjectOf(api, transaction.source) : NOTHING;
  if (kind) yield { id, kind, ...subject, amount: amountOf(transaction), at };
  if (fee !== 0) {
    const amount = fromStripeAmount(Math.abs(fee), currency);
    yield { id: `${id}/fee`, kind: "fee", ...subject, refundId: null, amount, at };
  }
}

/** In the shopper's currency, which is what our books have, where the account is kept in another one. */
function amountOf({
  amount,
  currency,
  exchange_rate: rate,
  source,
}: Transaction): ProviderMovement["amount"] {
  const isForeign = rate !== null && typeof source === "object" && source !== null;
  if (isForeign && source.object === "charge")
    return fromStripeAmount(source.amount_captured, source.currency);
  if (isForeign && (source.object === "refund" || source.object === "dispute"))
    return fromStripeAmount(source.amount, source.currency);
  return fromStripeAmount(Math.abs(amount), currency);
}

async function subjectOf(api: StripeApi, source: Transaction["source"]): Promise<Subject> {
  if (typeof source !== "object" || source === null) return NOTHING;
  if (source.object !== "charge" && source.object !== "refund" && source.object !== "dispute") return NOTHING;
  const intent = source.payment_intent;
  const paymentId = source.metadata?.["payment_id"] ?? (await paymentIdOf(api, intent)) ?? null;
  const providerPaymentId = typeof intent === "string" ? intent : (intent?.id ?? null);
  const refundId = source.object === "refund" ? (source.metadata?.["refund_id"] ?? null) : null;
  return { paymentId, providerPaymentId, refundId };
}
