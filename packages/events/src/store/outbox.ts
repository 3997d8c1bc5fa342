// SQL of the outbox and of the lease that says which process moves it.
import { statement, type AnyDb } from "@souk/db";

export type OutboxParameters = readonly [
  eventId: string,
  type: string,
  key: string,
  data: string,
  traceparent: string | null,
];

export const insertIntoOutbox = statement<never, OutboxParameters>(
  "events_outbox_insert",
  `insert into outbox (event_id, type, key, data, traceparent) values ($1, $2, $3, $4::jsonb, $5)`,
);

export type OutboxRow = {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
  readonly traceparent: string | null;
  readonly occurredAt: Date;
};

/**
 * Removes what was sent and reads the oldest of the rest, in one round trip (a statement still sees the rows that it deletes). List and
 * limit are read by queries of their own, so that one plan is kept for all (decision 0013). Not flushed to disk: a deletion lost with the
 * machine sends events again, which their claims make harmless.
 */
export const takeFromOutbox = statement<OutboxRow, readonly [sentIds: readonly string[], limit: number]>(
  "events_outbox_take",
  `with sent as (delete from outbox using (select set_config('synchronous_commit', 'off', true)) as lazily
     where id = any (array(select unnest($1::bigint[]))))
   select id::text, event_id as "eventId", type, key, data, traceparent, occurred_at as "occurredAt"
   from outbox where id <> all (array(select unnest($1::bigint[]))) order by outbox.id limit (select $2::bigint)`,
);

const findInOutbox = statement<{ readonly id: string }>(
  "events_outbox_find",
  `select id::text from outbox limit 1`,
);

export async function isOutboxEmpty(db: AnyDb): Promise<boolean> {
  return (await findInOutbox.first(db, [])) === undefined;
}

/** Gives a row when the relay has the lease, until `leaseMs` from now. */
export const leaseOutbox = statement<{ isLeased: boolean }, readonly [holder: string, leaseMs: number]>(
  "events_relay_lease",
  `insert into relay_leases as l (holder, expires_at) values ($1, now() + $2 * interval '1 millisecond')
   on conflict (singleton) do update set holder = excluded.holder, expires_at = excluded.expires_at
   where l.holder = excluded.holder or l.expires_at < now()
   returning true as "isLeased"`,
);

export const releaseOutbox = statement<never, readonly [holder: string]>(
  "events_relay_release",
  `delete from relay_leases where holder = $1`,
);

/** Wakes the relay that has the lease, in another process. A transaction of its own that writes nothing: no flush, hardly any lock. */
export const notifyRelay = statement<never>(
  "events_relay_notify",
  `select pg_notify('outbox', '') where exists (select from outbox)`,
);
