-- Work that a service has promised to do, now or later; see packages/jobs/README.md. A job that is done is deleted.
create table jobs (
  id uuid primary key,
  name text not null,
  key text,
  data jsonb not null,
  -- While waiting: when it is due. While running: when its lease ends, which is when somebody else may take it.
  run_at timestamptz not null,
  is_running boolean not null default false,
  -- Grows whenever the job is taken: who took it earlier can no longer end it.
  token bigint not null default 0,
  attempts integer not null default 0,
  -- Set when the job was replaced while running: it runs once more then.
  again_at timestamptz,
  reason text,
  died_at timestamptz,
  traceparent text,
  created_at timestamptz not null default now(),
  check (again_at is null or is_running),
  check (died_at is null or not is_running)
)
-- Rows come and go at the rate of checkouts: vacuum by count, not by share of a small table; room for updates in place.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- A dead job does not keep a new one with its key from being enqueued.
create unique index jobs_key on jobs (name, key) where died_at is null;
create index jobs_due on jobs (run_at) where died_at is null;
create index jobs_dead on jobs (died_at) where died_at is not null;
