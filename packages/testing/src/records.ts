// What tests read and move behind the services' backs: published events and waiting jobs.
import { type AnyDb, statement } from "@souk/db";

export type PublishedEvent = { readonly type: string; readonly data: unknown };

const inOutbox = statement<PublishedEvent>("test_outbox", "select type, data from outbox order by id");
const onBus = statement<PublishedEvent, [string]>(
  "test_bus",
  "select type, data from bus_events where source = $1 order by occurred_at, partition, position",
);

/** What a service published, oldest first: on the bus already, or still in its outbox. */
export async function listPublished(
  databases: { readonly bus: AnyDb; readonly own: AnyDb },
  source: string,
): Promise<readonly PublishedEvent[]> {
  const waiting = await inOutbox.rows(databases.own, []); // Read first: an event that moves meanwhile is seen twice, never lost.
  return [...(await onBus.rows(databases.bus, [source])), ...waiting];
}

const jobsDue = statement("test_jobs_due", "update jobs set run_at = now() where died_at is null");

export async function makeJobsDue(db: AnyDb): Promise<void> {
  await jobsDue.rows(db, []);
}
