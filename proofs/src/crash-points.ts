// Numbers every effect of a flow and lets each of them go wrong, one after another and in every way, on a real shop; after each, all invariants are judged.
import { inTurns } from "./crowd.ts";
import { createRest, type Rest } from "./crash-points/rest.ts";
import { type FlowName, flows, manuallyCaptured, type World } from "./crash-points/flows.ts";
import type { FaultKind, Outcome } from "./crash-points/gate.ts";
import { openStage, type Stage } from "./crash-points/stage.ts";
import type { Environment } from "./processes.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom, type Random } from "./random.ts";
import { signIn } from "./staff.ts";

export type CrashPointsOptions = {
  readonly seed: number;
  readonly flows: readonly FlowName[];
  readonly kinds: readonly FaultKind[];
  /** Every so manieth effect; 1 means all. */
  readonly every: number;
  readonly say: Say;
};

/** A price and a stock that last for all runs. */
const GOODS = { priceMinor: 2_500, stock: 100_000 };
/** A flow that had more effects than this would be one that never ends. */
const EFFECTS_MAX = 500;

type Tally = {
  runs: number;
  struck: number;
  readonly labels: Set<string>;
  readonly faults: string[];
};
type Ground = { readonly stage: Stage; readonly rest: Rest; readonly world: World; readonly random: Random };

/** Needs the PostgreSQL server of `startTestPostgres`. */
export async function proveCrashPoints(options: CrashPointsOptions): Promise<Result> {
  const random = createRandom(options.seed);
  const tally: Tally = { runs: 0, struck: 0, labels: new Set(), faults: [] };
  const startedAt = performance.now();
  const figures = await inTurns(groundsOf(options.flows), (ground) =>
    tryOn(ground, { ...options, random, tally }),
  );
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return {
    name: "crash-points",
    cases: tally.struck,
    faults: tally.faults,
    figures: [
      `seed ${options.seed}, every ${options.every}, ${tally.runs} runs, ${tally.struck} faults at ${tally.labels.size} different effects in ${seconds} s`,
      ...figures.flat(),
    ],
  };
}

type GroundPlan = { readonly flows: readonly FlowName[]; readonly env: Environment };

/** Flows that need the same settings share a shop. */
function groundsOf(flows: readonly FlowName[]): readonly GroundPlan[] {
  const manual = flows.filter((flow) => manuallyCaptured.includes(flow));
  const automatic = flows.filter((flow) => !manuallyCaptured.includes(flow));
  return [
    { flows: automatic, env: {} },
    { flows: manual, env: { PAYMENT_CAPTURE: "manual" } },
  ].filter((plan) => plan.flows.length > 0);
}

type Tried = CrashPointsOptions & { readonly random: Random; readonly tally: Tally };

async function tryOn({ flows, env }: GroundPlan, tried: Tried): Promise<readonly string[]> {
  const { random, tally } = tried;
  const stage = await openStage({ random, env });
  const known = tally.faults.length;
  tally.faults.push("the proof did not come to its end");
  try {
    const ground = await openGround(stage, random);
    const figures = await inTurns(flows, (flow) => tryFlow(ground, { ...tried, flow }));
    tally.faults.splice(known, 1);
    return [...figures, ...restarts(stage)];
  } finally {
    await stage.close({ keepsFolder: tally.faults.length > known });
  }
}

async function openGround(stage: Stage, random: Random): Promise<Ground> {
  const rest = createRest(stage);
  const staff = await signIn(stage.client);
  const variantId = await staff.addGoods(GOODS);
  const undisturbed = async (): Promise<void> => {
    const faults = await rest();
    if (faults.length > 0) throw new Error(`Broken before anything went wrong: ${faults.join("; ")}`);
  };
  return { stage, rest, random, world: { client: stage.client, staff, variantId, rest: undisturbed } };
}

type FlowTried = Tried & { readonly flow: FlowName };

async function tryFlow(ground: Ground, tried: FlowTried): Promise<string> {
  const { flow, kinds, every, say } = tried;
  const parts: string[] = [];
  for (const kind of kinds) {
    // A flow calls few others: of these, none is left out.
    const step = kind === "failed" ? 1 : every;
    let count = 0;
    for (let at = ground.random.integer(1, step); at < EFFECTS_MAX; at += step) {
      const outcome = await tryEffect(ground, { ...tried, kind, at });
      if (!outcome.struck) break;
      count += 1;
    }
    parts.push(`${count} × ${kind}`);
    say(`${flow}: ${parts.at(-1)}`);
  }
  return `${flow}: ${parts.join(", ")}`;
}

async function tryEffect(
  { stage, rest, world }: Ground,
  { flow, kind, at, tally }: FlowTried & { readonly kind: FaultKind; readonly at: number },
): Promise<Outcome> {
  const act = await flows[flow](world);
  await rest();
  const answeredBadly = stage.client.faults.length;
  stage.gate.open({ at, kind });
  const told = await act();
  const broken = [...told, ...(await rest())];
  const outcome = stage.gate.close();
  // Who lost the database in the middle is told 503, which is no fault; anything else above it is.
  broken.push(...stage.client.faults.slice(answeredBadly));
  tally.runs += 1;
  const where = outcome.struck ? `${kind} at ${at}, ${outcome.struck.label}` : "undisturbed";
  if (outcome.struck) {
    tally.struck += 1;
    tally.labels.add(outcome.struck.label);
  }
  tally.faults.push(...broken.map((fault) => `${flow}, ${where}: ${fault}`));
  return outcome;
}

function restarts({ readyMs }: Stage): readonly string[] {
  if (readyMs.length === 0) return [];
  const longest = Math.round(Math.max(...readyMs));
  return [`${readyMs.length} kills; ready again after ${longest} ms at most`];
}
