// What staff can do about jobs that were given up: see them, and let them try again.
import type { AnyDb } from "@souk/db";
import { hintEnqueued } from "./job-hints.ts";
import { reviveJobs, selectDeadJobs } from "./store/jobs.ts";

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
  const revived = await reviveJobs.rows(db, [ids]);
  for (const { name } of revived) hintEnqueued(name, 0);
  return revived.length;
}
