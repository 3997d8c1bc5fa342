// The notification service's jobs.
import { type JobHandler, onJob } from "@souk/jobs";
import { sendNotification } from "./commands/send-notification.ts";
import type { Deps } from "./deps.ts";
import { SendNotification } from "./job-definitions.ts";

export function jobs(deps: Deps): readonly JobHandler[] {
  return [onJob(SendNotification, ({ dedupeKey }) => sendNotification(deps, dedupeKey))];
}
