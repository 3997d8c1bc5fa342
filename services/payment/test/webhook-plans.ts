// How one payment's webhooks may come: in each of the 5,040 orders of its seven events, with repeats and gaps, before our own commit or days
// late, among forged and wrong ones. Used by the test of a few and by `npm run proofs -- webhooks`, which plays all.
import fc from "fast-check";

export const EVENTS = [
  "authorized",
  "part taken",
  "disputed",
  "all taken",
  "part back",
  "dispute won",
  "all back",
] as const;
/** What later events tell as well: these may be lost. */
const LOSABLE = [0, 1, 2, 3, 4];
const LOST_MAX = 3;
const AGAIN_MAX = 3;
const LATE_FROM_MAX = 12;

export type Plan = {
  readonly order: readonly number[];
  /** Sent twice at once. */
  readonly twice: readonly number[];
  readonly lost: readonly number[];
  /** Sent again when all were sent. */
  readonly again: readonly number[];
  /** So many come before our payment is written. */
  readonly early: number;
  /** From this one on they come days late. */
  readonly lateFrom: number;
  readonly isForged: boolean;
  readonly isWrong: boolean;
};

const indices = EVENTS.map((_, index) => index);
const aPlan: fc.Arbitrary<Plan> = fc.record({
  order: fc.shuffledSubarray(indices, { minLength: EVENTS.length }),
  twice: fc.subarray(indices),
  lost: fc.subarray(LOSABLE, { maxLength: LOST_MAX }),
  again: fc.shuffledSubarray(indices, { maxLength: AGAIN_MAX }),
  early: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: EVENTS.length }) },
  ),
  lateFrom: fc.integer({ min: 1, max: LATE_FROM_MAX }),
  isForged: fc.boolean(),
  isWrong: fc.boolean(),
});

export type PlansWanted = { readonly seed: number; readonly orders: number | "all" };

/** As many plans as are wanted, by a seed; with `all` each order of the events comes once. */
export function plansOf({ seed, orders }: PlansWanted): readonly Plan[] {
  if (orders !== "all") return fc.sample(aPlan, { seed, numRuns: orders });
  const all = permutationsOf(indices);
  return fc.sample(aPlan, { seed, numRuns: all.length }).map((plan, index) => {
    return { ...plan, order: all[index] ?? plan.order };
  });
}

/** What is sent, one after another; each of `twice` goes out two times at once. */
export function sequenceOf({ order, lost, again }: Plan): readonly number[] {
  return [...order.filter((index) => !lost.includes(index)), ...again];
}

/** The same sequence in its three parts: before our payment is written, then, and days later. */
export function partsOf(plan: Plan): Readonly<Record<"early" | "prompt" | "late", readonly number[]>> {
  const sequence = sequenceOf(plan);
  const late = Math.max(plan.lateFrom, plan.early + 1);
  return {
    early: sequence.slice(0, plan.early),
    prompt: sequence.slice(plan.early, late),
    late: sequence.slice(late),
  };
}

function permutationsOf(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutationsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
