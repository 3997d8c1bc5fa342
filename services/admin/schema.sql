create table audit_entries (
  "position" bigint not null,
  id uuid not null,
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  at timestamp with time zone not null,
  hash text not null,
  constraint audit_entries_id_key UNIQUE (id),
  constraint audit_entries_pkey PRIMARY KEY ("position")
);

create table dead_letters (
  id bigint not null generated always as identity,
  consumer text not null,
  event_id uuid not null,
  type text not null,
  key text not null,
  source text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamp with time zone not null,
  kind text not null,
  attempts integer not null,
  reason text not null,
  due_at timestamp with time zone,
  recorded_at timestamp with time zone not null default now(),
  constraint dead_letters_check CHECK (((due_at IS NULL) OR (kind = 'retrying'::text))),
  constraint dead_letters_consumer_event_id_key UNIQUE (consumer, event_id),
  constraint dead_letters_kind_check CHECK ((kind = ANY (ARRAY['refused'::text, 'retrying'::text, 'parked'::text]))),
  constraint dead_letters_pkey PRIMARY KEY (id)
);

create table idempotency_keys (
  principal text not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  resource_id uuid not null,
  lease_token uuid not null,
  leased_until timestamp with time zone not null,
  status smallint,
  headers jsonb,
  body bytea,
  created_at timestamp with time zone not null default clock_timestamp(),
  completed_at timestamp with time zone,
  constraint idempotency_keys_body_check CHECK ((length(body) <= 65536)),
  constraint idempotency_keys_check CHECK (((status IS NULL) = (completed_at IS NULL))),
  constraint idempotency_keys_check1 CHECK (((status IS NULL) = (headers IS NULL))),
  constraint idempotency_keys_check2 CHECK (((status IS NULL) = (body IS NULL))),
  constraint idempotency_keys_fingerprint_check CHECK ((length(fingerprint) = 32)),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  constraint idempotency_keys_pkey PRIMARY KEY (principal, route, key),
  constraint idempotency_keys_principal_check CHECK ((length(principal) <= 300)),
  constraint idempotency_keys_route_check CHECK ((length(route) <= 300)),
  constraint idempotency_keys_status_check CHECK (((status >= 200) AND (status <= 499)))
);

create table inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamp with time zone not null default now(),
  constraint inbox_pkey PRIMARY KEY (consumer, event_id)
);

create table jobs (
  id uuid not null,
  name text not null,
  key text,
  data jsonb not null,
  run_at timestamp with time zone not null,
  is_running boolean not null default false,
  token bigint not null default 0,
  attempts integer not null default 0,
  again_at timestamp with time zone,
  reason text,
  died_at timestamp with time zone,
  traceparent text,
  created_at timestamp with time zone not null default now(),
  constraint jobs_check CHECK (((again_at IS NULL) OR is_running)),
  constraint jobs_check1 CHECK (((died_at IS NULL) OR (NOT is_running))),
  constraint jobs_pkey PRIMARY KEY (id)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);

create table migrations (
  namespace text not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (namespace, name)
);

create table outbox (
  id bigint not null generated always as identity,
  event_id uuid not null,
  type text not null,
  key text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamp with time zone not null default clock_timestamp(),
  constraint outbox_pkey PRIMARY KEY (id)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_insert_threshold=-1);

create table relay_leases (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (singleton),
  constraint relay_leases_singleton_check CHECK (singleton)
);

create table settings (
  singleton boolean not null default true,
  version integer not null default 1,
  shop_name text not null,
  support_email text not null,
  currencies text[] not null,
  countries text[] not null,
  languages text[] not null,
  updated_at timestamp with time zone not null,
  seller jsonb not null default '{"bank": "", "name": "", "address": "", "taxNumber": "", "invoiceFooter": ""}'::jsonb,
  constraint settings_countries_check CHECK ((cardinality(countries) > 0)),
  constraint settings_currencies_check CHECK ((cardinality(currencies) > 0)),
  constraint settings_languages_check CHECK ((cardinality(languages) > 0)),
  constraint settings_pkey PRIMARY KEY (singleton),
  constraint settings_singleton_check CHECK (singleton)
);

CREATE INDEX audit_entries_of_actor ON public.audit_entries USING btree (actor_id, "position" DESC);

CREATE INDEX audit_entries_of_subject ON public.audit_entries USING btree (subject_id, "position" DESC);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name;
end $function$;

CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
