// Double entry: each booking's entries sum to zero in its currency.
import { type Money, negateMoney, subtractMoney, money } from "@souk/money";
import type { Payment } from "../../payments/domain/payment.ts";

export type LedgerKind = "authorize" | "release" | "capture" | "refund";
/** `provider`: what providers owe us · `customers`: what customers paid us · the other two: held, not yet ours, and its counterpart. */
export type LedgerAccount = "provider" | "customers" | "authorized" | "authorizations";
export type LedgerEntry = { readonly account: LedgerAccount; readonly amount: Money };
export type Booking = {
  readonly kind: LedgerKind;
  readonly paymentId: string;
  /** Unique for its kind: what is booked twice under one reference is refused by the database. */
  readonly reference: string;
  readonly entries: readonly LedgerEntry[];
};

const accountsOf: Record<LedgerKind, { readonly debit: LedgerAccount; readonly credit: LedgerAccount }> = {
  authorize: { debit: "authorized", credit: "authorizations" },
  release: { debit: "authorizations", credit: "authorized" },
  capture: { debit: "provider", credit: "customers" },
  refund: { debit: "customers", credit: "provider" },
};

export function booking(
  kind: LedgerKind,
  of: { paymentId: string; reference: string; amount: Money },
): Booking {
  const { debit, credit } = accountsOf[kind];
  const entries = [
    { account: debit, amount: of.amount },
    { account: credit, amount: negateMoney(of.amount) },
  ];
  return { kind, paymentId: of.paymentId, reference: of.reference, entries };
}

/** What a change of a payment books: money held, let go, taken. */
export function bookingsOf(before: Payment, after: Payment): readonly Booking[] {
  const { id: paymentId, amount } = after;
  const bookings: Booking[] = [];
  const wasHeld = before.status === "authorized";
  const isHeld = after.status === "authorized";
  if (!wasHeld && isHeld) bookings.push(booking("authorize", { paymentId, reference: paymentId, amount }));
  if (wasHeld && !isHeld) bookings.push(booking("release", { paymentId, reference: paymentId, amount }));
  const taken = subtractMoney(
    money(after.capturedMinor, amount.currency),
    money(before.capturedMinor, amount.currency),
  );
  if (taken.amount > 0) {
    const reference = `${paymentId}/${after.capturedMinor}`;
    bookings.push(booking("capture", { paymentId, reference, amount: taken }));
  }
  return bookings;
}
