// Saying an event: one insert into the outbox, in the transaction of the change that the event tells of.
import type { EventDefinition } from "@souk/contracts";
import { newId, runBatch, type AnyDb, type BatchQuery } from "@souk/db";
import { currentTraceparent } from "@souk/telemetry";
import { insertIntoOutbox, isOutboxEmpty, type OutboxParameters } from "./store/outbox.ts";

/** Heard by the relay of this process when the transaction is committed. */
export const publishedTopic = "outbox";
const announces = { topic: publishedTopic, afterMs: 0 };

/** Publishes an event when the caller's transaction commits. Only the fields of its schema leave; data that does not fit it throws. */
export async function publish<Data>(
  db: AnyDb,
  definition: EventDefinition<Data>,
  data: NoInfer<Data>,
): Promise<void> {
  await runBatch(db, [outboxQuery(definition, data)]);
}

/** What `publish` does, as one query for `runBatch`. */
export function outboxQuery<Data>(definition: EventDefinition<Data>, data: NoInfer<Data>): BatchQuery {
  return { ...insertIntoOutbox.query(toRow(definition, data)), announces };
}

/** Whether everything published from this database has reached the bus. */
export async function isSettled(db: AnyDb): Promise<boolean> {
  return isOutboxEmpty(db);
}

function toRow<Data>(definition: EventDefinition<Data>, data: Data): OutboxParameters {
  const checked = definition.schema.parse(data);
  return [
    newId(),
    definition.type,
    definition.keyOf(checked),
    JSON.stringify(checked),
    currentTraceparent() ?? null,
  ];
}
