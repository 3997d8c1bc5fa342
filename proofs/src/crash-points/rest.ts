// Waits until a shop has nothing left to do, and judges it then.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { invariants } from "../invariants.ts";
import type { Stage } from "./stage.ts";
import { letTimePass } from "./time.ts";

const REST_TIMEOUT_MS = 60_000;
const POLL_MS = 150;
/** So long a shop gets to do at once what it does at once; then its timers run faster. */
const PATIENCE_MS = 1_500;
/** Jobs that finish or undo what was begun; elsewhere only sweeps come and go. */
const BUSY_DATABASES = ["order", "payment", "notification"] as const;

const awaited = {
  row: z.object({ name: z.string() }),
  text: `select name from jobs where died_at is null and name not like 'http.%' and (is_running or run_at < now() + interval '1 minute')`,
};

/** Gives what broke since the last time. */
export type Rest = () => Promise<readonly string[]>;

export function createRest(stage: Stage): Rest {
  const known = new Set<string>();
  return async () => {
    const startedAt = performance.now();
    for (;;) {
      await stage.whenUp();
      const found = await faultsOf(stage);
      const fresh = found.filter((fault) => !known.has(fault));
      const isOver = performance.now() - startedAt > REST_TIMEOUT_MS;
      if (isOver || (fresh.length === 0 && (await isIdle(stage)))) {
        for (const fault of fresh) known.add(fault);
        return fresh;
      }
      if (performance.now() - startedAt > PATIENCE_MS) await letTimePass(stage.database);
      await delay(POLL_MS);
    }
  };
}

async function faultsOf(stage: Stage): Promise<readonly string[]> {
  const evidence = await stage.gather();
  return invariants.flatMap(({ name, check }) => check(evidence).map((fault) => `${name}: ${fault}`));
}

async function isIdle({ database }: Stage): Promise<boolean> {
  const jobs = await Promise.all(BUSY_DATABASES.map((name) => database.read({ database: name, ...awaited })));
  return jobs.every((waiting) => waiting.length === 0);
}
