// Double entry: each booking's entries sum to zero in its currency.
import { type Money, money, negateMoney } from "@souk/money";
import { heldMinorOf, type Payment } from "../../payments/domain/payment.ts";

export type LedgerKind =
  | "authorize"
  | "release"
  | "capture"
  | "refund"
  | "refund_reversed"
  | "dispute"
  | "dispute_won"
  | "fee"
  | "payout"
  | "correction";
/**
 * `provider`: what providers owe us · `customers`: what customers paid us, less what went back · `authorized` and `authorizations`: held
 * and not yet ours, and its counterpart · `disputed`: taken back by cardholders' banks, for now or, when lost, for good · `fees`: what
 * providers kept · `bank`: what they paid out.
 */
export type LedgerAccount =
  | "provider"
  | "customers"
  | "authorized"
  | "authorizations"
  | "disputed"
  | "fees"
  | "bank";
export type LedgerEntry = { readonly account: LedgerAccount; readonly amount: Money };
export type Booking = {
  readonly kind: LedgerKind;
  /** Null for what belongs to the whole account and to no payment of ours. */
  readonly paymentId: string | null;
  /** Unique for its kind: what is booked twice under one reference is refused by the database. */
  readonly reference: string;
  readonly entries: readonly LedgerEntry[];
};

const accountsOf: Record<LedgerKind, { readonly debit: LedgerAccount; readonly credit: LedgerAccount }> = {
  authorize: { debit: "authorized", credit: "authorizations" },
  release: { debit: "authorizations", credit: "authorized" },
  capture: { debit: "provider", credit: "customers" },
  refund: { debit: "customers", credit: "provider" },
  refund_reversed: { debit: "provider", credit: "customers" },
  dispute: { debit: "disputed", credit: "provider" },
  dispute_won: { debit: "provider", credit: "disputed" },
  fee: { debit: "fees", credit: "provider" },
  payout: { debit: "bank", credit: "provider" },
  // What was booked and never happened, as reconciliation found; a negative amount books what happened and was not booked.
  correction: { debit: "customers", credit: "provider" },
};

export function booking(
  kind: LedgerKind,
  of: { readonly paymentId: string | null; readonly reference: string; readonly amount: Money },
): Booking {
  const { debit, credit } = accountsOf[kind];
  const entries = [
    { account: debit, amount: of.amount },
    { account: credit, amount: negateMoney(of.amount) },
  ];
  return { kind, paymentId: of.paymentId, reference: of.reference, entries };
}

/** What a change of a payment books: money held, let go, taken. In whatever order news arrives, the balances end the same. */
export function bookingsOf(before: Payment, after: Payment): readonly Booking[] {
  const { id: paymentId, version, capturedMinor } = after;
  const { currency } = after.amount;
  const bookings: Booking[] = [];
  const book = (kind: LedgerKind, amountMinor: number, reference: string): void => {
    if (amountMinor > 0)
      bookings.push(booking(kind, { paymentId, reference, amount: money(amountMinor, currency) }));
  };
  const newlyHeldMinor = heldMinorOf(after) - heldMinorOf(before);
  book("authorize", newlyHeldMinor, `${paymentId}/${version}`);
  book("release", -newlyHeldMinor, `${paymentId}/${version}`);
  book("capture", capturedMinor - before.capturedMinor, `${paymentId}/${capturedMinor}`);
  return bookings;
}
