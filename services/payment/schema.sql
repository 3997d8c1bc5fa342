create table captures (
  id uuid not null,
  payment_id uuid not null,
  amount_minor bigint not null,
  is_final boolean not null,
  status text not null,
  failure_code text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint captures_amount_minor_check CHECK ((amount_minor > 0)),
  constraint captures_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id),
  constraint captures_pkey PRIMARY KEY (id),
  constraint captures_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
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

create table disputes (
  id uuid not null,
  version integer not null default 1,
  payment_id uuid not null,
  provider text not null,
  provider_dispute_id text not null,
  amount_minor bigint not null,
  currency text not null,
  reason text not null,
  status text not null,
  evidence_due_at timestamp with time zone,
  explanation text,
  submitted_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint disputes_amount_minor_check CHECK ((amount_minor > 0)),
  constraint disputes_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint disputes_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id),
  constraint disputes_pkey PRIMARY KEY (id),
  constraint disputes_provider_provider_dispute_id_key UNIQUE (provider, provider_dispute_id),
  constraint disputes_status_check CHECK ((status = ANY (ARRAY['needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text])))
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

create table ledger_entries (
  transaction_id uuid not null,
  account text not null,
  currency text not null,
  amount_minor bigint not null,
  constraint ledger_entries_account_check CHECK ((account = ANY (ARRAY['provider'::text, 'customers'::text, 'authorized'::text, 'authorizations'::text, 'disputed'::text, 'fees'::text, 'bank'::text]))),
  constraint ledger_entries_amount_minor_check CHECK ((amount_minor <> 0)),
  constraint ledger_entries_pkey PRIMARY KEY (transaction_id, account, currency)
);

create table ledger_transactions (
  id uuid not null,
  kind text not null,
  payment_id uuid,
  reference text not null,
  booked_at timestamp with time zone not null,
  constraint ledger_transactions_kind_check CHECK ((kind = ANY (ARRAY['authorize'::text, 'release'::text, 'capture'::text, 'refund'::text, 'refund_reversed'::text, 'dispute'::text, 'dispute_won'::text, 'fee'::text, 'payout'::text, 'correction'::text]))),
  constraint ledger_transactions_kind_reference_key UNIQUE (kind, reference),
  constraint ledger_transactions_payment CHECK (((payment_id IS NOT NULL) OR (kind <> ALL (ARRAY['authorize'::text, 'release'::text, 'correction'::text])))),
  constraint ledger_transactions_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id),
  constraint ledger_transactions_pkey PRIMARY KEY (id)
);

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

create table payment_attempts (
  payment_id uuid not null,
  at timestamp with time zone not null,
  is_declined boolean not null default false,
  order_key bytea not null,
  shopper_key bytea not null,
  address_key bytea,
  constraint payment_attempts_pkey PRIMARY KEY (payment_id)
);

create table payments (
  id uuid not null,
  version integer not null default 1,
  order_id uuid not null,
  order_number text not null,
  provider text not null,
  status text not null,
  amount_minor bigint not null,
  currency text not null,
  captured_minor bigint not null default 0,
  refunding_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  given_up_reason text,
  provider_payment_id text,
  redirect_url text,
  client_secret text,
  failure_code text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  capture_mode text not null default 'automatic'::text,
  capture_promised_minor bigint not null default 0,
  is_closed boolean not null default false,
  refunded_elsewhere_minor bigint not null default 0,
  customer_id uuid,
  saves_method boolean not null default false,
  instructions text,
  expires_at timestamp with time zone,
  constraint payments_amount_minor_check CHECK ((amount_minor > 0)),
  constraint payments_capture_mode_check CHECK ((capture_mode = ANY (ARRAY['automatic'::text, 'manual'::text]))),
  constraint payments_check CHECK (((captured_minor >= 0) AND (captured_minor <= amount_minor))),
  constraint payments_check1 CHECK (((refunding_minor >= 0) AND (((refunding_minor + refunded_minor) - refunded_elsewhere_minor) <= captured_minor))),
  constraint payments_check2 CHECK (((capture_promised_minor >= 0) AND (capture_promised_minor <= amount_minor))),
  constraint payments_check3 CHECK ((((refunded_elsewhere_minor >= 0) AND (refunded_elsewhere_minor <= refunded_minor)) AND (refunded_minor <= captured_minor))),
  constraint payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'requires_action'::text, 'authorized'::text, 'captured'::text, 'failed'::text, 'cancelled'::text, 'unknown'::text])))
);

create table provider_books (
  provider text not null,
  read_until timestamp with time zone not null,
  constraint provider_books_pkey PRIMARY KEY (provider)
);

create table provider_customers (
  customer_id uuid not null,
  provider text not null,
  provider_customer_id text not null,
  constraint provider_customers_pkey PRIMARY KEY (customer_id, provider)
);

create table provider_disputes (
  provider text not null,
  dispute_id text not null,
  status text not null,
  payment_id uuid not null,
  amount_minor bigint not null,
  currency text not null,
  reason text not null,
  evidence_due_at timestamp with time zone,
  seen_at timestamp with time zone not null,
  constraint provider_disputes_amount_minor_check CHECK ((amount_minor > 0)),
  constraint provider_disputes_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint provider_disputes_pkey PRIMARY KEY (provider, dispute_id, status),
  constraint provider_disputes_status_check CHECK ((status = ANY (ARRAY['needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text])))
);

create table provider_movements (
  provider text not null,
  movement_id text not null,
  kind text not null,
  payment_id uuid,
  provider_payment_id text,
  refund_id uuid,
  amount_minor bigint not null,
  currency text not null,
  at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint provider_movements_amount_minor_check CHECK ((amount_minor > 0)),
  constraint provider_movements_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint provider_movements_kind_check CHECK ((kind = ANY (ARRAY['capture'::text, 'refund'::text, 'refund_reversed'::text, 'dispute'::text, 'dispute_won'::text, 'fee'::text, 'payout'::text]))),
  constraint provider_movements_pkey PRIMARY KEY (provider, movement_id)
);

create table reconciliation_findings (
  id uuid not null,
  version integer not null default 1,
  kind text not null,
  subject text not null,
  scope text not null,
  provider text,
  payment_id uuid,
  order_id uuid,
  here_minor bigint,
  there_minor bigint,
  currency text,
  status text not null,
  ended_by text,
  staff_id uuid,
  reason text,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint reconciliation_findings_check CHECK (((status = 'open'::text) = (ended_at IS NULL))),
  constraint reconciliation_findings_ended_by_check CHECK ((ended_by = ANY (ARRAY['run'::text, 'staff'::text, 'itself'::text]))),
  constraint reconciliation_findings_kind_subject_key UNIQUE (kind, subject),
  constraint reconciliation_findings_pkey PRIMARY KEY (id),
  constraint reconciliation_findings_status_check CHECK ((status = ANY (ARRAY['open'::text, 'repaired'::text, 'dismissed'::text])))
);

create table reconciliation_runs (
  id uuid not null,
  asked_by uuid,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  movements integer not null default 0,
  payments integer not null default 0,
  orders integer not null default 0,
  found integer not null default 0,
  repaired integer not null default 0,
  silent text[] not null default '{}'::text[],
  constraint reconciliation_runs_pkey PRIMARY KEY (id)
);

create table refunds (
  id uuid not null,
  payment_id uuid not null,
  amount_minor bigint not null,
  status text not null,
  reason text not null,
  provider_refund_id text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  lines jsonb,
  failure_code text,
  constraint refunds_amount_minor_check CHECK ((amount_minor > 0)),
  constraint refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id),
  constraint refunds_pkey PRIMARY KEY (id),
  constraint refunds_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);

create table relay_leases (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (singleton),
  constraint relay_leases_singleton_check CHECK (singleton)
);

create table saved_methods (
  id uuid not null,
  customer_id uuid not null,
  provider text not null,
  provider_customer_id text not null,
  provider_method_id text not null,
  brand text not null,
  last4 text not null,
  expires text,
  created_at timestamp with time zone not null,
  constraint saved_methods_customer_id_provider_provider_method_id_key UNIQUE (customer_id, provider, provider_method_id),
  constraint saved_methods_expires_check CHECK ((expires ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  constraint saved_methods_last4_check CHECK ((last4 ~ '^[0-9]{4}$'::text)),
  constraint saved_methods_pkey PRIMARY KEY (id)
);

create table webhooks (
  provider text not null,
  event_id text not null,
  type text not null,
  payload jsonb not null,
  received_at timestamp with time zone not null default now(),
  handled_at timestamp with time zone,
  outcome text,
  constraint webhooks_pkey PRIMARY KEY (provider, event_id)
);

CREATE INDEX captures_of_payment ON public.captures USING btree (payment_id, created_at);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX disputes_newest ON public.disputes USING btree (created_at DESC, id DESC);

CREATE INDEX disputes_of_payment ON public.disputes USING btree (payment_id);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE INDEX ledger_transactions_newest ON public.ledger_transactions USING btree (booked_at DESC, id DESC);

CREATE INDEX ledger_transactions_of_payment ON public.ledger_transactions USING btree (payment_id, booked_at);

CREATE INDEX payment_attempts_declined_at ON public.payment_attempts USING btree (at) WHERE is_declined;

CREATE INDEX payment_attempts_of_address ON public.payment_attempts USING btree (address_key, at) WHERE is_declined;

CREATE INDEX payment_attempts_of_order ON public.payment_attempts USING btree (order_key, at) WHERE is_declined;

CREATE INDEX payment_attempts_of_shopper ON public.payment_attempts USING btree (shopper_key, at) WHERE is_declined;

CREATE INDEX payments_changed ON public.payments USING btree (updated_at, id);

CREATE INDEX payments_of_order ON public.payments USING btree (order_id, created_at DESC);

CREATE UNIQUE INDEX payments_one_live_per_order ON public.payments USING btree (order_id) WHERE ((status <> ALL (ARRAY['failed'::text, 'cancelled'::text])) AND ((status <> 'captured'::text) OR (given_up_reason IS NULL)));

CREATE UNIQUE INDEX payments_provider_id ON public.payments USING btree (provider, provider_payment_id) WHERE (provider_payment_id IS NOT NULL);

CREATE INDEX provider_disputes_of_payment ON public.provider_disputes USING btree (payment_id);

CREATE INDEX provider_disputes_seen ON public.provider_disputes USING btree (seen_at);

CREATE INDEX provider_movements_of_payment ON public.provider_movements USING btree (payment_id) WHERE (payment_id IS NOT NULL);

CREATE INDEX provider_movements_of_provider_payment ON public.provider_movements USING btree (provider, provider_payment_id);

CREATE INDEX provider_movements_seen ON public.provider_movements USING btree (seen_at);

CREATE INDEX reconciliation_findings_newest ON public.reconciliation_findings USING btree (first_seen_at DESC, id DESC);

CREATE INDEX reconciliation_findings_open ON public.reconciliation_findings USING btree (scope) WHERE (status = 'open'::text);

CREATE INDEX reconciliation_runs_newest ON public.reconciliation_runs USING btree (started_at DESC, id DESC);

CREATE INDEX refunds_of_payment ON public.refunds USING btree (payment_id, created_at);

CREATE UNIQUE INDEX refunds_provider_id ON public.refunds USING btree (payment_id, provider_refund_id) WHERE (provider_refund_id IS NOT NULL);

CREATE INDEX saved_methods_of_customer ON public.saved_methods USING btree (customer_id, created_at DESC);

CREATE INDEX webhooks_to_empty ON public.webhooks USING btree (handled_at) WHERE (payload <> '{}'::jsonb);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name;
end $function$;

CREATE OR REPLACE FUNCTION public.require_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from ledger_transactions where id = new.transaction_id) then
    raise exception 'ledger transaction % does not exist', new.transaction_id;
  end if;
  if exists (
    select from ledger_entries where transaction_id = new.transaction_id group by currency having sum(amount_minor) <> 0
  ) then
    raise exception 'ledger transaction % does not balance', new.transaction_id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.require_entries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from ledger_entries where transaction_id = new.id) then
    raise exception 'ledger transaction % has no entries', new.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.require_few_declines(of_order bytea, of_shopper bytea, of_address bytea, since timestamp with time zone, order_max bigint, shopper_max bigint, address_max bigint, shop_max bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if (select count(*) from payment_attempts where is_declined and order_key = of_order and at > since) >= order_max
    or (select count(*) from payment_attempts where is_declined and shopper_key = of_shopper and at > since) >= shopper_max
    or (select count(*) from payment_attempts where is_declined and address_key = of_address and at > since) >= address_max
    or (select count(*) from payment_attempts where is_declined and at > since) >= shop_max
  then
    raise exception using errcode = 'SK429', message = 'too many declined attempts';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.require_one(changed bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if changed <> 1 then
    raise exception using errcode = 'SK409', message = 'lost update';
  end if;
end $function$;

CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balance();

CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_transactions_append_only BEFORE DELETE OR UPDATE ON public.ledger_transactions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER ledger_transactions_have_entries AFTER INSERT ON public.ledger_transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_entries();

CREATE TRIGGER ledger_transactions_no_truncate BEFORE TRUNCATE ON public.ledger_transactions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER provider_disputes_append_only BEFORE DELETE OR UPDATE ON public.provider_disputes FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER provider_disputes_no_truncate BEFORE TRUNCATE ON public.provider_disputes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER provider_movements_append_only BEFORE DELETE OR UPDATE ON public.provider_movements FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER provider_movements_no_truncate BEFORE TRUNCATE ON public.provider_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
