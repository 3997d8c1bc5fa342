// The jobs of search: rebuilding the index, and sweeping the log of changes.
import { enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { continueRebuild } from "./commands/continue-rebuild.ts";
import { followChanges } from "./commands/follow-changes.ts";
import { rebuildIndex } from "./commands/rebuild-index.ts";
import { FollowChanges, RebuildIndex, SweepSearchChanges } from "./job-definitions.ts";
import { endRebuild, loadIndexState } from "./store/index-state.ts";
import { sweepSearchChanges } from "./store/search-changes.ts";

/** What no event tells of (a reservation that ran out, a price list whose time has come) is found this late. */
const FOLLOW_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 3_600_000;
const REASON_LENGTH_MAX = 500;
const FOLLOW_KEY = "follow";

export const searchJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(RebuildIndex, async (command, { attempt }) => {
    try {
      return (await continueRebuild(deps, command)) ? "done" : { retryAfterMs: 0 };
    } catch (error) {
      if (attempt >= RebuildIndex.attemptsMax) await giveUp(deps, command.rebuildId, error);
      throw error;
    }
  }),
  onJob(FollowChanges, async () => {
    await followChanges(deps);
    return { retryAfterMs: FOLLOW_EVERY_MS };
  }),
  onJob(SweepSearchChanges, async () => {
    await sweepSearchChanges(deps.db);
    return { retryAfterMs: SWEEP_EVERY_MS };
  }),
];

/** Hears that a product changed: the job that follows changes need not wait for its time. */
export async function hastenFollowing(deps: Deps): Promise<void> {
  if (!deps.search.engine.follows) return;
  await enqueue(deps.db, FollowChanges, { key: FOLLOW_KEY, data: {}, replace: true });
}

async function giveUp(deps: Deps, rebuildId: string, error: unknown): Promise<void> {
  const reason = String(error).slice(0, REASON_LENGTH_MAX);
  await endRebuild(deps.db, rebuildId, { state: "failed", error: reason, now: deps.now() });
}

/** At each start: the sweep, and a rebuild where the index was made by other rules than this version's. */
export async function startSearch(deps: Deps): Promise<void> {
  const { engine } = deps.search;
  await engine.start();
  await enqueue(deps.db, SweepSearchChanges, { key: "sweep", data: {}, afterMs: SWEEP_EVERY_MS });
  if (engine.follows) await enqueue(deps.db, FollowChanges, { key: FOLLOW_KEY, data: {} });
  const { state } = await loadIndexState(deps.db);
  if (state !== "running" && (await engine.rebuilding.isOutdated())) {
    await rebuildIndex(deps, { actorId: undefined });
  }
}
