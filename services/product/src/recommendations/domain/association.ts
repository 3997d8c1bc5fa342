// How strongly two products belong together, of the counts of baskets. Pure.

export type Counts = {
  readonly both: number;
  readonly other: number;
  readonly own: number;
  readonly all: number;
};

/** Seen together less often than this it may be chance. */
export const SUPPORT_MIN = 2;
/** Baskets added to the other's count: a product that was sold three times cannot be certain company. */
const DAMPING = 5;

/** How many times as often they are together as if they had nothing to do with each other. */
export function liftOf({ both, other, own, all }: Counts): number {
  return (both * all) / Math.max(1, own * other);
}

/**
 * The order in which they are shown: the share of the other's buyers who took this, damped, times how often it was seen. Lift alone
 * would show the rarest pairs first, support alone what everybody buys; measured in bench/src/recommendations.ts.
 */
export function associationOf(counts: Counts): number {
  return (counts.both / Math.sqrt(counts.other + DAMPING)) * Math.log2(1 + liftOf(counts));
}

/** Those that belong together more than by chance, the strongest first. */
export function rankPairs<Pair extends Counts & { readonly id: string }>(pairs: readonly Pair[]): Pair[] {
  return pairs
    .filter((pair) => pair.both >= SUPPORT_MIN && liftOf(pair) > 1)
    .toSorted((one, other) => associationOf(other) - associationOf(one) || (one.id < other.id ? -1 : 1));
}
