// Forgets old inbox rows and refusals, a bounded number at a time. They are kept longer than the bus keeps events: replaying the
// whole bus must find every event in the inbox.
import { type AnyDb, Loop } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import { deleteOldRefused } from "./store/dead-letter-operations.ts";
import { deleteOldFromInbox } from "./store/inbox.ts";

const dayMs = 24 * 3_600_000;
const retentionMsDefault = 35 * dayMs;
const batchMax = 5_000;
const cleanEveryMs = 3_600_000;

/** Deletes everything older than that. */
export async function cleanInbox(db: AnyDb, retentionMs: number = retentionMsDefault): Promise<void> {
  for (const statement of [deleteOldFromInbox, deleteOldRefused]) {
    let deleted = batchMax;
    while (deleted === batchMax) deleted = (await statement.rows(db, [retentionMs, batchMax])).length;
  }
}

export function createCleaner({
  db,
  telemetry,
}: {
  readonly db: AnyDb;
  readonly telemetry: Telemetry;
}): Loop {
  return new Loop({
    work: async () => {
      await cleanInbox(db);
      return {};
    },
    pollMs: cleanEveryMs,
    onError: (error) => telemetry.log.error({ err: error }, "old inbox rows could not be deleted"),
  });
}
