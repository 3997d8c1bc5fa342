// The ranges that prices are counted in: 1, 2.5, 5 and their multiples of ten, in whole money.
import { currencyDigits } from "@souk/money";

const STEPS = [1, 2.5, 5] as const;
const POWER_MAX = 6;
const TEN = 10;

const edges = Array.from({ length: POWER_MAX }, (_, power) => STEPS.map((step) => step * TEN ** (power + 1)));

/** Where each range begins, in minor units; the last one has no end. */
export function priceEdges(currency: string): readonly number[] {
  const unit = TEN ** currencyDigits(currency);
  return [0, ...edges.flat().map((edge) => edge * unit)];
}

export type PriceRange = { readonly min: number; readonly max: number | null; readonly count: number };

/** The counted ranges, without the empty ones before the first and after the last that holds something. */
export function priceRanges(edges: readonly number[], counts: readonly number[]): PriceRange[] {
  const ranges = edges.map((min, index) => {
    const end = edges[index + 1];
    return { min, max: end === undefined ? null : end - 1, count: counts[index] ?? 0 };
  });
  const first = ranges.findIndex(({ count }) => count > 0);
  const last = ranges.findLastIndex(({ count }) => count > 0);
  return first === -1 ? [] : ranges.slice(first, last + 1);
}

/** In which range a price is. */
export function rangeOf(edges: readonly number[], price: number): number {
  let low = 0;
  for (let high = edges.length - 1; low < high;) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? Infinity) <= price) low = middle;
    else high = middle - 1;
  }
  return low;
}
