// Parts of an amount: a fraction of it (tax, discount in percent) and its division among several (discount over lines).
// All division is of BigInt, for the products pass what a number holds exactly long before the results do.
import { Refusal } from "@souk/errors";
import { exact, type Money } from "./money.ts";

/** A part of something as two whole numbers: 19 % is 19/100, 7.7 % is 77/1000. */
export type Fraction = { readonly numerator: number; readonly denominator: number };

/**
 * Divides an amount by weight so that the parts sum to it exactly: each part is rounded towards zero, and what is left goes,
 * a minor unit each, to the largest remainders; of equal remainders the earlier one is served first.
 */
export function allocateMoney(value: Money, weights: readonly number[]): readonly Money[] {
  const total = totalWeight(weights);
  const sign = value.amount < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(value.amount));
  const parts = weights.map((weight, index) => {
    const product = whole * BigInt(weight);
    return { index, amount: product / total, remainder: product % total };
  });
  const left = whole - parts.reduce((sum, part) => sum + part.amount, 0n);
  const favoured = new Set(
    parts
      .toSorted(
        (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
      )
      .slice(0, Number(left))
      .map((part) => part.index),
  );
  return parts.map(({ index, amount }) => ({
    amount: exact(sign * Number(favoured.has(index) ? amount + 1n : amount)),
    currency: value.currency,
  }));
}

/** A fraction of an amount, rounded to the nearest minor unit; a half goes away from zero, so that a refund mirrors its charge. */
export function shareOfMoney(value: Money, { numerator, denominator }: Fraction): Money {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new Refusal(
      "invalid",
      "fraction_invalid",
      "A fraction is a whole number over a positive whole number.",
    );
  }
  const product = BigInt(value.amount) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + BigInt(denominator)) / (2n * BigInt(denominator));
  return { amount: exact(Number(product < 0n ? -rounded : rounded)), currency: value.currency };
}

function totalWeight(weights: readonly number[]): bigint {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new Refusal("invalid", "weights_invalid", "Weights are whole numbers that are not negative.");
  }
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n)
    throw new Refusal("invalid", "weights_invalid", "At least one weight must be more than zero.");
  return total;
}
