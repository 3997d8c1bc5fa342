// Compares a payment of ours with what its provider says of it when asked. No I/O.
import { derivedId } from "@souk/db";
import { equalMoney } from "@souk/money";
import { type Dispute, isDecided } from "../disputes/domain/dispute.ts";
import type { Payment, ProviderPayment } from "../payments/domain/payment.ts";
import type { Refund } from "../payments/domain/refund.ts";
import type { ProviderDispute, ProviderRefund } from "../providers/payment-provider.ts";
import type { Difference, FindingKind } from "./domain/finding.ts";

/** All that our records have of a payment. */
export type OurRecords = {
  readonly payment: Payment;
  readonly refunds: readonly Refund[];
  readonly disputes: readonly Dispute[];
  /** What our ledger says that the provider owes us for it, fees aside. */
  readonly bookedMinor: number;
};
/** All that its provider has of it. */
export type TheirRecords = {
  /** Undefined where the provider has never heard of it. */
  readonly payment: ProviderPayment | undefined;
  readonly refunds: readonly ProviderRefund[];
  readonly disputes: readonly ProviderDispute[];
};

type Sums = { readonly hereMinor: number; readonly thereMinor: number };

function differenceOf(
  kind: FindingKind,
  subject: string,
  { payment, ...sums }: Sums & { payment: Payment },
): Difference {
  const { id: paymentId, provider, orderId, amount } = payment;
  const { hereMinor, thereMinor } = sums;
  return { kind, subject, provider, paymentId, orderId, hereMinor, thereMinor, currency: amount.currency };
}

export function compareWithProvider(ours: OurRecords, theirs: TheirRecords): readonly Difference[] {
  return [
    ...compareCaptures(ours, theirs),
    ...compareRefunds(ours, theirs),
    ...compareDisputes(ours, theirs),
  ];
}

/** Our ledger against our own rows; needs no provider. */
export function compareWithLedger({ payment, disputes, bookedMinor }: OurRecords): readonly Difference[] {
  const { id, capturedMinor, refundedMinor } = payment;
  const rowsMinor = capturedMinor - refundedMinor - disputedMinorOf(disputes);
  if (bookedMinor === rowsMinor) return [];
  return [differenceOf("ledger_differs", id, { payment, hereMinor: bookedMinor, thereMinor: rowsMinor })];
}

/** What banks hold, for now or for good. */
export function disputedMinorOf(disputes: readonly Dispute[]): number {
  return disputes.reduce((sum, { status, amount }) => sum + (status === "won" ? 0 : amount.amount), 0);
}

function compareCaptures({ payment }: OurRecords, theirs: TheirRecords): readonly Difference[] {
  const there = theirs.payment;
  const { id, capturedMinor: hereMinor, amount } = payment;
  const thereMinor = there?.capturedMinor ?? 0;
  const find = (kind: FindingKind): readonly Difference[] => [
    differenceOf(kind, id, { payment, hereMinor, thereMinor }),
  ];
  if (there && (!equalMoney(there.amount, amount) || there.orderId !== payment.orderId)) {
    const isBack = thereMinor <= givenMinorOf(theirs.refunds);
    return isBack ? [] : find("amount_differs");
  }
  if (thereMinor > hereMinor) return find("capture_missed");
  return thereMinor < hereMinor ? find("capture_missing") : [];
}

export function givenMinorOf(refunds: readonly ProviderRefund[]): number {
  return refunds.reduce((sum, { status, amount }) => sum + (status === "failed" ? 0 : amount.amount), 0);
}

/** The rest of a refund of which the provider gave too little; and what it gave too much. Both belong to the refund they complete. */
export function restIdOf(refundId: string): string {
  return derivedId(`souk/refund/${refundId}/rest`);
}
export function surplusIdOf(refundId: string): string {
  return derivedId(`souk/refund/${refundId}/surplus`);
}

type Pair = { hereMinor: number; thereMinor: number; isFailedThere: boolean };

/** Refund by refund, so that one too many does not hide one too few. */
function compareRefunds({ payment, refunds }: OurRecords, theirs: TheirRecords): readonly Difference[] {
  const pairs = new Map<string, Pair>();
  const pairOf = (refundId: string): Pair => {
    const pair = pairs.get(refundId) ?? { hereMinor: 0, thereMinor: 0, isFailedThere: false };
    pairs.set(refundId, pair);
    return pair;
  };
  const completed = new Map(
    refunds.flatMap(({ id }) => [
      [restIdOf(id), id],
      [surplusIdOf(id), id],
    ]),
  );
  const ownerOf = (id: string): string => completed.get(id) ?? id;
  for (const { id, status, amountMinor } of refunds)
    if (status === "succeeded") pairOf(ownerOf(id)).hereMinor += amountMinor;
  for (const { refundId, providerRefundId, status, amount } of theirs.refunds) {
    if (status === "pending") continue; // Nothing went back yet.
    const known = refunds.find((one) => one.providerRefundId === providerRefundId)?.id;
    const pair = pairOf(ownerOf(known ?? refundId ?? providerRefundId));
    if (status === "succeeded") pair.thereMinor += amount.amount;
    else pair.isFailedThere = true;
  }
  return [...pairs].flatMap(([subject, pair]) => {
    const kind = kindOfPair(pair);
    const { hereMinor, thereMinor } = pair;
    return kind === undefined ? [] : [differenceOf(kind, subject, { payment, hereMinor, thereMinor })];
  });
}

/** One that failed there after it had succeeded came back: news that we missed, and no money to give. */
function kindOfPair({ hereMinor, thereMinor, isFailedThere }: Pair): FindingKind | undefined {
  if (hereMinor === thereMinor) return undefined;
  if (hereMinor === 0 || (thereMinor === 0 && isFailedThere)) return "refund_missed";
  return thereMinor === 0 ? "refund_missing" : "refund_differs";
}

function compareDisputes({ payment, disputes }: OurRecords, theirs: TheirRecords): readonly Difference[] {
  return theirs.disputes.flatMap(({ disputeId, status, amount }) => {
    const ours = disputes.find(({ providerDisputeId }) => providerDisputeId === disputeId);
    const isDecidedThere = isDecided({ status });
    if (ours && (!isDecidedThere || isDecided(ours))) return [];
    const hereMinor = ours?.amount.amount ?? 0;
    return [differenceOf("dispute_missed", disputeId, { payment, hereMinor, thereMinor: amount.amount })];
  });
}
