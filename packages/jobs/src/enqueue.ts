// Promising work in the transaction of the change that makes it necessary, and taking the promise back.
import { newId, runBatch, type AnyDb, type BatchQuery } from "@souk/db";
import { currentTraceparent } from "@souk/telemetry";
import type { JobDefinition } from "./definition.ts";
import { deleteJob, insertJob, insertOrReplaceJob } from "./store/jobs.ts";
import { topicOf } from "./topics.ts";

/** Due at once, unless `runAt` or `afterMs` (by the database's clock) says otherwise. */
export type JobRequest<Data> = {
  readonly data: Data;
  /** At most one living job of a kind has the key: a second request is ignored, unless it replaces the first. */
  readonly key?: string;
  /** Gives a waiting job the new data and time; one that is running now runs once more at that time. */
  readonly replace?: boolean;
  readonly runAt?: Date;
  readonly afterMs?: number;
};

/** Enqueues a job when the caller's transaction commits. */
export async function enqueue<Data>(
  db: AnyDb,
  definition: JobDefinition<Data>,
  request: JobRequest<NoInfer<Data>>,
): Promise<void> {
  await runBatch(db, [enqueueQuery(definition, request)]);
}

/** What `enqueue` does, as one query for `runBatch`. */
export function enqueueQuery<Data>(
  definition: JobDefinition<Data>,
  request: JobRequest<NoInfer<Data>>,
): BatchQuery {
  const { runAt, afterMs = 0 } = request;
  return {
    ...insertFor(request).query(toRow(definition, request)),
    announces: {
      topic: topicOf(definition.name),
      afterMs: runAt === undefined ? afterMs : runAt.getTime() - Date.now(),
    },
  };
}

/** Takes a job back. One that is running now is not stopped, but it will not be tried again. */
export async function cancelJob(db: AnyDb, definition: JobDefinition<unknown>, key: string): Promise<void> {
  await deleteJob.rows(db, [definition.name, key]);
}

/** What `cancelJob` does, as one query for `runBatch`. */
export function cancelJobQuery(definition: JobDefinition<unknown>, key: string): BatchQuery {
  return deleteJob.query([definition.name, key]);
}

function insertFor({ replace }: JobRequest<unknown>): typeof insertJob {
  return replace === true ? insertOrReplaceJob : insertJob;
}

function toRow(
  { name }: JobDefinition<unknown>,
  { key, data, runAt, afterMs }: JobRequest<unknown>,
): Parameters<typeof insertJob.query>[0] {
  return [
    newId(),
    name,
    key ?? null,
    JSON.stringify(data),
    runAt ?? null,
    afterMs ?? 0,
    currentTraceparent() ?? null,
  ];
}
