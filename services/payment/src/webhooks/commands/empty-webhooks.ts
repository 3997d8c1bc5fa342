// The job that empties webhooks: what a provider wrote names people, and nobody reads it again once it was handled.
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { EMPTY_WEBHOOKS_BREATH_MS, TIDY_INTERVAL_MS } from "../../job-definitions.ts";
import { emptyWebhooks as emptyOldest } from "../store/webhooks.ts";

const TOGETHER_MAX = 1_000;

/** Ids and outcomes stay, for the same webhook may be sent again. */
export async function emptyWebhooks({ db, webhooksKeptDays }: Deps): Promise<JobOutcome> {
  const emptied = await emptyOldest(db, { days: webhooksKeptDays, limit: TOGETHER_MAX });
  return { retryAfterMs: emptied < TOGETHER_MAX ? TIDY_INTERVAL_MS : EMPTY_WEBHOOKS_BREATH_MS };
}
