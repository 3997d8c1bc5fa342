// Saying an event: one insert into the outbox, in the transaction of the change that the event tells of.
import type { EventDefinition } from "@souk/contracts";
import { newId, type AnyDb, type BatchQuery } from "@souk/db";
import { currentTraceparent } from "@souk/telemetry";
import { hintPublished } from "./publish-hints.ts";
import { insertIntoOutbox, isOutboxEmpty, type OutboxParameters } from "./store/outbox.ts";

/** Publishes an event when the caller's transaction commits. Only the fields of its schema leave; data that does not fit it throws. */
export async function publish<Data>(
  db: AnyDb,
  definition: EventDefinition<Data>,
  data: NoInfer<Data>,
): Promise<void> {
  await insertIntoOutbox.rows(db, toRow(definition, data));
  hintPublished(definition.type);
}

/** What `publish` does, as one query for `runBatch`. */
export function outboxQuery<Data>(definition: EventDefinition<Data>, data: NoInfer<Data>): BatchQuery {
  hintPublished(definition.type);
  return insertIntoOutbox.query(toRow(definition, data));
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
