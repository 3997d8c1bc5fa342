-- What the services of these tests keep.
create table seen (
  event_id uuid primary key,
  data jsonb not null
);
