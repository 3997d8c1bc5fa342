// Jobs of the catalogue.
import { enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { publishDueProducts } from "./commands/publish-due-products.ts";
import { refreshProducts } from "./commands/refresh-products.ts";
import { PublishDueProducts, RefreshProducts } from "./job-definitions.ts";

/** Well within the time that a job may take. */
const BATCHES_MAX = 20;
const PUBLISH_EVERY_MS = 10_000;

export const catalogueJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(RefreshProducts, async () => {
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      if ((await refreshProducts(deps)) === 0) return "done";
    }
    return { retryAfterMs: 0 };
  }),
  onJob(PublishDueProducts, async () => {
    const found = await publishDueProducts(deps);
    return { retryAfterMs: found > 0 ? 0 : PUBLISH_EVERY_MS };
  }),
];

/** At each start: the job is there already unless this is the first one. */
export async function schedulePublishing(deps: Deps): Promise<void> {
  await enqueue(deps.db, PublishDueProducts, { key: "sweep", data: {} });
}
