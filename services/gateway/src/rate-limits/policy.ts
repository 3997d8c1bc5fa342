// What a rate limit is: so many points within so many seconds, counted for each key by itself.

export type Quota = { readonly points: number; readonly windowSeconds: number };

/** A quota with the name under which clients are told of it. */
export type Policy = Quota & { readonly name: string };

/** What a key has used of its window, the charge just made included. */
export type Tally = { readonly usedPoints: number; readonly resetMs: number };

/** Counts one policy. Memory answers at once, Redis later; both open a key's window at its first charge and count what is refused too. */
export type Counter = {
  readonly policy: Policy;
  readonly charge: (key: string, cost: number) => Tally | Promise<Tally>;
  /** Takes a charge back, as far as its window lasts. */
  readonly giveBack: (key: string, cost: number) => void;
};

export function isOver({ points }: Quota, { usedPoints }: Tally): boolean {
  return usedPoints > points;
}
