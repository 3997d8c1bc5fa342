// `npm run proofs`: runs all proofs, or those that are named (`npm run proofs -- crash --kills 3 --seed 7`). Ends with status 1 unless all hold.
import { parseArgs } from "node:util";
import { z } from "zod";
import { proveContention } from "./contention.ts";
import { proveCrash } from "./crash.ts";
import { flowNames } from "./crash-points/flows.ts";
import { faultKinds } from "./crash-points/gate.ts";
import { describeMachine } from "./machine.ts";
import { proveKeyRotation } from "./key-rotation.ts";
import { proveModel } from "./model.ts";
import { endTogether } from "./processes.ts";
import { holds, report, type Result } from "./proof.ts";
import { proveSignInFlood } from "./sign-in-flood.ts";

const SEED_MAX = 2 ** 31;
const say = (line: string): void => console.log(line);

const count = (fallback: number) => z.coerce.number().int().min(0).max(100_000).default(fallback);
/** Some of these names, with commas between them; all of them by default. */
const listOf = <const Name extends string>(names: readonly Name[]) =>
  z
    .string()
    .default(names.join(","))
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(names)));
const Options = z.object({
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(SEED_MAX)
    .default(() => Date.now() % SEED_MAX),
  kills: count(10),
  rounds: count(20),
  buyers: count(200),
  units: count(1_000),
  demand: count(0),
  attempts: count(10_000),
  rotations: count(2),
  sequences: count(2_000),
  hours: z.coerce.number().int().min(1).max(24).default(24),
  orders: count(240),
  every: z.coerce.number().int().min(1).max(1_000).default(10),
  flow: listOf(flowNames),
  fault: listOf(faultKinds),
});
const proofs = [
  "crash",
  "crash-points",
  "contention",
  "model",
  "authorisation",
  "sign-in-flood",
  "key-rotation",
  "trade-day",
] as const;
const Names = z.array(z.enum(proofs)).transform((names) => (names.length === 0 ? proofs : names));

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: text,
    kills: text,
    rounds: text,
    buyers: text,
    units: text,
    demand: text,
    attempts: text,
    rotations: text,
    sequences: text,
    hours: text,
    orders: text,
    every: text,
    flow: text,
    fault: text,
  },
});
const options = { ...Options.parse(values), say };

function prove(name: (typeof proofs)[number]): Promise<Result> {
  if (name === "authorisation") return proveAuthorisationHere();
  if (name === "trade-day") return proveTradeDayHere();
  if (name === "crash-points") return proveCrashPointsHere();
  if (name === "model") return proveModel(options);
  if (name === "sign-in-flood") return proveSignInFlood(options);
  if (name === "key-rotation") return proveKeyRotation(options);
  return name === "crash" ? proveCrash(options) : proveContention(options);
}

/** Loads the services into this process, which no other proof does. */
async function proveAuthorisationHere(): Promise<Result> {
  const { startTestPostgres } = await import("@souk/testing");
  const { proveAuthorisation } = await import("./authorisation.ts");
  const stop = await startTestPostgres();
  try {
    return await proveAuthorisation(options);
  } finally {
    await stop();
  }
}

/** On one clock with the provider, so both are in this process. */
async function proveTradeDayHere(): Promise<Result> {
  const { startTestPostgres } = await import("@souk/testing");
  const { proveTradeDay } = await import("./trade-day.ts");
  const stop = await startTestPostgres();
  try {
    return await proveTradeDay(options);
  } finally {
    await stop();
  }
}

/** The shop is a process of its own; the server that its data is on stays. */
async function proveCrashPointsHere(): Promise<Result> {
  const { startTestPostgres } = await import("@souk/testing");
  const { proveCrashPoints } = await import("./crash-points.ts");
  const stop = await startTestPostgres();
  try {
    return await proveCrashPoints({ ...options, flows: options.flow, kinds: options.fault });
  } finally {
    await stop();
  }
}

endTogether();
say(describeMachine());
for (const name of Names.parse(positionals)) {
  say(`\n── ${name}, seed ${options.seed}`);
  const result = await prove(name);
  for (const line of report(result)) say(line);
  if (!holds(result)) process.exitCode = 1;
}
