// What staff can do about jobs that were given up: see them, and let them try again.
import { runBatch, type AnyDb } from "@souk/db";
import { reviveJobs, selectDeadJobs } from "./store/jobs.ts";
import { anyJob } from "./topics.ts";

export type DeadJob = {
  readonly id: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly data: unknown;
  readonly attempts: number;
  readonly reason: string;
  readonly diedAt: Date;
};

const limitDefault = 100;

/** The latest first. */
export async function listDeadJobs(db: AnyDb, limit: number = limitDefault): Promise<readonly DeadJob[]> {
  const rows = await selectDeadJobs.rows(db, [limit]);
  return rows.map((row) => ({ ...row, key: row.key ?? undefined }));
}

/** Makes dead jobs due again, except where a newer job has their key; gives their number. */
export async function reviveDeadJobs(db: AnyDb, ids: readonly string[]): Promise<number> {
  const announces = { topic: anyJob, afterMs: 0 };
  const [revived] = await runBatch(db, [{ ...reviveJobs.query([ids]), announces }]);
  return revived.length;
}
