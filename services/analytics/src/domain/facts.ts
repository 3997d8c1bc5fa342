// What the service remembers of orders: what was sold, what went back, what was called off.
import type { Money } from "@souk/money";

export type SoldLine = {
  readonly variantId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly total: Money;
};
export type Sale = {
  readonly orderId: string;
  readonly customerId: string | null;
  readonly total: Money;
  readonly lines: readonly SoldLine[];
  /** ISO 8601, UTC. */
  readonly confirmedAt: string;
};
export type Refund = {
  readonly orderId: string;
  readonly refundId: string;
  readonly amount: Money;
  readonly refundedAt: Date;
};
export type Cancellation = { readonly orderId: string; readonly reason: string; readonly cancelledAt: Date };
