// Shares of amounts in minor units as the quote needs them thousands of times: by plain numbers where these are exact, else by @souk/money.
import { allocateMoney, shareOfMoney } from "@souk/money";

export const BASIS_POINTS = 10_000;

export type Share = { readonly numerator: number; readonly denominator: number };

// @souk/money wants a currency; the amounts here are all of the quote's one.
const ANY_CURRENCY = "EUR";

/** A share of an amount that is not negative, rounded half up. */
export function shareOf(amountMinor: number, { numerator, denominator }: Share): number {
  const doubled = 2 * amountMinor * numerator + denominator;
  if (Number.isSafeInteger(doubled)) return Math.floor(doubled / (2 * denominator));
  return shareOfMoney({ amount: amountMinor, currency: ANY_CURRENCY }, { numerator, denominator }).amount;
}

/** Divides an amount by weight, so that the parts sum to it: the largest remainders are rounded up, of equal ones the earlier. All weights zero takes an amount of zero. */
export function divide(amountMinor: number, weights: readonly number[]): readonly number[] {
  if (amountMinor === 0) return weights.map(() => 0);
  let total = 0;
  let largest = 0;
  for (const weight of weights) {
    total += weight;
    if (weight > largest) largest = weight;
  }
  if (!Number.isSafeInteger(amountMinor * largest) || !Number.isSafeInteger(total)) {
    const parts = allocateMoney({ amount: amountMinor, currency: ANY_CURRENCY }, weights);
    return parts.map(({ amount }) => amount);
  }
  let left = amountMinor;
  const parts = weights.map((weight, index) => {
    const part = Math.floor((amountMinor * weight) / total);
    left -= part;
    return { index, part, remainder: amountMinor * weight - part * total };
  });
  if (left === 0) return parts.map(({ part }) => part);
  const favoured = parts
    .filter(({ remainder }) => remainder > 0)
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const share of favoured.slice(0, left)) share.part += 1;
  return parts.map(({ part }) => part);
}
