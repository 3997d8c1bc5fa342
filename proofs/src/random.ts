// Random numbers that come back: the same seed gives the same proof.

export type Random = {
  /** From `min` up to and including `max`. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
};

/** Mulberry32: small, fast, and good enough to choose moments and quantities. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return { integer, pick: (items) => items[integer(0, items.length - 1)] ?? items[0] };
}
