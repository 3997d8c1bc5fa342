// Jobs of pictures: sizes of deleted pictures go, files that nobody uses go.
import { enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { sweepMedia } from "./commands/sweep-media.ts";
import { RemoveRenditions, SweepMedia } from "./job-definitions.ts";

const SWEEP_EVERY_MS = 3_600_000;
const SWEEP_KEY = "sweep";

export const mediaJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(RemoveRenditions, async ({ pictureId }) => {
    await deps.renditions.removeAll(pictureId);
    return "done";
  }),
  onJob(SweepMedia, async () => {
    await sweepMedia(deps);
    return { retryAfterMs: SWEEP_EVERY_MS };
  }),
];

/** At each start: the job is there already unless this is the first one. */
export async function scheduleMediaSweep(deps: Deps): Promise<void> {
  await enqueue(deps.db, SweepMedia, { key: SWEEP_KEY, data: {}, afterMs: SWEEP_EVERY_MS });
}
