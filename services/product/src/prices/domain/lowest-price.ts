// The lowest price of the 30 days before a reduction: whoever announces a reduction has to tell it (Directive 98/6/EC, Article 6a).

/** What everybody was asked from `since` on, until the next entry. */
export type PastPrice = {
  /** Null while it was not for sale. */
  readonly amount: number | null;
  /** The price that was shown as the former one; null where no reduction was shown. */
  readonly compareAt: number | null;
  readonly since: Date;
};

/** 30 times 24 hours; summer time moves no price into or out of it. */
const DAYS_30_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Of the time before the reduction that is shown now began; null where none is shown and where nothing was asked before it. A
 * reduction that grows while it lasts is one reduction: what counts is what was asked before its first step. Goods that are new count
 * for as long as they were there. `past` is in the order of time and ends with what is asked now.
 */
export function lowestBeforeReduction(past: readonly PastPrice[]): number | null {
  const firstStep = past.findLastIndex(({ amount, compareAt }) => amount === null || compareAt === null) + 1;
  const reducedAtMs = past[firstStep]?.since.getTime();
  if (reducedAtMs === undefined) return null;
  const amounts = past.slice(0, firstStep).flatMap(({ amount }, index) => {
    const endedAtMs = past[index + 1]?.since.getTime() ?? reducedAtMs;
    return amount !== null && endedAtMs > reducedAtMs - DAYS_30_MS ? [amount] : [];
  });
  return amounts.length === 0 ? null : Math.min(...amounts);
}
