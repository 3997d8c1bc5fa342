// The job of recommendations: it counts baskets for as long as the shop is open.
import { defineJob, enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { countBaskets } from "./commands/count-baskets.ts";

const COUNT_EVERY_MS = 10_000;
/** It must not be given up: failures are counted and logged, and it comes back. */
const ATTEMPTS_MAX = 1_000_000;

const CountBaskets = defineJob<Record<string, never>>({
  name: "product.count-baskets",
  attemptsMax: ATTEMPTS_MAX,
});

export const recommendationJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(CountBaskets, async () => {
    await countBaskets(deps);
    return { retryAfterMs: COUNT_EVERY_MS };
  }),
];

/** At each start: the job is there already unless this is the first one. */
export async function scheduleCounting(deps: Deps): Promise<void> {
  await enqueue(deps.db, CountBaskets, { key: "count", data: {}, afterMs: COUNT_EVERY_MS });
}
