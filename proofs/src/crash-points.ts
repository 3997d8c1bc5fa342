// Numbers every effect of a flow and lets each of them go wrong, one after another and in every way, on real shops; after each, all invariants are judged.
import { startTestPostgres } from "@souk/testing";
import { atMost, inTurns } from "./crowd.ts";
import { createRest, type Rest } from "./crash-points/rest.ts";
import { type FlowName, flows, manuallyCaptured, type World } from "./crash-points/flows.ts";
import { type FaultKind, faultKinds, type Outcome } from "./crash-points/gate.ts";
import { openStage, type Stage } from "./crash-points/stage.ts";
import { createTally, figuresOf, type Tally } from "./crash-points/tally.ts";
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
  readonly shops: number;
  readonly say: Say;
};

/** A price and a stock that last for all runs. */
const GOODS = { priceMinor: 2_500, stock: 100_000 };
/** A flow that had more effects than this would be one that never ends. */
const EFFECTS_MAX = 500;
/** Where `startTestPostgres` says that its server is. */
const POSTGRES_URL_VARIABLE = "SOUK_TEST_POSTGRES_URL";

type Server = { readonly ownerUrl: string; stop(): Promise<void> };
type Ground = { readonly stage: Stage; readonly rest: Rest; readonly world: World };
/** One kind of fault at every effect of one flow. */
type Sweep = { readonly flow: FlowName; readonly kind: FaultKind; readonly number: number };
type Tried = CrashPointsOptions & { readonly tally: Tally };

export async function proveCrashPoints(options: CrashPointsOptions): Promise<Result> {
  const tried: Tried = { ...options, tally: createTally() };
  const { tally } = tried;
  const servers = await inTurns(
    Array.from({ length: options.shops }, (_, index) => index),
    openServer,
  );
  try {
    const plans = groundPlans(options);
    // Each shop takes the next sweep when it is done with one; a crash on the one is nothing to the other.
    await atMost(servers.length, [...servers.entries()], ([index, server]) =>
      inTurns(plans, (plan) => tryOn({ ...plan, server, index }, tried)),
    );
  } finally {
    await inTurns(servers, (server) => server.stop());
  }
  const { seed, every, shops } = options;
  const figures = [`seed ${seed}, every ${every}, ${shops} shops at a time`, ...figuresOf(tally)];
  return { name: "crash-points", cases: tally.struck, faults: tally.faults, figures };
}

/** Each shop has a server to itself, so that they have the same names for their databases. */
async function openServer(): Promise<Server> {
  const stop = await startTestPostgres();
  return { ownerUrl: process.env[POSTGRES_URL_VARIABLE] ?? "", stop };
}

type GroundPlan = { readonly waiting: Sweep[]; readonly env: Environment };

/** Flows that need the same settings share a shop. */
function groundPlans({ flows: names, kinds }: CrashPointsOptions): readonly GroundPlan[] {
  const sweeps = faultKinds
    .filter((kind) => kinds.includes(kind))
    .flatMap((kind) => names.map((flow) => ({ flow, kind })))
    .map((sweep, number) => ({ ...sweep, number }));
  const isManual = ({ flow }: Sweep): boolean => manuallyCaptured.includes(flow);
  return [
    { waiting: sweeps.filter((sweep) => !isManual(sweep)), env: {} },
    { waiting: sweeps.filter(isManual), env: { PAYMENT_CAPTURE: "manual" } },
  ];
}

type Place = GroundPlan & { readonly server: Server; readonly index: number };

async function tryOn({ waiting, env, server, index }: Place, tried: Tried): Promise<void> {
  if (waiting.length === 0) return;
  const { seed, tally } = tried;
  const stage = await openStage({ random: createRandom(seed + index), ownerUrl: server.ownerUrl, env });
  const known = tally.faults.length;
  const unended = "a shop of the proof did not come to its end";
  tally.faults.push(unended);
  try {
    const ground = await openGround(stage);
    for (let sweep = waiting.shift(); sweep; sweep = waiting.shift()) await trySweep(ground, sweep, tried);
    tally.faults.splice(tally.faults.indexOf(unended), 1);
  } finally {
    tally.readyMs.push(...stage.readyMs);
    await stage.close({ keepsFolder: tally.faults.length > known });
  }
}

async function openGround(stage: Stage): Promise<Ground> {
  const rest = createRest(stage);
  const staff = await signIn(stage.client);
  const variantId = await staff.addGoods(GOODS);
  const undisturbed = async (): Promise<void> => {
    const faults = await rest();
    if (faults.length > 0) throw new Error(`Broken before anything went wrong: ${faults.join("; ")}`);
  };
  return { stage, rest, world: { client: stage.client, staff, variantId, rest: undisturbed } };
}

// oxlint-disable-next-line max-params -- where, what, and with whom it counts
async function trySweep(ground: Ground, sweep: Sweep, tried: Tried): Promise<void> {
  const { flow, kind, number } = sweep;
  // A flow calls few others: of these, none is left out.
  const step = kind === "failed" ? 1 : tried.every;
  const random: Random = createRandom(tried.seed + number);
  const startedAt = performance.now();
  let count = 0;
  for (let at = random.integer(1, step); at < EFFECTS_MAX; at += step) {
    const outcome = await tryEffect(ground, { flow, kind, at, tally: tried.tally });
    if (!outcome.struck) break;
    tried.tally.effects.set(flow, Math.max(tried.tally.effects.get(flow) ?? 0, at));
    count += 1;
  }
  tried.tally.sweeps.push({ flow, kind, count });
  tried.say(`${flow}: ${count} × ${kind} in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

type Effect = Omit<Sweep, "number"> & { readonly at: number; readonly tally: Tally };

async function tryEffect(
  { stage, rest, world }: Ground,
  { flow, kind, at, tally }: Effect,
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
    tally.labels.add(`${flow} ${outcome.struck.label}`);
  }
  tally.faults.push(...broken.map((fault) => `${flow}, ${where}: ${fault}`));
  return outcome;
}
