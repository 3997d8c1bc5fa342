-- What every service needs to publish and to hear events; see packages/events/README.md.

-- Committed with the change that it tells of; the relay moves rows to the bus and deletes them, so it is nearly always empty.
create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  type text not null,
  key text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamptz not null default clock_timestamp()
)
-- Every row is deleted within milliseconds: vacuum by count, not by share of a table that is always empty.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_threshold = -1);

-- Which of several processes moves this outbox. It saves work; order and safety do not depend on it (src/relay.ts).
create table relay_leases (
  singleton boolean primary key default true check (singleton),
  holder uuid not null,
  expires_at timestamptz not null
);

-- What has been handled: written in the handler's own transaction, so that the effect happens once.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
-- Rows arrive in the order of time: a block range index finds the old ones at nearly no cost for the new ones.
create index inbox_handled_at on inbox using brin (handled_at) with (autosummarize = on);

-- Events that could not be handled. Of a key's retrying rows only the first has `due_at`; the others wait behind it.
create table dead_letters (
  id bigint generated always as identity primary key,
  consumer text not null,
  event_id uuid not null,
  type text not null,
  key text not null,
  source text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamptz not null,
  kind text not null check (kind in ('refused', 'retrying', 'parked')),
  attempts integer not null,
  reason text not null,
  due_at timestamptz,
  recorded_at timestamptz not null default now(),
  unique (consumer, event_id),
  check (due_at is null or kind = 'retrying')
);
create index dead_letters_blocked on dead_letters (consumer, key, id) where kind <> 'refused';
create index dead_letters_due on dead_letters (consumer, due_at) where due_at is not null;
