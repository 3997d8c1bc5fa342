-- The shop's settings, and the audit log: a chain of hashes that shows when a row was changed, removed or slipped in.

create table settings (
  singleton boolean primary key default true check (singleton),
  version integer not null default 1,
  shop_name text not null,
  support_email text not null,
  -- The first of each is the default.
  currencies text[] not null check (cardinality(currencies) > 0),
  countries text[] not null check (cardinality(countries) > 0),
  languages text[] not null check (cardinality(languages) > 0),
  updated_at timestamptz not null
);
insert into settings (shop_name, support_email, currencies, countries, languages, updated_at) values (
  'Souk', 'hello@souk.example', '{EUR,USD}',
  '{AT,BE,CA,CH,CZ,DE,DK,ES,FI,FR,GB,GR,IE,IT,LU,NL,NO,PL,PT,SE,US}', '{en}', now()
);

create table audit_entries (
  -- Without gaps: rows are appended one at a time.
  position bigint primary key,
  id uuid not null unique,
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null,
  -- SHA-256 over the hash before and this row.
  hash text not null
);
create index audit_entries_of_subject on audit_entries (subject_id, position desc);
create index audit_entries_of_actor on audit_entries (actor_id, position desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_change();
