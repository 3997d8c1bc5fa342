create extension fuzzystrmatch;

create extension pg_trgm;

create table categories (
  id uuid not null,
  parent_id uuid,
  slug text not null,
  name text not null,
  description text not null default ''::text,
  "position" integer not null default 0,
  picture_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories(id),
  constraint categories_pkey PRIMARY KEY (id),
  constraint categories_slug_key UNIQUE (slug)
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

create table pictures (
  id uuid not null,
  product_id uuid not null,
  "position" integer not null,
  option_value text,
  alt text not null,
  width integer not null,
  height integer not null,
  original text not null,
  content_type text not null,
  created_at timestamp with time zone not null,
  constraint pictures_height_check CHECK ((height > 0)),
  constraint pictures_pkey PRIMARY KEY (id),
  constraint pictures_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint pictures_width_check CHECK ((width > 0))
);

create table product_details (
  product_id uuid not null,
  slug text not null,
  status text not null,
  version integer not null,
  document text not null,
  constraint product_details_pkey PRIMARY KEY (product_id),
  constraint product_details_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
);

create table product_listings (
  product_id uuid not null,
  currency text not null,
  status text not null,
  featured boolean not null,
  category_id uuid,
  name_key text collate "C" not null,
  price_minor bigint not null,
  created_at timestamp with time zone not null,
  document text not null,
  constraint product_listings_pkey PRIMARY KEY (product_id, currency),
  constraint product_listings_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
);

create table product_search (
  product_id uuid not null,
  vector tsvector not null,
  constraint product_search_pkey PRIMARY KEY (product_id),
  constraint product_search_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
);

create table product_slugs (
  slug text not null,
  product_id uuid not null,
  constraint product_slugs_pkey PRIMARY KEY (slug),
  constraint product_slugs_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) DEFERRABLE INITIALLY DEFERRED,
  constraint product_slugs_product_id_slug_key UNIQUE (product_id, slug)
);

create table products (
  id uuid not null,
  slug text not null,
  name text not null,
  subtitle text not null default ''::text,
  description text not null default ''::text,
  category_id uuid,
  status text not null,
  featured boolean not null default false,
  options jsonb not null default '[]'::jsonb,
  attributes jsonb not null default '{}'::jsonb,
  seo_title text,
  seo_description text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint products_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  constraint products_own_slug FOREIGN KEY (id, slug) REFERENCES product_slugs(product_id, slug),
  constraint products_pkey PRIMARY KEY (id),
  constraint products_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
  constraint products_version_check CHECK ((version > 0))
);

create table relay_leases (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (singleton),
  constraint relay_leases_singleton_check CHECK (singleton)
);

create table reservation_lines (
  order_id uuid not null,
  variant_id uuid not null,
  location text not null,
  quantity integer not null,
  constraint reservation_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES reservations(order_id),
  constraint reservation_lines_pkey PRIMARY KEY (order_id, variant_id, location),
  constraint reservation_lines_quantity_check CHECK ((quantity > 0))
);

create table reservations (
  order_id uuid not null,
  status text not null,
  expires_at timestamp with time zone not null,
  reason text,
  created_at timestamp with time zone not null default clock_timestamp(),
  changed_at timestamp with time zone not null default clock_timestamp(),
  constraint reservations_pkey PRIMARY KEY (order_id),
  constraint reservations_status_check CHECK ((status = ANY (ARRAY['live'::text, 'committed'::text, 'released'::text, 'expired'::text, 'returned'::text])))
);

create table search_words (
  word text collate "C" not null,
  constraint search_words_pkey PRIMARY KEY (word),
  constraint search_words_word_check CHECK (((char_length(word) >= 3) AND (char_length(word) <= 40)))
);

create table stock_levels (
  variant_id uuid not null,
  location text not null default 'main'::text,
  product_id uuid not null,
  is_sellable boolean not null default true,
  on_hand integer not null default 0,
  reserved integer not null default 0,
  constraint stock_levels_check CHECK ((reserved <= on_hand)),
  constraint stock_levels_on_hand_check CHECK ((on_hand >= 0)),
  constraint stock_levels_pkey PRIMARY KEY (variant_id, location),
  constraint stock_levels_reserved_check CHECK ((reserved >= 0)),
  constraint stock_levels_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id)
) with (fillfactor=70);

create table stock_movements (
  id bigint not null generated always as identity,
  variant_id uuid not null,
  location text not null,
  quantity integer not null,
  kind text not null,
  reason text,
  order_id uuid,
  actor_id uuid,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint stock_movements_kind_check CHECK ((kind = ANY (ARRAY['initial'::text, 'adjusted'::text, 'sold'::text, 'returned'::text]))),
  constraint stock_movements_pkey PRIMARY KEY (id),
  constraint stock_movements_quantity_check CHECK ((quantity <> 0))
);

create table variant_prices (
  variant_id uuid not null,
  currency text not null,
  amount_minor bigint not null,
  compare_at_minor bigint,
  constraint variant_prices_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint variant_prices_compare_at_minor_check CHECK ((compare_at_minor >= 0)),
  constraint variant_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint variant_prices_pkey PRIMARY KEY (variant_id, currency),
  constraint variant_prices_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id) ON DELETE CASCADE
);

create table variants (
  id uuid not null,
  product_id uuid not null,
  "position" integer not null,
  sku text not null,
  name text not null,
  options jsonb not null default '{}'::jsonb,
  cost_minor bigint,
  cost_currency text,
  weight_grams integer not null default 0,
  tax_class text not null,
  picture_id uuid,
  low_stock_at integer not null default 5,
  removed_at timestamp with time zone,
  constraint variants_check CHECK (((cost_minor IS NULL) = (cost_currency IS NULL))),
  constraint variants_cost_minor_check CHECK ((cost_minor >= 0)),
  constraint variants_low_stock_at_check CHECK ((low_stock_at >= 0)),
  constraint variants_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES pictures(id) ON DELETE SET NULL,
  constraint variants_pkey PRIMARY KEY (id),
  constraint variants_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint variants_sku_key UNIQUE (sku) DEFERRABLE,
  constraint variants_tax_class_check CHECK ((tax_class = ANY (ARRAY['standard'::text, 'reduced'::text, 'zero'::text]))),
  constraint variants_weight_grams_check CHECK ((weight_grams >= 0))
);

CREATE INDEX categories_parent ON public.categories USING btree (parent_id);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE INDEX pictures_product ON public.pictures USING btree (product_id, "position");

CREATE INDEX product_listings_category ON public.product_listings USING btree (currency, category_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_featured ON public.product_listings USING btree (currency, featured, created_at, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_name ON public.product_listings USING btree (currency, name_key, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_newest ON public.product_listings USING btree (currency, created_at, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_price ON public.product_listings USING btree (currency, price_minor, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_status ON public.product_listings USING btree (currency, status, created_at, product_id) WHERE (status <> 'active'::text);

CREATE INDEX product_search_vector ON public.product_search USING gin (vector);

CREATE INDEX products_category ON public.products USING btree (category_id);

CREATE INDEX reservations_live ON public.reservations USING btree (expires_at) WHERE (status = 'live'::text);

CREATE INDEX stock_levels_product ON public.stock_levels USING btree (product_id);

CREATE INDEX stock_movements_variant ON public.stock_movements USING btree (variant_id, id);

CREATE INDEX variants_picture ON public.variants USING btree (picture_id);

CREATE INDEX variants_product ON public.variants USING btree (product_id, "position");

CREATE OR REPLACE FUNCTION public.commit_reservation(p_order_id uuid)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  v_status text;
begin
  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status is null then return 'unknown'; end if;
  if v_status in ('released', 'returned') then return 'released'; end if;
  if v_status <> 'live' then return v_status; end if;

  perform 1 from stock_levels s join reservation_lines l using (variant_id, location)
    where l.order_id = p_order_id order by s.variant_id, s.location for update of s;
  update stock_levels s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity
    from reservation_lines l
   where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
  insert into stock_movements (variant_id, location, quantity, kind, order_id)
    select variant_id, location, -quantity, 'sold', order_id from reservation_lines where order_id = p_order_id
     order by variant_id, location;
  update reservations set status = 'committed', changed_at = clock_timestamp() where order_id = p_order_id;
  return 'committed';
end
$function$;

CREATE OR REPLACE FUNCTION public.expire_reservations(p_limit integer)
 RETURNS TABLE(order_id uuid, variant_id uuid, quantity integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  v_order_ids uuid[];
begin
  select array_agg(t.order_id) into v_order_ids from (
    select r.order_id from reservations r
     where r.status = 'live' and r.expires_at <= clock_timestamp()
     order by r.expires_at limit p_limit for update skip locked
  ) t;
  if v_order_ids is null then return; end if;

  perform 1 from stock_levels s
    where (s.variant_id, s.location) in (
      select l.variant_id, l.location from reservation_lines l where l.order_id = any (v_order_ids))
    order by s.variant_id, s.location for update;
  update stock_levels s set reserved = s.reserved - l.quantity
    from (
      select l.variant_id, l.location, sum(l.quantity)::integer as quantity
        from reservation_lines l where l.order_id = any (v_order_ids) group by l.variant_id, l.location
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;
  update reservations set status = 'expired', reason = 'expired', changed_at = clock_timestamp()
   where order_id = any (v_order_ids);
  return query
    select l.order_id, l.variant_id, sum(l.quantity)::integer from reservation_lines l
     where l.order_id = any (v_order_ids) group by l.order_id, l.variant_id order by l.order_id, l.variant_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end
$function$;

CREATE OR REPLACE FUNCTION public.release_reservation(p_order_id uuid, p_reason text, p_put_back boolean)
 RETURNS TABLE(variant_id uuid, quantity integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  v_status text;
begin
  insert into reservations (order_id, status, expires_at, reason)
  values (p_order_id, 'released', clock_timestamp(), p_reason) on conflict do nothing;
  if found then return; end if;

  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status = 'expired' then
    update reservations set status = 'released', reason = p_reason, changed_at = clock_timestamp()
     where order_id = p_order_id;
  end if;
  if not (v_status = 'live' or (v_status = 'committed' and p_put_back)) then return; end if;

  perform 1 from stock_levels s join reservation_lines l using (variant_id, location)
    where l.order_id = p_order_id order by s.variant_id, s.location for update of s;
  if v_status = 'live' then
    update stock_levels s set reserved = s.reserved - l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
  else
    update stock_levels s set on_hand = s.on_hand + l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
    insert into stock_movements (variant_id, location, quantity, kind, reason, order_id)
      select l.variant_id, l.location, l.quantity, 'returned', p_reason, l.order_id from reservation_lines l
       where l.order_id = p_order_id order by l.variant_id, l.location;
  end if;
  update reservations
     set status = case v_status when 'live' then 'released' else 'returned' end,
         reason = p_reason, changed_at = clock_timestamp()
   where order_id = p_order_id;
  return query
    select l.variant_id, sum(l.quantity)::integer from reservation_lines l
     where l.order_id = p_order_id group by l.variant_id order by l.variant_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.reserve_stock(p_order_id uuid, p_variant_ids uuid[], p_quantities integer[], p_ttl_seconds integer, p_may_alert boolean)
 RETURNS SETOF stock_change
 LANGUAGE plpgsql
AS $function$
declare
  v_status text;
  v_short jsonb;
  v_changes stock_change[];
  v_expires_at timestamptz := clock_timestamp() + make_interval(secs => p_ttl_seconds);
begin
  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status in ('live', 'committed') then
    raise exception 'reserved already' using errcode = 'SK001';
  elsif v_status in ('released', 'returned') then
    raise exception 'released' using errcode = 'SK003';
  end if;

  perform 1 from stock_levels where variant_id = any (p_variant_ids) order by variant_id, location for update;

  if v_status = 'expired' then
    delete from reservation_lines where order_id = p_order_id;
    update reservations set status = 'live', expires_at = v_expires_at, changed_at = clock_timestamp()
     where order_id = p_order_id;
  else
    insert into reservations (order_id, status, expires_at) values (p_order_id, 'live', v_expires_at)
    on conflict do nothing;
    if not found then -- A twin of this call was faster while this one waited: ask again.
      raise exception 'reserved meanwhile' using errcode = 'serialization_failure';
    end if;
  end if;

  select jsonb_agg(jsonb_build_object('variantId', t.variant_id, 'quantity', t.available)) into v_short
    from (
      select w.variant_id, w.quantity, coalesce(sum(s.on_hand - s.reserved), 0) as available
        from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
        left join stock_levels s on s.variant_id = w.variant_id
       group by w.variant_id, w.quantity
    ) t
   where t.available < t.quantity;
  if v_short is not null then
    raise exception '%', v_short using errcode = 'SK002';
  end if;

  -- The main location first, then the others by name, each as far as it goes.
  with spread as (
    select s.variant_id, s.location,
           least(s.on_hand - s.reserved, w.quantity - coalesce(sum(s.on_hand - s.reserved) over earlier, 0)) as quantity
      from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
      join stock_levels s on s.variant_id = w.variant_id
    window earlier as (
      partition by s.variant_id order by s.location <> 'main', s.location rows between unbounded preceding and 1 preceding
    )
  ), lines as (
    insert into reservation_lines (order_id, variant_id, location, quantity)
    select p_order_id, variant_id, location, quantity from spread where quantity > 0
    returning variant_id, location, quantity
  )
  update stock_levels s set reserved = s.reserved + l.quantity
    from lines l
   where s.variant_id = l.variant_id and s.location = l.location;

  v_changes := array(
    select c from stock_changes(p_variant_ids, array(select -q from unnest(p_quantities) with ordinality as u (q, n) order by n)) c
  );
  if not p_may_alert and exists (
    select from unnest(v_changes) c where c.available_before > c.low_stock_at and c.available_after <= c.low_stock_at
  ) then
    raise exception 'low' using errcode = 'SK004';
  end if;
  return query select * from unnest(v_changes);
end
$function$;

CREATE OR REPLACE FUNCTION public.stock_changes(p_variant_ids uuid[], p_differences integer[])
 RETURNS SETOF stock_change
 LANGUAGE sql
 STABLE
AS $function$
  select v.id, v.product_id, v.sku, v.low_stock_at,
         (l.available - d.difference)::integer, l.available::integer
    from unnest(p_variant_ids, p_differences) as d (variant_id, difference)
    join variants v on v.id = d.variant_id
    cross join lateral (
      select sum(s.on_hand - s.reserved) as available from stock_levels s where s.variant_id = d.variant_id
    ) l
$function$;

CREATE TRIGGER stock_movements_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stock_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
