// The public face of @souk/jobs: durable jobs and timers.
import type { MigrationSource } from "@souk/db";

export { listDeadJobs, reviveDeadJobs, type DeadJob } from "./dead-jobs.ts";
export {
  defineJob,
  onJob,
  type JobDefinition,
  type JobHandler,
  type JobMeta,
  type JobOptions,
  type JobOutcome,
} from "./definition.ts";
export { cancelJob, cancelJobQuery, enqueue, enqueueQuery, type JobRequest } from "./enqueue.ts";
export { createWorker, runDueJobs, type Worker, type WorkerOptions } from "./worker.ts";

/** The table that every service needs for its jobs. */
export const migrations: MigrationSource = {
  namespace: "jobs",
  directory: new URL("../migrations/", import.meta.url),
};
