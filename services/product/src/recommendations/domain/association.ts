// Which products belong together, of the counts of baskets. Pure.

export type Counts = {
  /** In how many baskets both are, the other one is, this one is, and how many baskets there are. */
  readonly both: number;
  readonly other: number;
  readonly own: number;
  readonly all: number;
};

/** Support: seen together less often than this it may be chance. */
export const SUPPORT_MIN = 2;

/** How many times as often they are together as if they had nothing to do with each other. */
export function liftOf({ both, other, own, all }: Counts): number {
  return (both * all) / (own * other);
}

/**
 * Those that belong together more than by chance, the ones seen together most often first. Lift only decides what is shown at all: as the
 * order it puts the rarest pairs first, and hits less often (bench/README.md).
 */
export function rankPairs<Pair extends Counts & { readonly id: string }>(pairs: readonly Pair[]): Pair[] {
  return pairs
    .filter((pair) => pair.both >= SUPPORT_MIN && liftOf(pair) > 1)
    .toSorted(
      (one, other) => other.both - one.both || liftOf(other) - liftOf(one) || (one.id < other.id ? -1 : 1),
    );
}
