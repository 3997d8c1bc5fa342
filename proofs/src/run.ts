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
import { provePlanted } from "./planted.ts";
import { endTogether } from "./processes.ts";
import { holds, report, type Result } from "./proof.ts";
import { proveSignInFlood } from "./sign-in-flood.ts";

const SEED_MAX = 2 ** 31;
const DAY_ORDERS = 240;
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
  shrink: count(3),
  differences: z.coerce.number().int().min(1).default(20),
  hours: z.coerce.number().int().min(1).max(24).default(24),
  orders: z.coerce.number().int().min(1).max(100_000).optional(),
  shops: z.coerce.number().int().min(1).max(8).default(2),
  every: z.coerce.number().int().min(1).max(1_000).default(10),
  only: z.string().optional(),
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
  "webhooks",
  "planted",
] as const;
/** Those that are tried against bugs come when they are asked for: that takes as long as all of them together. */
const byDefault = proofs.filter((name) => name !== "planted");
const Names = z.array(z.enum(proofs)).transform((names) => (names.length === 0 ? byDefault : names));

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
    shrink: text,
    differences: text,
    only: text,
    hours: text,
    orders: text,
    every: text,
    shops: text,
    flow: text,
    fault: text,
  },
});
const options = { ...Options.parse(values), say };

function prove(name: (typeof proofs)[number]): Promise<Result> {
  switch (name) {
    case "crash":
      return proveCrash(options);
    case "contention":
      return proveContention(options);
    case "model":
      return proveModel(options);
    case "sign-in-flood":
      return proveSignInFlood(options);
    case "key-rotation":
      return proveKeyRotation(options);
    case "crash-points":
      return proveCrashPointsHere();
    // These load the services into this process, which no other proof does.
    case "authorisation":
      return onPostgres(async () => (await import("./authorisation.ts")).proveAuthorisation(options));
    case "trade-day":
      return onPostgres(async () => {
        const { proveTradeDay } = await import("./trade-day.ts");
        return proveTradeDay({ ...options, orders: options.orders ?? DAY_ORDERS });
      });
    case "planted":
      return provePlanted(options);
    case "webhooks":
      return onPostgres(async () => {
        const { proveWebhooks } = await import("./webhooks.ts");
        return proveWebhooks({ ...options, orders: options.orders ?? "all" });
      });
  }
}

async function proveCrashPointsHere(): Promise<Result> {
  const { proveCrashPoints } = await import("./crash-points.ts");
  return proveCrashPoints({ ...options, flows: options.flow, kinds: options.fault });
}

/** A database server for this proof alone, which outlives whatever the proof starts and kills. */
async function onPostgres(work: () => Promise<Result>): Promise<Result> {
  const { startTestPostgres } = await import("@souk/testing");
  const stop = await startTestPostgres();
  try {
    return await work();
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
