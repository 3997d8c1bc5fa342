// Jobs of those who wait: telling them, and forgetting them.
import { enqueue, onJob, type JobHandler } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import { tellBackInStock } from "./commands/tell-back-in-stock.ts";
import { TellBackInStock, TidySubscriptions } from "./job-definitions.ts";
import { tidySubscriptions } from "./store/waiting-line.ts";

const TIDY_EVERY_MS = 60 * 60_000;

export const backInStockJobs = (deps: Deps): readonly JobHandler[] => [
  onJob(TellBackInStock, ({ variantId }) => tellBackInStock(deps, variantId)),
  onJob(TidySubscriptions, async () => {
    await tidySubscriptions(deps.db);
    return { retryAfterMs: TIDY_EVERY_MS };
  }),
];

/** At each start: the job is there already unless this is the first one. */
export async function scheduleTidying(deps: Deps): Promise<void> {
  await enqueue(deps.db, TidySubscriptions, { key: "tidy", data: {} });
}
