// `npm run proofs`: runs all proofs, or those that are named (`npm run proofs -- crash --kills 3 --seed 7`). Ends with status 1 unless all hold.
import { parseArgs } from "node:util";
import { z } from "zod";
import { proveContention } from "./contention.ts";
import { proveCrash } from "./crash.ts";
import { describeMachine } from "./machine.ts";
import { proveKeyRotation } from "./key-rotation.ts";
import { holds, report, type Result } from "./proof.ts";
import { proveSignInFlood } from "./sign-in-flood.ts";

const SEED_MAX = 2 ** 31;
const say = (line: string): void => console.log(line);

const count = (fallback: number) => z.coerce.number().int().min(0).max(100_000).default(fallback);
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
});
const proofs = ["crash", "contention", "authorisation", "sign-in-flood", "key-rotation"] as const;
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
  },
});
const options = { ...Options.parse(values), say };

function prove(name: (typeof proofs)[number]): Promise<Result> {
  if (name === "authorisation") return proveAuthorisationHere();
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

say(describeMachine());
for (const name of Names.parse(positionals)) {
  say(`\n── ${name}, seed ${options.seed}`);
  const result = await prove(name);
  for (const line of report(result)) say(line);
  if (!holds(result)) process.exitCode = 1;
}
