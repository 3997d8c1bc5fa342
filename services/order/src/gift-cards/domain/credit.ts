// Gift cards and store credit as what they have in common: money that the shop owes, and how much of it pays for something.
import { money, type Money, subtractMoney } from "@souk/money";
import type { OrderCredit } from "../../orders/domain/terms.ts";

type Credit = {
  readonly id: string;
  readonly version: number;
  readonly currency: string;
  readonly balanceMinor: number;
  readonly status: "active" | "disabled";
  readonly expiresAt: Date | null;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
export type GiftCardCredit = Credit & {
  readonly kind: "gift_card";
  readonly last4: string;
  readonly customerId: null;
};
export type CustomerCredit = Credit & {
  readonly kind: "store_credit";
  readonly last4: null;
  readonly customerId: string;
};
export type StoredCredit = GiftCardCredit | CustomerCredit;

export type StoredCreditEntry = {
  readonly id: string;
  readonly kind: "issued" | "granted" | "taken" | "redeemed" | "returned";
  readonly amountMinor: number;
  readonly orderId: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly staffId: string | null;
  readonly at: Date;
};

export type UnusableReason = "disabled" | "expired" | "other_currency" | "empty";

/** Why a credit cannot pay in that currency now; undefined where it can. */
export function unusableReason(
  credit: StoredCredit,
  { currency, at }: { readonly currency: string; readonly at: Date },
): UnusableReason | undefined {
  if (credit.status === "disabled") return "disabled";
  if (credit.expiresAt !== null && credit.expiresAt <= at) return "expired";
  if (credit.currency !== currency) return "other_currency";
  return credit.balanceMinor === 0 ? "empty" : undefined;
}

/** What each of the credits pays of the total, in their order, until nothing is left to pay. Those that pay nothing are left out. */
export function sharesOf(credits: readonly StoredCredit[], total: Money, at: Date): readonly OrderCredit[] {
  const shares: OrderCredit[] = [];
  let due = total;
  for (const credit of credits) {
    const { currency } = total;
    if (unusableReason(credit, { currency, at }) !== undefined || due.amount === 0) continue;
    const amount = money(Math.min(credit.balanceMinor, due.amount), currency);
    shares.push({ creditId: credit.id, kind: credit.kind, last4: credit.last4, amount });
    due = subtractMoney(due, amount);
  }
  return shares;
}

/** What is left to pay of the total after the credits. */
export function amountDueAfter(credits: readonly Pick<OrderCredit, "amount">[], total: Money): Money {
  return credits.reduce((due, { amount }) => subtractMoney(due, amount), total);
}
