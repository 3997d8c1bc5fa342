// The provider's books of the shop's account: every capture with its fee, refunds, disputes, and what was paid out to the bank.
import type { Dispute, Movement } from "./records.ts";

const FEE_BASIS_POINTS = 140;
const FEE_FIXED = 25;
const BASIS_POINTS = 10_000;

export type BookLine = {
  readonly id: string;
  readonly kind: "capture" | "refund" | "refund_reversed" | "dispute" | "dispute_won" | "fee" | "payout";
  readonly paymentId: string | null;
  readonly reference: string | null;
  readonly refundReference: string | null;
  /** Always positive; the kind says which way it went. */
  readonly amount: number;
  readonly currency: string;
  readonly at: string;
};

export type Payout = {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly at: string;
};

/** What is kept of a capture; never more than all of it. */
export function feeOf(amount: number): number {
  return Math.min(amount, Math.round((amount * FEE_BASIS_POINTS) / BASIS_POINTS) + FEE_FIXED);
}

export type Books = {
  readonly movements: readonly Movement[];
  readonly disputes: readonly Dispute[];
  readonly payouts: readonly Payout[];
  readonly referenceOf: (paymentId: string) => string | undefined;
};

/** Oldest first. */
export function bookLines({ movements, disputes, payouts, referenceOf }: Books): readonly BookLine[] {
  const lines = [
    ...movements.flatMap(linesOfMovement),
    ...disputes.flatMap((dispute) => linesOfDispute(dispute, referenceOf(dispute.paymentId) ?? null)),
    ...payouts.map((payout) => ({ ...nobody, ...payout, kind: "payout" as const })),
  ];
  return lines.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
}

const nobody = { paymentId: null, reference: null, refundReference: null };

function linesOfMovement(movement: Movement): readonly BookLine[] {
  const { id, kind, paymentId, reference, amount, currency, at } = movement;
  const line = { id, kind, paymentId, reference, amount, currency, at };
  const own: BookLine = { ...line, refundReference: movement.refundReference ?? null };
  if (kind !== "capture") return [own];
  return [own, { ...own, id: `fee_${id}`, kind: "fee", amount: feeOf(amount) }];
}

function linesOfDispute(dispute: Dispute, reference: string | null): readonly BookLine[] {
  const { id, paymentId, amount, currency, createdAt, status, closedAt } = dispute;
  const line = { paymentId, reference, refundReference: null, amount, currency };
  const opened: BookLine = { ...line, id, kind: "dispute", at: createdAt };
  if (status !== "won" || closedAt === undefined) return [opened];
  return [opened, { ...line, id: `${id}_won`, kind: "dispute_won", at: closedAt }];
}

/** What the account holds now, by currency. */
export function balancesOf(lines: readonly BookLine[]): ReadonlyMap<string, number> {
  const balances = new Map<string, number>();
  for (const { kind, amount, currency } of lines) {
    const isIncome = kind === "capture" || kind === "refund_reversed" || kind === "dispute_won";
    balances.set(currency, (balances.get(currency) ?? 0) + (isIncome ? amount : -amount));
  }
  return balances;
}
