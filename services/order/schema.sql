create table cart_lines (
  id uuid not null,
  cart_id uuid not null,
  variant_id uuid not null,
  quantity integer not null,
  added_price_minor bigint not null,
  added_at timestamp with time zone not null default clock_timestamp(),
  constraint cart_line_quantity CHECK (((quantity >= 1) AND (quantity <= 10000))),
  constraint cart_lines_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES carts(id) ON DELETE CASCADE,
  constraint cart_lines_cart_id_variant_id_key UNIQUE (cart_id, variant_id),
  constraint cart_lines_pkey PRIMARY KEY (id)
);

create table carts (
  id uuid not null,
  version integer not null default 1,
  status text not null default 'open'::text,
  currency text not null,
  customer_id uuid,
  email text,
  shipping_address jsonb,
  billing_address jsonb,
  shipping_method_id text,
  coupon_codes text[] not null default '{}'::text[],
  order_id uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  merged_into uuid,
  gift_card_ids uuid[] not null default '{}'::uuid[],
  use_store_credit boolean not null default false,
  abandoned_at timestamp with time zone,
  constraint carts_check CHECK (((status = 'ordered'::text) = (order_id IS NOT NULL))),
  constraint carts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint carts_gift_cards_max CHECK ((cardinality(gift_card_ids) <= 5)),
  constraint carts_merged_somewhere CHECK (((status = 'merged'::text) = (merged_into IS NOT NULL))),
  constraint carts_pkey PRIMARY KEY (id),
  constraint carts_status_check CHECK ((status = ANY (ARRAY['open'::text, 'ordered'::text, 'merged'::text])))
);

create table credit_entries (
  id uuid not null,
  credit_id uuid not null,
  kind text not null,
  amount_minor bigint not null,
  order_id uuid,
  reference text,
  reason text,
  staff_id uuid,
  at timestamp with time zone not null,
  constraint credit_entries_check CHECK (
CASE
    WHEN (kind = ANY (ARRAY['taken'::text, 'redeemed'::text])) THEN (amount_minor < 0)
    ELSE (amount_minor > 0)
END),
  constraint credit_entries_check1 CHECK (((kind <> ALL (ARRAY['redeemed'::text, 'returned'::text])) OR (order_id IS NOT NULL))),
  constraint credit_entries_check2 CHECK (((kind <> 'returned'::text) OR (reference IS NOT NULL))),
  constraint credit_entries_credit_id_fkey FOREIGN KEY (credit_id) REFERENCES credits(id),
  constraint credit_entries_kind_check CHECK ((kind = ANY (ARRAY['issued'::text, 'granted'::text, 'taken'::text, 'redeemed'::text, 'returned'::text]))),
  constraint credit_entries_pkey PRIMARY KEY (id)
);

create table credits (
  id uuid not null,
  version integer not null default 1,
  kind text not null,
  currency text not null,
  balance_minor bigint not null default 0,
  status text not null default 'active'::text,
  code_hash bytea,
  last4 text,
  expires_at timestamp with time zone,
  note text,
  customer_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint credits_balance CHECK ((balance_minor >= 0)),
  constraint credits_check CHECK (((kind = 'gift_card'::text) = (code_hash IS NOT NULL))),
  constraint credits_check1 CHECK (((kind = 'gift_card'::text) = (last4 IS NOT NULL))),
  constraint credits_check2 CHECK (((kind = 'store_credit'::text) = (customer_id IS NOT NULL))),
  constraint credits_check3 CHECK (((kind = 'gift_card'::text) OR ((status = 'active'::text) AND (expires_at IS NULL)))),
  constraint credits_code_hash_check CHECK ((octet_length(code_hash) = 32)),
  constraint credits_code_hash_key UNIQUE (code_hash),
  constraint credits_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint credits_kind_check CHECK ((kind = ANY (ARRAY['gift_card'::text, 'store_credit'::text]))),
  constraint credits_last4_check CHECK ((char_length(last4) = 4)),
  constraint credits_pkey PRIMARY KEY (id),
  constraint credits_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
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

create table invoice_counters (
  kind text not null,
  year integer not null,
  last_position integer not null,
  constraint invoice_counters_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
  constraint invoice_counters_last_position_check CHECK ((last_position > 0)),
  constraint invoice_counters_pkey PRIMARY KEY (kind, year)
);

create table invoices (
  id uuid not null,
  kind text not null,
  year integer not null,
  "position" integer not null,
  order_id uuid not null,
  reference text not null,
  currency text not null,
  total_minor bigint not null,
  document jsonb not null,
  issued_at timestamp with time zone not null,
  constraint invoices_check CHECK (((kind = 'invoice'::text) = (reference = 'confirmed'::text))),
  constraint invoices_check1 CHECK (((kind = 'invoice'::text) OR (total_minor > 0))),
  constraint invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint invoices_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
  constraint invoices_number UNIQUE (kind, year, "position"),
  constraint invoices_once UNIQUE (order_id, reference),
  constraint invoices_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint invoices_pkey PRIMARY KEY (id),
  constraint invoices_total_minor_check CHECK ((total_minor >= 0))
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

create table order_events (
  order_id uuid not null,
  version integer not null,
  type text not null,
  data jsonb not null,
  at timestamp with time zone not null,
  constraint order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id) DEFERRABLE INITIALLY DEFERRED,
  constraint order_events_pkey PRIMARY KEY (order_id, version)
);

create table order_returns (
  id uuid not null,
  order_id uuid not null,
  status text not null,
  requested_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint order_returns_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id) DEFERRABLE INITIALLY DEFERRED,
  constraint order_returns_pkey PRIMARY KEY (id),
  constraint order_returns_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'received'::text, 'refunded'::text])))
);

create table orders (
  id uuid not null,
  number text not null,
  version integer not null,
  status text not null,
  cart_id uuid not null,
  customer_id uuid,
  email text not null,
  currency text not null,
  total_minor bigint not null,
  terms jsonb not null,
  moves jsonb not null,
  payment_id uuid,
  refunded_minor bigint not null default 0,
  tracking_code text,
  cancel_reason text,
  placed_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  shipments jsonb not null default '[]'::jsonb,
  returns jsonb not null default '[]'::jsonb,
  refunds jsonb not null default '[]'::jsonb,
  fulfilment text not null default 'none'::text,
  constraint orders_check CHECK (((refunded_minor >= 0) AND (refunded_minor <= total_minor))),
  constraint orders_fulfilment_check CHECK ((fulfilment = ANY (ARRAY['none'::text, 'partial'::text, 'complete'::text]))),
  constraint orders_number_key UNIQUE (number),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'processing'::text, 'shipped'::text, 'delivered'::text, 'completed'::text, 'cancelled'::text, 'refunded'::text]))),
  constraint orders_total_minor_check CHECK ((total_minor >= 0))
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

create table promotion_counts (
  promotion_id uuid not null,
  customer_key text not null,
  uses integer not null,
  constraint promotion_counts_pkey PRIMARY KEY (promotion_id, customer_key),
  constraint promotion_counts_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions(id) ON DELETE CASCADE,
  constraint promotion_counts_uses_check CHECK ((uses >= 0))
);

create table promotion_uses (
  promotion_id uuid not null,
  order_id uuid not null,
  customer_key text not null,
  coupon_code text,
  amount_minor bigint not null,
  currency text not null,
  used_at timestamp with time zone not null,
  released_at timestamp with time zone,
  constraint promotion_uses_amount_minor_check CHECK ((amount_minor > 0)),
  constraint promotion_uses_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint promotion_uses_customer_key_check CHECK ((customer_key <> ''::text)),
  constraint promotion_uses_pkey PRIMARY KEY (promotion_id, order_id),
  constraint promotion_uses_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions(id)
);

create table promotions (
  id uuid not null,
  version integer not null default 1,
  name text not null,
  status text not null,
  coupon_code text,
  priority integer not null,
  stacking text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  uses_max integer,
  uses_per_customer_max integer,
  conditions jsonb not null,
  action jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint promotions_check CHECK ((starts_at < ends_at)),
  constraint promotions_coupon_code_check CHECK ((coupon_code = upper(coupon_code))),
  constraint promotions_pkey PRIMARY KEY (id),
  constraint promotions_stacking_check CHECK ((stacking = ANY (ARRAY['combinable'::text, 'exclusive'::text]))),
  constraint promotions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
  constraint promotions_uses_max_check CHECK ((uses_max > 0)),
  constraint promotions_uses_per_customer_max_check CHECK ((uses_per_customer_max > 0)),
  constraint promotions_version_check CHECK ((version > 0))
);

create table relay_leases (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (singleton),
  constraint relay_leases_singleton_check CHECK (singleton)
);

create table shipping_methods (
  id text not null,
  name text not null,
  description text not null,
  "position" integer not null,
  prices jsonb not null default '{}'::jsonb,
  free_over jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  zone_id uuid not null,
  is_active boolean not null default true,
  pricing jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint shipping_methods_pkey PRIMARY KEY (id),
  constraint shipping_methods_version_check CHECK ((version > 0)),
  constraint shipping_methods_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES shipping_zones(id)
);

create table shipping_zones (
  id uuid not null,
  version integer not null default 1,
  name text not null,
  regions jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint shipping_zones_pkey PRIMARY KEY (id),
  constraint shipping_zones_version_check CHECK ((version > 0))
);

create table tax_settings (
  singleton boolean not null default true,
  version integer not null default 1,
  rounding text not null,
  shipping_tax_class text not null,
  updated_at timestamp with time zone not null,
  constraint tax_settings_pkey PRIMARY KEY (singleton),
  constraint tax_settings_rounding_check CHECK ((rounding = ANY (ARRAY['line'::text, 'order'::text]))),
  constraint tax_settings_singleton_check CHECK (singleton),
  constraint tax_settings_version_check CHECK ((version > 0))
);

create table tax_zones (
  id uuid not null,
  version integer not null default 1,
  name text not null,
  regions jsonb not null,
  prices_include_tax boolean not null,
  rates jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint tax_zones_pkey PRIMARY KEY (id),
  constraint tax_zones_rates_check CHECK ((rates ? 'standard'::text)),
  constraint tax_zones_version_check CHECK ((version > 0))
);

CREATE INDEX carts_customer ON public.carts USING btree (customer_id, updated_at DESC) WHERE ((customer_id IS NOT NULL) AND (status = 'open'::text));

CREATE INDEX carts_left ON public.carts USING btree (created_at) WHERE ((status = 'open'::text) AND (abandoned_at IS NULL) AND ((email IS NOT NULL) OR (customer_id IS NOT NULL)));

CREATE INDEX carts_of_guests ON public.carts USING btree (created_at) WHERE (customer_id IS NULL);

CREATE UNIQUE INDEX credit_entries_granted_once ON public.credit_entries USING btree (credit_id, reference) WHERE (kind = 'granted'::text);

CREATE UNIQUE INDEX credit_entries_issued_once ON public.credit_entries USING btree (credit_id) WHERE (kind = 'issued'::text);

CREATE INDEX credit_entries_of_credit ON public.credit_entries USING btree (credit_id, at DESC, id DESC);

CREATE UNIQUE INDEX credit_entries_redeemed_once ON public.credit_entries USING btree (credit_id, order_id) WHERE (kind = 'redeemed'::text);

CREATE UNIQUE INDEX credit_entries_returned_once ON public.credit_entries USING btree (credit_id, order_id, reference) WHERE (kind = 'returned'::text);

CREATE INDEX credits_gift_cards ON public.credits USING btree (created_at DESC, id DESC) WHERE (kind = 'gift_card'::text);

CREATE UNIQUE INDEX credits_of_customer ON public.credits USING btree (customer_id, currency) WHERE (kind = 'store_credit'::text);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX invoices_newest ON public.invoices USING btree (issued_at DESC, id DESC);

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE INDEX order_returns_by_status ON public.order_returns USING btree (status, requested_at DESC, id DESC);

CREATE INDEX order_returns_newest ON public.order_returns USING btree (requested_at DESC, id DESC);

CREATE INDEX order_returns_of_order ON public.order_returns USING btree (order_id);

CREATE INDEX orders_by_fulfilment ON public.orders USING btree (fulfilment, placed_at DESC, id DESC);

CREATE INDEX orders_by_status ON public.orders USING btree (status, placed_at DESC, id DESC);

CREATE INDEX orders_changed ON public.orders USING btree (updated_at, id);

CREATE INDEX orders_newest ON public.orders USING btree (placed_at DESC, id DESC);

CREATE INDEX orders_of_customer ON public.orders USING btree (customer_id, placed_at DESC, id DESC) WHERE (customer_id IS NOT NULL);

CREATE INDEX orders_of_email ON public.orders USING btree (lower(email));

CREATE UNIQUE INDEX orders_one_live_per_cart ON public.orders USING btree (cart_id) WHERE (status <> 'cancelled'::text);

CREATE INDEX promotion_uses_newest ON public.promotion_uses USING btree (promotion_id, used_at DESC, order_id DESC);

CREATE INDEX promotion_uses_order ON public.promotion_uses USING btree (order_id);

CREATE INDEX promotions_active ON public.promotions USING btree (priority DESC, id) WHERE (status = 'active'::text);

CREATE UNIQUE INDEX promotions_coupon ON public.promotions USING btree (coupon_code) WHERE (status <> 'archived'::text);

CREATE INDEX promotions_newest ON public.promotions USING btree (created_at DESC, id DESC);

CREATE INDEX shipping_methods_zone ON public.shipping_methods USING btree (zone_id);

CREATE OR REPLACE FUNCTION public.book_credit_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update credits set balance_minor = balance_minor + new.amount_minor
    where id = new.credit_id and balance_minor + new.amount_minor >= 0
      and (new.kind <> 'redeemed' or (status = 'active' and (expires_at is null or expires_at > new.at)));
  if not found then
    raise exception using errcode = 'SK409', message = 'lost update';
  end if;
  if new.kind = 'returned' and (
    select sum(amount_minor) from credit_entries
    where credit_id = new.credit_id and order_id = new.order_id and kind in ('redeemed', 'returned')) > 0 then
    raise exception 'more would be returned to a credit than an order took from it';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.bound_cart_lines()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select count(*) from cart_lines where cart_id = new.cart_id) > 100 then
    raise exception 'a cart holds at most 100 articles';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.count_one_use(p_promotion_id uuid, p_customer_key text, p_uses_max integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if p_uses_max is null then
    return;
  end if;
  insert into promotion_counts (promotion_id, customer_key, uses) values (p_promotion_id, p_customer_key, 1)
    on conflict (promotion_id, customer_key) do update set uses = promotion_counts.uses + 1 where promotion_counts.uses < p_uses_max;
  if not found then
    raise exception using errcode = 'SK409', message = 'promotion used up';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.count_promotion_anew()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from promotion_counts where promotion_id = new.id;
  insert into promotion_counts (promotion_id, customer_key, uses)
    select new.id, '', count(*) from promotion_uses
     where promotion_id = new.id and released_at is null and new.uses_max is not null
    having count(*) > 0;
  insert into promotion_counts (promotion_id, customer_key, uses)
    select new.id, customer_key, count(*) from promotion_uses
     where promotion_id = new.id and released_at is null and new.uses_per_customer_max is not null
     group by customer_key;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.count_promotion_use()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_promotion promotions;
begin
  select * into v_promotion from promotions where id = new.promotion_id and status = 'active' for share;
  if not found then
    raise exception using errcode = 'SK409', message = 'promotion not active';
  end if;
  perform count_one_use(new.promotion_id, '', v_promotion.uses_max);
  perform count_one_use(new.promotion_id, new.customer_key, v_promotion.uses_per_customer_max);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_credit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' and new.balance_minor <> 0 then
    raise exception 'a credit begins with nothing: its entries say what it is worth';
  end if;
  if tg_op = 'UPDATE' and (new.id, new.kind, new.currency, new.customer_id, new.code_hash) is distinct from (old.id, old.kind, old.currency, old.customer_id, old.code_hash) then
    raise exception 'a credit stays what it is';
  end if;
  if tg_op = 'UPDATE' and new.balance_minor <> old.balance_minor and pg_trigger_depth() < 2 then
    raise exception 'a balance changes by entries only';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_invoice_counter()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'numbers are counted by the invoices that take them';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_promotion_use()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.released_at is not null or new is distinct from jsonb_populate_record(old, jsonb_build_object('released_at', new.released_at)) then
    raise exception 'promotion_uses can only be released, once';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.number_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.year := extract(year from new.issued_at at time zone 'UTC');
  insert into invoice_counters as counters (kind, year, last_position) values (new.kind, new.year, 1)
    on conflict (kind, year) do update set last_position = counters.last_position + 1
    returning last_position into new.position;
  if new.kind = 'credit_note' and new.total_minor + (
    select coalesce(sum(total_minor), 0) from invoices where order_id = new.order_id and kind = 'credit_note')
    > (select total_minor from orders where id = new.order_id) then
    raise exception 'more would be credited than the order cost';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name;
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

CREATE OR REPLACE FUNCTION public.uncount_promotion_use()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update promotion_counts set uses = uses - 1
   where promotion_id = new.promotion_id and customer_key in ('', new.customer_key);
  return null;
end $function$;

CREATE TRIGGER cart_lines_bounded AFTER INSERT ON public.cart_lines FOR EACH ROW EXECUTE FUNCTION bound_cart_lines();

CREATE TRIGGER credit_entries_append_only BEFORE DELETE OR UPDATE ON public.credit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER credit_entries_booked AFTER INSERT ON public.credit_entries FOR EACH ROW EXECUTE FUNCTION book_credit_entry();

CREATE TRIGGER credit_entries_no_truncate BEFORE TRUNCATE ON public.credit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER credits_guarded BEFORE INSERT OR UPDATE ON public.credits FOR EACH ROW EXECUTE FUNCTION guard_credit();

CREATE TRIGGER credits_kept BEFORE DELETE ON public.credits FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER credits_no_truncate BEFORE TRUNCATE ON public.credits FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoice_counters_guarded BEFORE INSERT OR UPDATE ON public.invoice_counters FOR EACH ROW EXECUTE FUNCTION guard_invoice_counter();

CREATE TRIGGER invoice_counters_kept BEFORE DELETE ON public.invoice_counters FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoice_counters_no_truncate BEFORE TRUNCATE ON public.invoice_counters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoices_append_only BEFORE DELETE OR UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoices_no_truncate BEFORE TRUNCATE ON public.invoices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER invoices_numbered BEFORE INSERT ON public.invoices FOR EACH ROW EXECUTE FUNCTION number_invoice();

CREATE TRIGGER order_events_append_only BEFORE DELETE OR UPDATE ON public.order_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER order_events_no_truncate BEFORE TRUNCATE ON public.order_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER promotion_uses_counted AFTER INSERT ON public.promotion_uses FOR EACH ROW EXECUTE FUNCTION count_promotion_use();

CREATE TRIGGER promotion_uses_kept BEFORE UPDATE ON public.promotion_uses FOR EACH ROW EXECUTE FUNCTION keep_promotion_use();

CREATE TRIGGER promotion_uses_uncounted AFTER UPDATE OF released_at ON public.promotion_uses FOR EACH ROW WHEN (((old.released_at IS NULL) AND (new.released_at IS NOT NULL))) EXECUTE FUNCTION uncount_promotion_use();

CREATE TRIGGER promotions_counted_anew AFTER UPDATE OF uses_max, uses_per_customer_max ON public.promotions FOR EACH ROW WHEN (((old.uses_max IS DISTINCT FROM new.uses_max) OR (old.uses_per_customer_max IS DISTINCT FROM new.uses_per_customer_max))) EXECUTE FUNCTION count_promotion_anew();
