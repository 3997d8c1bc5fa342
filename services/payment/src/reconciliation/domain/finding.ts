// What reconciliation finds: one difference between our records, the provider's and the orders.
import type { FindingKind } from "@souk/contracts";

export type { FindingKind };

export type Difference = {
  readonly kind: FindingKind;
  /** What differs: a payment, a refund, a dispute, an order, a movement. */
  readonly subject: string;
  readonly provider: string | null;
  readonly paymentId: string | null;
  readonly orderId: string | null;
  /** What our records say, and what the provider or the order says. */
  readonly hereMinor: number | null;
  readonly thereMinor: number | null;
  readonly currency: string | null;
};

/** What is looked at together, and again to see whether a finding is gone. */
export type Scope =
  | { readonly of: "payment"; readonly id: string }
  | { readonly of: "order"; readonly id: string }
  /** Money at a provider that is of no payment of ours; the id is the provider's. */
  | { readonly of: "stray"; readonly provider: string; readonly id: string }
  | { readonly of: "movement"; readonly provider: string; readonly id: string };

export type Finding = Difference & {
  readonly id: string;
  readonly version: number;
  readonly scope: string;
  readonly status: "open" | "repaired" | "dismissed";
  readonly endedBy: "run" | "staff" | "itself" | null;
  readonly staffId: string | null;
  readonly reason: string | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly endedAt: Date | null;
};

/** Our books catch up with what happened; no money moves and no order changes, so nobody need be asked. */
const harmless: ReadonlySet<FindingKind> = new Set<FindingKind>([
  "capture_missed",
  "refund_missed",
  "dispute_missed",
  "fee_not_booked",
  "payout_not_booked",
]);

export function isHarmless({ kind }: Pick<Difference, "kind">): boolean {
  return harmless.has(kind);
}

export function textOfScope(scope: Scope): string {
  return "provider" in scope ? `${scope.of}/${scope.provider}/${scope.id}` : `${scope.of}/${scope.id}`;
}

/** Provider ids may hold a slash; names of providers do not. */
export function scopeFrom(text: string): Scope {
  const [of = "", next = "", ...rest] = text.split("/");
  if (of === "payment" || of === "order") return { of, id: next };
  const id = rest.join("/");
  return of === "stray" ? { of, provider: next, id } : { of: "movement", provider: next, id };
}
