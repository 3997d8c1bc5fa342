// A quote in words: every step from the goods to the total, and why a code opened nothing.
import type { Totals } from "@souk/contracts";
import { money, negateMoney, type Money, zeroMoney } from "@souk/money";
import type { CouponReason } from "./promotion.ts";
import type { ShippingMethod } from "./shipping.ts";
import type { RefusedCoupon } from "./stacking.ts";

export type QuoteReason = { readonly code: string; readonly label: string; readonly amount: Money };
export type AppliedPromotion = {
  readonly promotionId: string;
  readonly name: string;
  readonly couponCode: string | null;
  readonly amount: Money;
};
export type TaxedPart = { readonly tax: Money; readonly taxRateBasisPoints: number };
export type Steps = {
  readonly totals: Totals;
  readonly promotions: readonly AppliedPromotion[];
  readonly refusedCoupons: readonly RefusedCoupon[];
  readonly idleCoupons: readonly string[];
  readonly shippingMethod: ShippingMethod | undefined;
  readonly taxedParts: readonly TaxedPart[];
  readonly isTaxIncluded: boolean;
};

/** The amounts from the items to the total add up; what stands after the total is contained in it. */
export function explain(steps: Steps): readonly QuoteReason[] {
  const { totals, promotions, refusedCoupons, idleCoupons } = steps;
  const nothing = zeroMoney(totals.total.currency);
  const taxes = taxSteps(steps);
  return [
    { code: "subtotal", label: "Items", amount: totals.subtotal },
    ...promotions.map(({ name, couponCode, amount }) => ({
      code: "promotion",
      label: couponCode === null ? name : `${name} (${couponCode})`,
      amount: negateMoney(amount),
    })),
    ...refusedCoupons.map(({ code, reason }) => ({
      code: "coupon_refused",
      label: `${code}: ${couponReasonText[reason]}`,
      amount: nothing,
    })),
    ...idleCoupons.map((code) => ({
      code: "coupon_without_effect",
      label: `${code}: takes nothing off this cart yet`,
      amount: nothing,
    })),
    ...shippingSteps(steps),
    ...(steps.isTaxIncluded ? [] : taxes),
    { code: "total", label: "Total", amount: totals.total },
    ...(steps.isTaxIncluded ? taxes : []),
  ];
}

export const couponReasonText: Readonly<Record<CouponReason, string>> = {
  unknown: "this code is not valid",
  not_yet: "this code cannot be used yet",
  expired: "this code has expired",
  used_up: "this code has been used up",
  customer_used_up: "you have used this code already",
  not_in_this_currency: "this code cannot be used in this currency",
  not_for_this_destination: "this code cannot be used where the goods go",
  not_for_this_customer: "this code is meant for other customers",
  not_for_these_goods: "this code is not for these goods",
  minimum_not_reached: "the goods do not reach what this code asks for",
  not_combinable: "this code cannot be combined with what saves you more",
};

function shippingSteps({ shippingMethod, totals }: Steps): readonly QuoteReason[] {
  if (shippingMethod === undefined) return [];
  const isFree = totals.shipping.amount === 0;
  return [
    {
      code: isFree ? "shipping_free" : "shipping",
      label: isFree
        ? `${shippingMethod.name} shipping, free for this order`
        : `${shippingMethod.name} shipping`,
      amount: totals.shipping,
    },
  ];
}

function taxSteps({ taxedParts, isTaxIncluded, totals }: Steps): readonly QuoteReason[] {
  const taxByRate = new Map<number, number>();
  for (const { taxRateBasisPoints, tax } of taxedParts) {
    taxByRate.set(taxRateBasisPoints, (taxByRate.get(taxRateBasisPoints) ?? 0) + tax.amount);
  }
  return [...taxByRate]
    .filter(([, taxMinor]) => taxMinor > 0)
    .toSorted(([a], [b]) => b - a)
    .map(([rateBasisPoints, taxMinor]) => ({
      code: isTaxIncluded ? "tax_included" : "tax_added",
      label: `${percentText(rateBasisPoints)} tax${isTaxIncluded ? ", included in the total" : ""}`,
      amount: money(taxMinor, totals.total.currency),
    }));
}

const BASIS_POINTS_PER_PERCENT = 100;

function percentText(basisPoints: number): string {
  return `${basisPoints / BASIS_POINTS_PER_PERCENT} %`;
}
