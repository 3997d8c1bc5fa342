// What a payment is, and what follows when its provider says how it stands. No I/O, no clock, no new ids.
import type { PaymentStatus as PaymentStatusView } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { equalMoney, type Money, money, subtractMoney } from "@souk/money";

export type PaymentStatus =
  | "pending"
  | "requires_action"
  | "authorized"
  | "captured"
  | "failed"
  | "cancelled"
  | "unknown";

export type Payment = {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly provider: string;
  readonly status: PaymentStatus;
  readonly amount: Money;
  /** Whether money is taken as soon as it is granted, or held until the shop captures it. */
  readonly captureMode: "automatic" | "manual";
  readonly capturedMinor: number;
  /** Captures that were asked for and not refused. */
  readonly capturePromisedMinor: number;
  /** Nothing is held any more: all of it was taken, or the rest was let go. */
  readonly isClosed: boolean;
  readonly refundingMinor: number;
  readonly refundedMinor: number;
  /** The part of what was refunded that somebody gave back at the provider without asking us. */
  readonly refundedElsewhereMinor: number;
  readonly givenUpReason: string | null;
  /** Who pays, where they are signed in. */
  readonly customerId: string | null;
  /** They let us keep what they pay with. */
  readonly savesMethod: boolean;
  readonly providerPaymentId: string | null;
  readonly redirectUrl: string | null;
  readonly clientSecret: string | null;
  /** What the shopper does, in words, where no page of a provider takes the money. */
  readonly instructions: string | null;
  /** Until when the order waits for money that is brought by hand. */
  readonly expiresAt: Date | null;
  readonly failureCode: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A way to pay that a customer let us keep: the provider's own ids, never card data. */
export type ProviderMethod = {
  readonly providerCustomerId: string;
  readonly providerMethodId: string;
  /** Like `visa`. */
  readonly brand: string;
  readonly last4: string;
  /** `YYYY-MM`; null where the method does not end. */
  readonly expires: string | null;
};

/** How a provider says a payment stands, in the words of the house. */
export type ProviderPayment = {
  readonly providerPaymentId: string;
  /** Our payment's id, as the provider keeps it. */
  readonly reference: string;
  readonly orderId: string;
  readonly status: "requires_action" | "authorized" | "captured" | "failed" | "cancelled";
  readonly amount: Money;
  readonly capturedMinor: number;
  /** What it still holds and may take later; absent where its message does not say. 0 after a capture: the rest was let go. */
  readonly heldMinor?: number;
  /** What the provider has given back, whoever asked for it; absent where its message does not say. */
  readonly refundedMinor?: number;
  /** What was paid with, where the customer let us keep it. */
  readonly method?: ProviderMethod;
  readonly instructions?: string;
  readonly redirectUrl: string | null;
  readonly clientSecret: string | null;
  readonly failureCode: string | null;
};

/** Later news outranks earlier news whatever order they arrive in; a capture is never taken back by an older message. */
const rank: Record<PaymentStatus, number> = {
  pending: 0,
  unknown: 1,
  requires_action: 2,
  authorized: 3,
  failed: 4,
  cancelled: 4,
  captured: 5,
};

/** Why money that was taken for a payment which had ended goes back: the shopper was told so and may have paid another way. */
const CAPTURED_AFTER_END = "captured_after_its_end";

/** The payment after its provider said how it stands; the same object where that is no news. */
export function afterNews(payment: Payment, news: ProviderPayment, at: Date): Payment {
  requireSamePayment(payment, news);
  if (!isNews(payment, news)) return payment;
  return {
    ...payment,
    version: payment.version + 1,
    status: news.status,
    capturedMinor: Math.max(payment.capturedMinor, news.capturedMinor),
    isClosed: payment.isClosed || closes(news),
    providerPaymentId: news.providerPaymentId,
    instructions: news.instructions ?? payment.instructions,
    redirectUrl: news.redirectUrl ?? payment.redirectUrl,
    clientSecret: news.clientSecret ?? payment.clientSecret,
    failureCode: news.failureCode,
    givenUpReason: payment.givenUpReason ?? (isOver(payment) ? CAPTURED_AFTER_END : null),
    updatedAt: at,
  };
}

function isNews(payment: Payment, news: ProviderPayment): boolean {
  const isLater = rank[news.status] > rank[payment.status] || news.capturedMinor > payment.capturedMinor;
  return isLater || (closes(news) && !payment.isClosed);
}

/** Whatever was not taken by then is let go, for good. */
function closes(news: ProviderPayment): boolean {
  return news.status === "captured" && (news.capturedMinor === news.amount.amount || news.heldMinor === 0);
}

/** It speaks of this very payment and says what is known. */
export function tellsNothingNew(payment: Payment, news: ProviderPayment): boolean {
  return isSamePayment(payment, news) && !isNews(payment, news);
}

/** Its money never counted as its order's: nobody hears of it, it only goes back. */
export function isStray(payment: Payment): boolean {
  return payment.givenUpReason === CAPTURED_AFTER_END;
}

function isSamePayment(payment: Payment, news: ProviderPayment): boolean {
  return (
    news.reference === payment.id &&
    news.orderId === payment.orderId &&
    equalMoney(news.amount, payment.amount) &&
    news.capturedMinor <= payment.amount.amount &&
    news.capturedMinor > 0 === (news.status === "captured") &&
    (payment.providerPaymentId === null || payment.providerPaymentId === news.providerPaymentId)
  );
}

/** Genuine news of another payment, amount, currency or order, or that contradicts itself, must change nothing. */
function requireSamePayment(payment: Payment, news: ProviderPayment): void {
  if (isSamePayment(payment, news)) return;
  throw new Refusal(
    "conflict",
    "payment_mismatch",
    "The provider speaks of another payment, amount or order.",
  );
}

/** From now on money that arrives for it goes back by itself. */
export function afterGivingUp(payment: Payment, reason: string, at: Date): Payment {
  if (payment.givenUpReason !== null || isReturned(payment)) return payment;
  return { ...payment, version: payment.version + 1, givenUpReason: reason, updatedAt: at };
}

/** A provider that could not be understood may have charged or not: that is a state, not a failure. */
export function afterSilence(payment: Payment, at: Date): Payment {
  if (payment.status !== "pending") return payment;
  return { ...payment, version: payment.version + 1, status: "unknown", updatedAt: at };
}

export function afterFailure(payment: Payment, failureCode: string, at: Date): Payment {
  return { ...payment, version: payment.version + 1, status: "failed", failureCode, updatedAt: at };
}

export function isOver(payment: Payment): boolean {
  return payment.status === "failed" || payment.status === "cancelled";
}

/** What the provider keeps ready for us and has not taken. */
export function heldMinorOf(payment: Payment): number {
  const isHolding = payment.status === "authorized" || payment.status === "captured";
  return isHolding && !payment.isClosed ? payment.amount.amount - payment.capturedMinor : 0;
}

/** What can still be given back. */
export function refundableOf(payment: Payment): Money {
  const taken = money(payment.capturedMinor, payment.amount.currency);
  return subtractMoney(taken, money(payment.refundingMinor + payment.refundedMinor, taken.currency));
}

/** Nothing of it is held by us or in doubt. */
export function isReturned(payment: Payment): boolean {
  if (isOver(payment)) return true;
  const isBack = payment.status === "captured" && payment.refundedMinor === payment.capturedMinor;
  return isBack && heldMinorOf(payment) === 0;
}

/** The status as the world sees it, in which refunds show. */
export function statusView(payment: Payment): PaymentStatusView {
  if (payment.status !== "captured" || payment.refundedMinor === 0) return payment.status;
  return payment.refundedMinor === payment.capturedMinor ? "refunded" : "partially_refunded";
}
