// Many people want the same thing at the same moment: runs the scenarios one after another, then judges all that they left.
import { inTurns } from "./crowd.ts";
import { deadline, PAYMENT_WINDOW_SECONDS } from "./contention/deadline.ts";
import { mergingTabs, parallelRefunds, threeDoors } from "./contention/doors.ts";
import { crossedCarts, lastUnit, oneCart, randomDemand } from "./contention/goods.ts";
import { couponLimit, oneGiftCard } from "./contention/limits.ts";
import type { Scenario, World } from "./contention/world.ts";
import type { Result, Say } from "./proof.ts";
import type { Environment } from "./processes.ts";
import { createRandom, type Random } from "./random.ts";
import { openStage, type Verdict } from "./stage.ts";
import { signIn } from "./staff.ts";

export type ContentionOptions = {
  readonly seed: number;
  readonly rounds: number;
  readonly buyers: number;
  /** On hand where the demand is random; it is met in one round. */
  readonly units: number;
  /** How often they are asked for; 0: until somewhat more is wanted than there is. */
  readonly demand: number;
  readonly say: Say;
};

type Named = readonly [name: string, scenario: Scenario];
const scenarios: readonly Named[] = [
  ["the last unit", lastUnit],
  ["carts [A, B] against [B, A]", crossedCarts],
  ["one cart, many submits", oneCart],
  ["random demand", randomDemand],
  ["coupon limits", couponLimit],
  ["one gift card", oneGiftCard],
  ["parallel refunds", parallelRefunds],
  ["refunds through three doors", threeDoors],
  ["merging from many tabs", mergingTabs],
];
/** On a shop of their own, where the time to pay is short. */
const hurried: readonly Named[] = [["paid, expired, cancelled at once", deadline]];

export async function proveContention(options: ContentionOptions): Promise<Result> {
  const { seed, rounds, buyers } = options;
  const random = createRandom(seed);
  const calm = await runOn({ ...options, random, scenarios, env: {} });
  const env = { ORDER_PAYMENT_WINDOW_SECONDS: String(PAYMENT_WINDOW_SECONDS) };
  const late = await runOn({ ...options, random, scenarios: hurried, env });
  return {
    name: "contention",
    cases: calm.cases + late.cases,
    faults: [...calm.faults, ...late.faults],
    figures: [`seed ${seed}, ${rounds} rounds of ${buyers} buyers`, ...calm.figures, ...late.figures],
  };
}

type Run = ContentionOptions & {
  readonly random: Random;
  readonly scenarios: readonly Named[];
  readonly env: Environment;
};

/** One after another on one shop, then all of it is judged. */
async function runOn(run: Run): Promise<Omit<Result, "name">> {
  const { random, env } = run;
  const stage = await openStage({ random, env });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const world: World = { ...run, client: stage.client, staff: await signIn(stage.client) };
    const tried = await inTurns(run.scenarios, (named) => tryScenario(world, named, run.say));
    const verdict = await stage.settle();
    faults = [...tried.flatMap((one) => one.faults), ...stage.client.faults, ...verdict.faults];
    return {
      cases: tried.reduce((added, { cases }) => added + cases, 0),
      faults,
      figures: [...tried.map(({ line }) => line), summaryOf(verdict)],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

// oxlint-disable-next-line max-params -- what is tried, where, and who hears of it
async function tryScenario(world: World, [name, scenario]: Named, say: Say) {
  const startedAt = performance.now();
  const { cases, faults, figure } = await scenario(world);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const line = `${name}: ${cases} attempts, ${figure} (${seconds} s)`;
  say(line);
  const all = [...faults, ...(cases === 0 ? ["no case was tried"] : [])];
  return { cases, line, faults: all.map((fault) => `${name}: ${fault}`) };
}

function summaryOf({ evidence: { orders, movements }, settledMs }: Verdict): string {
  const sold = orders.filter(({ status }) => status !== "cancelled").length;
  const moved = `${movements.length} movements of money`;
  return `${orders.length} orders, ${sold} of them live, ${moved}; quiet ${Math.round(settledMs)} ms after the last request`;
}
