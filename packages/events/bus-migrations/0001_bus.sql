-- The bus when PostgreSQL carries it: a log in partitions, and where each group of consumers stands in each; see packages/events/README.md.

-- `head` is the position of the newest event, `tail` of the newest one that retention removed. An append locks the rows of its
-- partitions until it commits: positions have no gaps and become visible in their order.
create table bus_partitions (
  partition integer primary key,
  head bigint not null default 0,
  tail bigint not null default 0,
  check (tail <= head)
)
with (fillfactor = 10);
insert into bus_partitions (partition) select generate_series(0, 7);

create table bus_events (
  partition integer not null references bus_partitions,
  position bigint not null,
  event_id uuid not null,
  type text not null,
  key text not null,
  source text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamptz not null,
  appended_at timestamptz not null default now(),
  primary key (partition, position)
);

-- The processes that consume for a group. A partition belongs to its holder for as long as the holder's membership lasts.
create table bus_members (
  member uuid primary key,
  group_name text not null,
  expires_at timestamptz not null
);

create table bus_offsets (
  group_name text not null,
  partition integer not null references bus_partitions,
  position bigint not null,
  holder uuid,
  -- Grows whenever the partition changes hands or is replayed: a commit with an older number is refused.
  fence bigint not null default 0,
  primary key (group_name, partition)
)
with (fillfactor = 50);
