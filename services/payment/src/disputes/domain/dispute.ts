// What a dispute is, and what follows when its provider says how it stands. No I/O, no clock, no new ids.
import type { Money } from "@souk/money";
import { type Booking, booking } from "../../ledger/domain/ledger.ts";

/** How a provider says a dispute stands, in the words of the house. */
export type ProviderDispute = {
  readonly disputeId: string;
  /** Our payment's id. */
  readonly paymentId: string;
  readonly amount: Money;
  /** The provider's word for why, like `fraudulent`. */
  readonly reason: string;
  readonly status: "needs_response" | "under_review" | "won" | "lost";
  readonly evidenceDueAt: Date | null;
};

export type DisputeStatus = ProviderDispute["status"];
export type Dispute = {
  readonly id: string;
  readonly version: number;
  readonly paymentId: string;
  readonly provider: string;
  readonly providerDisputeId: string;
  readonly amount: Money;
  /** The provider's word for why, like `fraudulent`. */
  readonly reason: string;
  readonly status: DisputeStatus;
  readonly evidenceDueAt: Date | null;
  /** What staff said; the facts are put together from the order when they are sent. */
  readonly explanation: string | null;
  readonly submittedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Later news outranks earlier news whatever order they arrive in; what the bank decided is never taken back by an older message. */
const rank: Record<DisputeStatus, number> = { needs_response: 0, under_review: 1, won: 2, lost: 2 };

export function isDecided({ status }: Pick<Dispute, "status">): boolean {
  return status === "won" || status === "lost";
}

/** The dispute after its provider said how it stands; the same object where that is no news. */
export function afterDisputeNews(dispute: Dispute, news: ProviderDispute, at: Date): Dispute {
  if (rank[news.status] <= rank[dispute.status]) return dispute;
  const { status, evidenceDueAt } = news;
  return { ...dispute, version: dispute.version + 1, status, evidenceDueAt, updatedAt: at };
}

/** Opened, the bank has the money; won, it comes back; lost, it stays where it went. */
export function bookingsOfDispute(before: Dispute | undefined, after: Dispute): readonly Booking[] {
  const { id: reference, paymentId, amount } = after;
  const isWonNow = after.status === "won" && before?.status !== "won";
  return [
    ...(before ? [] : [booking("dispute", { paymentId, reference, amount })]),
    ...(isWonNow ? [booking("dispute_won", { paymentId, reference, amount })] : []),
  ];
}
