// The log of products that came into stock, ran out or were priced anew (migration 0005): what every process has read goes.
import { statement, type AnyDb } from "@souk/db";

// Longer than any process goes without looking, and than any transaction lasts that kept a reader from passing it.
const sweepStatement = statement(
  "sweep_search_changes",
  "delete from search_changes where changed_at < clock_timestamp() - interval '1 day' and changed_in < pg_snapshot_xmin(pg_current_snapshot())",
);

export async function sweepSearchChanges(db: AnyDb): Promise<void> {
  await sweepStatement.rows(db, []);
}
