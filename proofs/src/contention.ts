// Many people want the same thing at the same moment: runs the scenarios one after another on one shop, then judges all of it.
import { inTurns } from "./crowd.ts";
import {
  crossedCarts,
  lastUnit,
  oneCart,
  parallelRefunds,
  randomDemand,
  type Scenario,
  type World,
} from "./contention-scenarios.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom } from "./random.ts";
import { openStage } from "./stage.ts";
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

const scenarios: readonly (readonly [string, Scenario])[] = [
  ["the last unit", lastUnit],
  ["carts [A, B] against [B, A]", crossedCarts],
  ["one cart, many submits", oneCart],
  ["random demand", randomDemand],
  ["parallel refunds", parallelRefunds],
];

export async function proveContention(options: ContentionOptions): Promise<Result> {
  const { seed, say } = options;
  const random = createRandom(seed);
  const stage = await openStage({ random });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const world: World = { ...options, random, client: stage.client, staff: await signIn(stage.client) };
    const tried = await inTurns(scenarios, async ([name, scenario]) => {
      const startedAt = performance.now();
      const { cases, faults, figure } = await scenario(world);
      const line = `${name}: ${cases} attempts, ${figure} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`;
      say(line);
      return {
        cases,
        line,
        faults: [...faults, ...(cases === 0 ? ["no case was tried"] : [])].map(
          (fault) => `${name}: ${fault}`,
        ),
      };
    });
    const verdict = await stage.settle();
    faults = [...tried.flatMap((one) => one.faults), ...stage.client.faults, ...verdict.faults];
    const { orders, movements } = verdict.evidence;
    return {
      name: "contention",
      cases: tried.reduce((added, { cases }) => added + cases, 0),
      faults,
      figures: [
        `seed ${seed}, ${options.rounds} rounds of ${options.buyers} buyers`,
        ...tried.map(({ line }) => line),
        `${orders.length} orders, ${movements.length} movements of money; quiet ${Math.round(verdict.settledMs)} ms after the last request`,
      ],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}
