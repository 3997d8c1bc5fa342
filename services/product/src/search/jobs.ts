// The jobs of search: rebuilding the index, and sweeping the log of changes.
import { enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { continueRebuild } from "./commands/continue-rebuild.ts";
import { rebuildIndex } from "./commands/rebuild-index.ts";
import { RebuildIndex, SweepSearchChanges } from "./job-definitions.ts";
import { endRebuild, loadRebuild } from "./store/index-state.ts";
import { sweepSearchChanges } from "./store/search-changes.ts";

const SWEEP_EVERY_MS = 3_600_000;
const REASON_LENGTH_MAX = 500;

export const searchJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(RebuildIndex, async (command, { attempt }) => {
    try {
      return (await continueRebuild(deps, command)) ? "done" : { retryAfterMs: 0 };
    } catch (error) {
      if (attempt >= RebuildIndex.attemptsMax) await giveUp(deps, command.rebuildId, error);
      throw error;
    }
  }),
  onJob(SweepSearchChanges, async () => {
    await sweepSearchChanges(deps.db);
    return { retryAfterMs: SWEEP_EVERY_MS };
  }),
];

async function giveUp(deps: Deps, rebuildId: string, error: unknown): Promise<void> {
  const reason = String(error).slice(0, REASON_LENGTH_MAX);
  await endRebuild(deps.db, rebuildId, { state: "failed", error: reason, now: deps.now() });
}

/** At each start: the sweep, and a rebuild where the index was made by other rules than this version's. */
export async function startSearch(deps: Deps): Promise<void> {
  const { engine } = deps.search;
  await engine.start();
  await enqueue(deps.db, SweepSearchChanges, { key: "sweep", data: {}, afterMs: SWEEP_EVERY_MS });
  const { state } = await loadRebuild(deps.db);
  if (state !== "running" && (await engine.rebuilding.isOutdated())) {
    await rebuildIndex(deps, { actorId: undefined });
  }
}
