// SQL of the bus's log.
import { statement } from "@souk/db";
import type { BusEvent } from "../bus.ts";

export const listPartitions = statement<{ readonly partition: number }>(
  "bus_partitions_list",
  `select partition from bus_partitions order by partition`,
);

/**
 * Appends events (a JSON array, in order). The rows of their partitions stay locked until the commit, taken in one order: positions
 * have no gaps and nobody sees a position before the ones below it, however slowly an append commits.
 */
export const appendEvents = statement<never, readonly [events: string, isNotifying: boolean]>(
  "bus_events_append",
  `with incoming as materialized (
     select *, row_number() over (partition by partition order by ordinal) as place
     from rows from (jsonb_to_recordset($1::jsonb) as (partition int, "eventId" uuid, type text, key text, source text,
       data jsonb, traceparent text, "occurredAt" timestamptz)) with ordinality
       as e (partition, event_id, type, key, source, data, traceparent, occurred_at, ordinal)),
   counts as (select partition, count(*) as count from incoming group by partition),
   locked as materialized (
     select partition, head from bus_partitions where partition in (select partition from counts) order by partition for update),
   moved as (
     update bus_partitions p set head = locked.head + counts.count from locked join counts using (partition)
     where p.partition = locked.partition),
   woken as materialized (select pg_notify('bus', '') where $2::boolean)
   insert into bus_events (partition, position, event_id, type, key, source, data, traceparent, occurred_at)
   select i.partition, locked.head + i.place, event_id, type, key, source, data, traceparent, occurred_at
   from incoming i join locked using (partition) where (select count(*) from woken) >= 0`,
);

type FetchedRow = { readonly partition: number; readonly next: number } & (
  | (Omit<BusEvent, "traceparent"> & { readonly traceparent: string | null })
  | { readonly eventId: null }
);

/**
 * Reads a window of each partition: the events of the wanted types in it, and `next`, the last position that was looked at. `head`
 * comes from the same snapshot as the events, so everything up to `next` has been seen. The lists are read by queries of their own, so that
 * one plan is kept for all (decision 0013).
 */
export const fetchEvents = statement<
  FetchedRow,
  readonly [
    partitions: readonly number[],
    positions: readonly number[],
    types: readonly string[] | null,
    window: number,
  ]
>(
  "bus_events_fetch",
  `select w.partition, least(p.head, greatest(w.position, p.tail) + $4) as next,
     e.event_id as "eventId", e.type, e.key, e.source, e.data, e.traceparent, e.occurred_at as "occurredAt"
   from unnest(array(select unnest($1::int[])), array(select unnest($2::bigint[]))) as w (partition, position)
   join bus_partitions p on p.partition = w.partition and p.head > w.position
   left join lateral (
     select * from bus_events e
     where e.partition = w.partition and e.position > greatest(w.position, p.tail) and e.position <= greatest(w.position, p.tail) + $4
       and ($3::text[] is null or e.type = any ($3))) e on true
   order by w.partition, e.position`,
);

/** What a fetch brought: the events, in order, and for each partition that had something new the last position looked at. */
export type Fetched = { readonly events: readonly BusEvent[]; readonly nextOf: ReadonlyMap<number, number> };

export function parseFetched(rows: readonly FetchedRow[]): Fetched {
  const events: BusEvent[] = [];
  const nextOf = new Map<number, number>();
  for (const row of rows) {
    nextOf.set(row.partition, row.next);
    if (row.eventId === null) continue;
    const { eventId, type, key, source, data, traceparent, occurredAt } = row;
    events.push({ eventId, type, key, source, data, occurredAt, traceparent: traceparent ?? undefined });
  }
  return { events, nextOf };
}

/** Deletes the oldest events of every partition, as far as they are old and at most `limit` of each; gives a row for each. */
export const deleteOldEvents = statement<
  { readonly position: number },
  readonly [olderThanMs: number, limit: number]
>(
  "bus_events_delete_old",
  `with locked as materialized (select partition, head, tail from bus_partitions order by partition for update),
   kept as (
     select l.partition, coalesce(
       (select min(e.position) - 1 from bus_events e
        where e.partition = l.partition and e.position > l.tail and e.position <= l.tail + $2
          and e.appended_at >= now() - $1 * interval '1 millisecond'),
       least(l.head, l.tail + $2)) as tail
     from locked l),
   gone as (
     delete from bus_events e using kept where e.partition = kept.partition and e.position <= kept.tail returning e.position),
   moved as (
     update bus_partitions p set tail = kept.tail from kept where p.partition = kept.partition and p.tail < kept.tail)
   select position from gone`,
);
