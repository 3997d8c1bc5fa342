create table bus_events (
  partition integer not null,
  "position" bigint not null,
  event_id uuid not null,
  type text not null,
  key text not null,
  source text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamp with time zone not null,
  appended_at timestamp with time zone not null default now(),
  constraint bus_events_partition_fkey FOREIGN KEY (partition) REFERENCES bus_partitions(partition),
  constraint bus_events_pkey PRIMARY KEY (partition, "position")
);

create table bus_members (
  member uuid not null,
  group_name text not null,
  expires_at timestamp with time zone not null,
  constraint bus_members_pkey PRIMARY KEY (member)
);

create table bus_offsets (
  group_name text not null,
  partition integer not null,
  "position" bigint not null,
  holder uuid,
  fence bigint not null default 0,
  constraint bus_offsets_partition_fkey FOREIGN KEY (partition) REFERENCES bus_partitions(partition),
  constraint bus_offsets_pkey PRIMARY KEY (group_name, partition)
) with (fillfactor=50);

create table bus_partitions (
  partition integer not null,
  head bigint not null default 0,
  tail bigint not null default 0,
  constraint bus_partitions_check CHECK ((tail <= head)),
  constraint bus_partitions_pkey PRIMARY KEY (partition)
) with (fillfactor=10);

create table migrations (
  namespace text not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (namespace, name)
);
