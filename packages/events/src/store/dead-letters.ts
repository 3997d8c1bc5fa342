// SQL of the events that could not be handled. A key with a retrying or parked row is blocked: its later events queue behind it.
// Whoever adds behind a blocked key locks the key's first row; whoever unblocks it changes that row first and looks for followers in
// a second statement. So no follower is left behind a key that has just become free.
import { statement, type AnyDb } from "@souk/db";
import type { BusEvent } from "../bus.ts";

export type DeadLetterKind = "refused" | "retrying" | "parked";

type EventParameters = readonly [
  consumer: string,
  eventId: string,
  type: string,
  key: string,
  source: string,
  data: string,
  traceparent: string | null,
  occurredAt: Date,
];

export function toParameters(consumer: string, event: BusEvent): EventParameters {
  const { eventId, type, key, source, data, traceparent, occurredAt } = event;
  return [consumer, eventId, type, key, source, JSON.stringify(data), traceparent ?? null, occurredAt];
}

export const findRecorded = statement<
  { readonly eventId: string; readonly key: string; readonly isBlocking: boolean },
  readonly [consumer: string, eventIds: readonly string[], keys: readonly string[]]
>(
  "events_dead_letters_find_recorded",
  `select event_id as "eventId", key, kind <> 'refused' as "isBlocking" from dead_letters where consumer = $1 and event_id = any ($2::uuid[])
   union all
   (select distinct on (key) event_id, key, true from dead_letters
    where consumer = $1 and key = any ($3::text[]) and kind <> 'refused' order by key, id)`,
);

const columns = "consumer, event_id, type, key, source, data, traceparent, occurred_at";

/** Records an event that failed for the first time (with the time of the next try) or that will not be tried again (without). */
export const recordFailure = statement<
  never,
  readonly [...EventParameters, kind: DeadLetterKind, reason: string, dueInMs: number | null]
>(
  "events_dead_letters_record",
  `insert into dead_letters (${columns}, kind, attempts, reason, due_at)
   values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, 1, $10, now() + $11::float8 * interval '1 millisecond')
   on conflict (consumer, event_id) do nothing`,
);

/** Adds an event behind the blocked ones of its key; no row comes back when the key is free. */
export const queueBehind = statement<{ readonly isQueued: boolean }, EventParameters>(
  "events_dead_letters_queue_behind",
  `with first as (
     select kind from dead_letters where consumer = $1 and key = $4 and kind <> 'refused' order by id limit 1 for update)
   insert into dead_letters (${columns}, kind, attempts, reason)
   select $1, $2, $3, $4, $5, $6::jsonb, $7, $8, kind, 0, 'an earlier event of this key failed' from first
   on conflict (consumer, event_id) do update set attempts = dead_letters.attempts
   returning true as "isQueued"`,
);

export type DueRow = Omit<BusEvent, "traceparent"> & {
  readonly id: string;
  readonly attempts: number;
  readonly traceparent: string | null;
};

/** Counts the attempt before it is made, so that an event that kills its process is parked some day too. */
export const takeDue = statement<DueRow, readonly [consumer: string, leaseMs: number, limit: number]>(
  "events_dead_letters_take_due",
  `with due as (
     select id from dead_letters where consumer = $1 and due_at <= now() order by due_at limit $3 for update skip locked)
   update dead_letters d set attempts = attempts + 1, due_at = now() + $2 * interval '1 millisecond' from due where d.id = due.id
   returning d.id::text, d.attempts, d.event_id as "eventId", d.type, d.key, d.source, d.data, d.traceparent, d.occurred_at as "occurredAt"`,
);

export const findNextDue = statement<{ readonly dueInMs: number }, readonly [consumer: string]>(
  "events_dead_letters_next_due",
  `select (extract(epoch from due_at - now()) * 1000)::float8 as "dueInMs" from dead_letters
   where consumer = $1 and due_at is not null order by due_at limit 1`,
);

const findRetrying = statement<{ readonly id: string }, readonly [consumer: string]>(
  "events_dead_letters_find_retrying",
  `select id::text from dead_letters where consumer = $1 and kind = 'retrying' limit 1`,
);

export async function isRetrying(db: AnyDb, consumer: string): Promise<boolean> {
  return (await findRetrying.first(db, [consumer])) !== undefined;
}

type Attempt = readonly [id: string, attempts: number];

export const deleteHandled = statement<never, Attempt>(
  "events_dead_letters_delete_handled",
  `delete from dead_letters where id = $1 and attempts = $2`,
);

export const markRefused = statement<never, readonly [...Attempt, reason: string]>(
  "events_dead_letters_refuse",
  `update dead_letters set kind = 'refused', due_at = null, reason = $3 where id = $1 and attempts = $2`,
);

export const postpone = statement<never, readonly [...Attempt, reason: string, dueInMs: number]>(
  "events_dead_letters_postpone",
  `update dead_letters set reason = $3, due_at = now() + $4::float8 * interval '1 millisecond' where id = $1 and attempts = $2`,
);

export const parkFirst = statement<never, readonly [...Attempt, reason: string]>(
  "events_dead_letters_park_first",
  `update dead_letters set kind = 'parked', due_at = null, reason = $3 where id = $1 and attempts = $2`,
);

export const parkFollowers = statement<never, readonly [consumer: string, key: string]>(
  "events_dead_letters_park_followers",
  `update dead_letters d set kind = 'parked', due_at = null
   where consumer = $1 and key = $2 and kind = 'retrying'
     and exists (select from dead_letters f where f.consumer = $1 and f.key = $2 and f.kind = 'parked' and f.id < d.id)`,
);

/** Makes the next event of a key due, once the one before it is out of the way. */
export const promoteNext = statement<never, readonly [consumer: string, key: string]>(
  "events_dead_letters_promote_next",
  `update dead_letters set due_at = now() where due_at is null and kind = 'retrying'
     and id = (select min(id) from dead_letters where consumer = $1 and key = $2 and kind <> 'refused')`,
);
