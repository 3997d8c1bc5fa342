// What customer and shop agreed on when an order was placed: lines, amounts, addresses. Never changes afterwards.
import type { AddressBody, Totals } from "@souk/contracts";
import type { Money } from "@souk/money";

export type OrderLine = {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly sku: string;
  readonly image: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** unitPrice × quantity. */
  readonly total: Money;
  readonly discount: Money;
  /** Added to the price or contained in it, as `taxIncluded` says. */
  readonly tax: Money;
  readonly taxRateBasisPoints: number;
  readonly taxIncluded: boolean;
  /** What the line costs in the end, all its pieces together: total − discount + added tax. Refunds give parts of this back. */
  readonly paid: Money;
};

/** A gift card or store credit that pays a part of an order. */
export type OrderCredit = {
  readonly creditId: string;
  readonly kind: "gift_card" | "store_credit";
  readonly last4: string | null;
  readonly amount: Money;
};

export type OrderReason = { readonly code: string; readonly label: string; readonly amount: Money };
export type OrderPromotion = {
  readonly promotionId: string;
  readonly name: string;
  readonly couponCode: string | null;
  readonly amount: Money;
};
export type OrderShipping = {
  /** Before its discount. */
  readonly price: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly taxRateBasisPoints: number;
  readonly taxIncluded: boolean;
  /** What shipping costs in the end. */
  readonly paid: Money;
};

/** What customer and shop agreed on. Never changes after the order is placed. */
export type OrderTerms = {
  readonly number: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly lines: readonly OrderLine[];
  readonly totals: Totals;
  readonly shippingAddress: AddressBody;
  readonly billingAddress: AddressBody;
  readonly shippingMethod: { readonly id: string; readonly name: string };
  readonly shipping: OrderShipping;
  /** Tax that the shown prices contain already. */
  readonly taxIncluded: Money;
  readonly promotions: readonly OrderPromotion[];
  readonly explanation: readonly OrderReason[];
  readonly credits: readonly OrderCredit[];
  /** What is left to pay after the credits; never more than the total. */
  readonly amountDue: Money;
};

export function termsOf(order: OrderTerms): OrderTerms {
  const { number, cartId, customerId, email, lines, totals } = order;
  const { shippingAddress, billingAddress, shippingMethod, shipping } = order;
  const { taxIncluded, promotions, explanation, credits, amountDue } = order;
  return {
    number,
    cartId,
    customerId,
    email,
    lines,
    totals,
    shippingAddress,
    billingAddress,
    shippingMethod,
    shipping,
    taxIncluded,
    promotions,
    explanation,
    credits,
    amountDue,
  };
}
