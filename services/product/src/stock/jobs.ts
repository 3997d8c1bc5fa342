// The sweep that gives lapsed reservations back. One job for the whole service; it comes back for as long as the shop is open.
import { defineJob, enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { expireReservations } from "./commands/expire-reservations.ts";

const SWEEP_EVERY_MS = 2_000;
const SWEEP_KEY = "sweep";

/** The sweep must not be given up: a shop without it runs out of goods that nobody bought. Failures are counted and logged all the same. */
const ATTEMPTS_MAX = 1_000_000;

const ExpireReservations = defineJob<Record<string, never>>({
  name: "product.expire-reservations",
  attemptsMax: ATTEMPTS_MAX,
});

export const stockJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(ExpireReservations, async () => {
    await expireReservations(deps);
    return { retryAfterMs: SWEEP_EVERY_MS };
  }),
];

/** At each start: the job is there already unless this is the first one. */
export async function scheduleSweep(deps: Deps): Promise<void> {
  await enqueue(deps.db, ExpireReservations, { key: SWEEP_KEY, data: {} });
}
