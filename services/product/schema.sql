create extension fuzzystrmatch;

create extension pg_trgm;

create table attribute_definitions (
  code text not null,
  "position" integer not null,
  label text not null,
  kind text not null,
  unit text,
  choices jsonb not null default '[]'::jsonb,
  is_filterable boolean not null default false,
  constraint attribute_definitions_check CHECK (((unit IS NULL) OR (kind = 'number'::text))),
  constraint attribute_definitions_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'choice'::text]))),
  constraint attribute_definitions_pkey PRIMARY KEY (code)
);

create table back_in_stock_subscriptions (
  id uuid not null,
  variant_id uuid not null,
  customer_id uuid,
  email text,
  email_key text,
  status text not null,
  token text not null,
  number bigint not null generated always as identity,
  created_at timestamp with time zone not null default clock_timestamp(),
  changed_at timestamp with time zone not null default clock_timestamp(),
  promised_at timestamp with time zone,
  constraint back_in_stock_subscriptions_check CHECK (((status = 'ended'::text) OR (num_nonnulls(customer_id, email) = 1))),
  constraint back_in_stock_subscriptions_check1 CHECK (((status <> 'ended'::text) OR ((email IS NULL) AND (email_key IS NULL)))),
  constraint back_in_stock_subscriptions_check2 CHECK (((email IS NULL) = (email_key IS NULL))),
  constraint back_in_stock_subscriptions_check3 CHECK (((status <> 'unconfirmed'::text) OR (email IS NOT NULL))),
  constraint back_in_stock_subscriptions_pkey PRIMARY KEY (id),
  constraint back_in_stock_subscriptions_status_check CHECK ((status = ANY (ARRAY['unconfirmed'::text, 'waiting'::text, 'promised'::text, 'ended'::text]))),
  constraint back_in_stock_subscriptions_token_key UNIQUE (token),
  constraint back_in_stock_subscriptions_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id) ON DELETE CASCADE
);

create table bought_baskets (
  order_id uuid not null,
  product_ids uuid[] not null,
  status text not null default 'new'::text,
  bought_at timestamp with time zone not null,
  constraint bought_baskets_pkey PRIMARY KEY (order_id),
  constraint bought_baskets_status_check CHECK ((status = ANY (ARRAY['new'::text, 'counted'::text, 'withdrawn'::text, 'out'::text])))
);

create table bought_pairs (
  product_id uuid not null,
  other_id uuid not null,
  baskets integer not null,
  constraint bought_pairs_baskets_check CHECK ((baskets >= 0)),
  constraint bought_pairs_check CHECK ((product_id <> other_id)),
  constraint bought_pairs_pkey PRIMARY KEY (product_id, other_id)
) with (fillfactor=80);

create table bought_products (
  product_id uuid not null,
  baskets integer not null,
  constraint bought_products_baskets_check CHECK ((baskets >= 0)),
  constraint bought_products_pkey PRIMARY KEY (product_id)
) with (fillfactor=70);

create table bought_total (
  id boolean not null default true,
  baskets bigint not null default 0,
  constraint bought_total_id_check CHECK (id),
  constraint bought_total_pkey PRIMARY KEY (id)
);

create table catalogue_versions (
  name text not null,
  version integer not null default 1,
  constraint catalogue_versions_name_check CHECK ((name = ANY (ARRAY['categories'::text, 'attributes'::text]))),
  constraint catalogue_versions_pkey PRIMARY KEY (name),
  constraint catalogue_versions_version_check CHECK ((version > 0))
);

create table categories (
  id uuid not null,
  parent_id uuid,
  slug text not null,
  name text not null,
  description text not null default ''::text,
  "position" integer not null default 0,
  picture_id uuid,
  created_at timestamp with time zone not null default now(),
  seo_title text,
  seo_description text,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint categories_own_slug FOREIGN KEY (id, slug) REFERENCES category_slugs(category_id, slug),
  constraint categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories(id),
  constraint categories_picture FOREIGN KEY (picture_id) REFERENCES pictures(id) ON DELETE SET NULL,
  constraint categories_pkey PRIMARY KEY (id),
  constraint categories_slug_key UNIQUE (slug),
  constraint categories_version_check CHECK ((version > 0))
);

create table category_slugs (
  slug text not null,
  category_id uuid not null,
  constraint category_slugs_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id) DEFERRABLE INITIALLY DEFERRED,
  constraint category_slugs_category_id_slug_key UNIQUE (category_id, slug),
  constraint category_slugs_pkey PRIMARY KEY (slug)
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

create table media_files (
  key text not null,
  status text not null default 'kept'::text,
  touched_at timestamp with time zone not null default clock_timestamp(),
  constraint media_files_key_check CHECK ((key ~ '^[0-9a-f-]{36,64}$'::text)),
  constraint media_files_pkey PRIMARY KEY (key),
  constraint media_files_status_check CHECK ((status = ANY (ARRAY['kept'::text, 'going'::text])))
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

create table pictures (
  id uuid not null,
  product_id uuid,
  "position" integer not null,
  option_value text,
  alt text not null,
  width integer not null,
  height integer not null,
  original text not null,
  content_type text not null,
  created_at timestamp with time zone not null,
  category_id uuid,
  file_key text generated always as (
CASE
    WHEN (original ~~ 'file:%'::text) THEN substr(original, 6)
    ELSE NULL::text
END) stored,
  constraint pictures_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id) ON DELETE CASCADE,
  constraint pictures_check CHECK ((num_nonnulls(product_id, category_id) = 1)),
  constraint pictures_file_key_fkey FOREIGN KEY (file_key) REFERENCES media_files(key),
  constraint pictures_height_check CHECK ((height > 0)),
  constraint pictures_pkey PRIMARY KEY (id),
  constraint pictures_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint pictures_width_check CHECK ((width > 0))
);

create table price_history (
  id bigint not null generated always as identity,
  variant_id uuid not null,
  currency text not null,
  amount_minor bigint,
  compare_at_minor bigint,
  since timestamp with time zone not null,
  constraint price_history_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint price_history_compare_at_minor_check CHECK ((compare_at_minor >= 0)),
  constraint price_history_pkey PRIMARY KEY (id)
);

create table price_list_entries (
  price_list_id uuid not null,
  variant_id uuid not null,
  currency text not null,
  min_quantity integer not null,
  amount_minor bigint not null,
  constraint price_list_entries_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint price_list_entries_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint price_list_entries_min_quantity_check CHECK ((min_quantity > 0)),
  constraint price_list_entries_pkey PRIMARY KEY (variant_id, currency, min_quantity, price_list_id),
  constraint price_list_entries_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES price_lists(id) ON DELETE CASCADE,
  constraint price_list_entries_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id) ON DELETE CASCADE
);

create table price_lists (
  id uuid not null,
  name text not null,
  customer_group text,
  is_active boolean not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint price_lists_check CHECK ((starts_at < ends_at)),
  constraint price_lists_pkey PRIMARY KEY (id),
  constraint price_lists_version_check CHECK ((version > 0))
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

create table product_import_errors (
  import_id uuid not null,
  id bigint not null generated always as identity,
  row_number integer not null,
  handle text not null,
  sku text not null,
  column_name text not null,
  code text not null,
  message text not null,
  constraint product_import_errors_import_id_fkey FOREIGN KEY (import_id) REFERENCES product_imports(id) ON DELETE CASCADE,
  constraint product_import_errors_pkey PRIMARY KEY (import_id, id)
);

create table product_import_pieces (
  import_id uuid not null,
  "position" integer not null,
  content bytea not null,
  constraint product_import_pieces_import_id_fkey FOREIGN KEY (import_id) REFERENCES product_imports(id) ON DELETE CASCADE,
  constraint product_import_pieces_pkey PRIMARY KEY (import_id, "position")
);

create table product_imports (
  id uuid not null,
  status text not null default 'waiting'::text,
  dry_run boolean not null,
  delimiter text not null,
  columns text[] not null,
  bytes_total bigint not null,
  bytes_read bigint not null,
  rows_read integer not null default 0,
  rows_failed integer not null default 0,
  products_created integer not null default 0,
  products_updated integer not null default 0,
  products_unchanged integer not null default 0,
  failure text,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint product_imports_pkey PRIMARY KEY (id),
  constraint product_imports_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'finished'::text, 'failed'::text, 'cancelled'::text])))
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

create table product_ratings (
  product_id uuid not null,
  stars_1 integer not null default 0,
  stars_2 integer not null default 0,
  stars_3 integer not null default 0,
  stars_4 integer not null default 0,
  stars_5 integer not null default 0,
  review_count integer not null generated always as (((((stars_1 + stars_2) + stars_3) + stars_4) + stars_5)) stored,
  stars_sum integer not null generated always as (((((stars_1 + (2 * stars_2)) + (3 * stars_3)) + (4 * stars_4)) + (5 * stars_5))) stored,
  constraint product_ratings_pkey PRIMARY KEY (product_id),
  constraint product_ratings_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint product_ratings_stars_1_check CHECK ((stars_1 >= 0)),
  constraint product_ratings_stars_2_check CHECK ((stars_2 >= 0)),
  constraint product_ratings_stars_3_check CHECK ((stars_3 >= 0)),
  constraint product_ratings_stars_4_check CHECK ((stars_4 >= 0)),
  constraint product_ratings_stars_5_check CHECK ((stars_5 >= 0))
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
  publish_at timestamp with time zone,
  unpublish_at timestamp with time zone,
  constraint products_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id),
  constraint products_check CHECK ((publish_at < unpublish_at)),
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

create table review_votes (
  review_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  reason text,
  voted_at timestamp with time zone not null default clock_timestamp(),
  constraint review_votes_check CHECK (((reason IS NOT NULL) = (kind = 'report'::text))),
  constraint review_votes_kind_check CHECK ((kind = ANY (ARRAY['helpful'::text, 'report'::text]))),
  constraint review_votes_pkey PRIMARY KEY (review_id, customer_id, kind),
  constraint review_votes_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id) ON DELETE CASCADE
);

create table reviews (
  id uuid not null,
  product_id uuid not null,
  customer_id uuid not null,
  rating integer not null,
  title text not null,
  text text not null,
  display_name text not null,
  is_verified_purchase boolean not null,
  status text not null default 'pending'::text,
  reason text,
  version integer not null default 1,
  helpful_count integer not null default 0,
  report_count integer not null default 0,
  submitted_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  moderated_at timestamp with time zone,
  pending_place integer,
  constraint reviews_check CHECK (((status = 'pending'::text) = (pending_place IS NOT NULL))),
  constraint reviews_check1 CHECK (((status = 'pending'::text) = (moderated_at IS NULL))),
  constraint reviews_check2 CHECK (((reason IS NULL) OR (status = 'rejected'::text))),
  constraint reviews_helpful_count_check CHECK ((helpful_count >= 0)),
  constraint reviews_one_per_customer UNIQUE (product_id, customer_id),
  constraint reviews_pending_place UNIQUE (customer_id, pending_place),
  constraint reviews_pending_place_check CHECK (((pending_place >= 1) AND (pending_place <= 10))),
  constraint reviews_pkey PRIMARY KEY (id),
  constraint reviews_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint reviews_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint reviews_report_count_check CHECK ((report_count >= 0)),
  constraint reviews_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text]))),
  constraint reviews_version_check CHECK ((version > 0))
);

create table search_changes (
  product_id uuid not null,
  changed_in xid8 not null default pg_current_xact_id(),
  changed_at timestamp with time zone not null default clock_timestamp()
);

create table search_documents (
  slot text not null,
  language text not null,
  product_id uuid not null,
  number integer not null,
  head tsvector not null,
  whole tsvector not null,
  constraint search_documents_pkey PRIMARY KEY (slot, language, product_id),
  constraint search_documents_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
) partition by LIST (slot);

create table search_documents_a partition of search_documents FOR VALUES IN ('a') partition by LIST (language);

create table search_documents_a_ar partition of search_documents_a FOR VALUES IN ('ar');

create table search_documents_a_de partition of search_documents_a FOR VALUES IN ('de');

create table search_documents_a_en partition of search_documents_a FOR VALUES IN ('en');

create table search_documents_b partition of search_documents FOR VALUES IN ('b') partition by LIST (language);

create table search_documents_b_ar partition of search_documents_b FOR VALUES IN ('ar');

create table search_documents_b_de partition of search_documents_b FOR VALUES IN ('de');

create table search_documents_b_en partition of search_documents_b FOR VALUES IN ('en');

create table search_index (
  id boolean not null default true,
  live_slot text not null default 'a'::text,
  building_slot text,
  format integer not null,
  followed_xmin xid8 not null default pg_current_xact_id(),
  rebuild_id uuid,
  rebuild_state text not null default 'idle'::text,
  rebuild_after uuid,
  rebuild_done integer not null default 0,
  rebuild_total integer not null default 0,
  rebuild_error text,
  rebuild_started_at timestamp with time zone,
  rebuild_finished_at timestamp with time zone,
  constraint search_index_check CHECK (((building_slot = ANY (ARRAY['a'::text, 'b'::text])) AND (building_slot <> live_slot))),
  constraint search_index_id_check CHECK (id),
  constraint search_index_live_slot_check CHECK ((live_slot = ANY (ARRAY['a'::text, 'b'::text]))),
  constraint search_index_pkey PRIMARY KEY (id),
  constraint search_index_rebuild_state_check CHECK ((rebuild_state = ANY (ARRAY['idle'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

create table search_products (
  product_id uuid not null,
  number integer not null generated always as identity,
  facets jsonb not null,
  changed_in xid8 not null default pg_current_xact_id(),
  constraint search_products_number_key UNIQUE (number),
  constraint search_products_pkey PRIMARY KEY (product_id),
  constraint search_products_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
);

create table search_synonyms (
  language text not null,
  groups jsonb not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  constraint search_synonyms_pkey PRIMARY KEY (language),
  constraint search_synonyms_version_check CHECK ((version > 0))
);

create table search_vocabulary (
  slot text not null,
  word text collate "C" not null,
  in_name boolean not null,
  constraint search_vocabulary_pkey PRIMARY KEY (slot, word),
  constraint search_vocabulary_word_check CHECK (((char_length(word) >= 3) AND (char_length(word) <= 40)))
);

create table search_words (
  word text collate "C" not null,
  constraint search_words_pkey PRIMARY KEY (word),
  constraint search_words_word_check CHECK (((char_length(word) >= 3) AND (char_length(word) <= 40)))
);

create table stale_products (
  product_id uuid not null,
  marked_at timestamp with time zone not null default clock_timestamp(),
  constraint stale_products_pkey PRIMARY KEY (product_id),
  constraint stale_products_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE
);

create table stock_levels (
  variant_id uuid not null,
  location text not null default 'main'::text,
  product_id uuid not null,
  is_sellable boolean not null default true,
  on_hand integer not null default 0,
  reserved integer not null default 0,
  constraint stock_levels_check CHECK ((reserved <= on_hand)),
  constraint stock_levels_location_known FOREIGN KEY (location) REFERENCES stock_locations(slug),
  constraint stock_levels_on_hand_check CHECK ((on_hand >= 0)),
  constraint stock_levels_pkey PRIMARY KEY (variant_id, location),
  constraint stock_levels_reserved_check CHECK ((reserved >= 0)),
  constraint stock_levels_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id)
) with (fillfactor=70);

create table stock_locations (
  slug text not null,
  name text not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint stock_locations_check CHECK (((slug <> 'main'::text) OR active)),
  constraint stock_locations_pkey PRIMARY KEY (slug),
  constraint stock_locations_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

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
  adjustment_id uuid,
  return_id uuid,
  constraint stock_movements_kind_check CHECK ((kind = ANY (ARRAY['initial'::text, 'adjusted'::text, 'sold'::text, 'returned'::text, 'counted'::text, 'received'::text, 'damaged'::text, 'lost'::text, 'found'::text, 'corrected'::text]))),
  constraint stock_movements_pkey PRIMARY KEY (id),
  constraint stock_movements_quantity_check CHECK ((quantity <> 0))
);

create table trending_products (
  product_id uuid not null,
  heat double precision not null,
  constraint trending_products_pkey PRIMARY KEY (product_id)
) with (fillfactor=70);

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
  length_mm integer,
  width_mm integer,
  height_mm integer,
  constraint variants_check CHECK (((cost_minor IS NULL) = (cost_currency IS NULL))),
  constraint variants_check1 CHECK ((num_nonnulls(length_mm, width_mm, height_mm) = ANY (ARRAY[0, 3]))),
  constraint variants_cost_minor_check CHECK ((cost_minor >= 0)),
  constraint variants_height_mm_check CHECK ((height_mm > 0)),
  constraint variants_length_mm_check CHECK ((length_mm > 0)),
  constraint variants_low_stock_at_check CHECK ((low_stock_at >= 0)),
  constraint variants_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES pictures(id) ON DELETE SET NULL,
  constraint variants_pkey PRIMARY KEY (id),
  constraint variants_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id) ON DELETE CASCADE,
  constraint variants_sku_key UNIQUE (sku) DEFERRABLE,
  constraint variants_tax_class_check CHECK ((tax_class = ANY (ARRAY['standard'::text, 'reduced'::text, 'zero'::text]))),
  constraint variants_weight_grams_check CHECK ((weight_grams >= 0)),
  constraint variants_width_mm_check CHECK ((width_mm > 0))
);

create table wishlist_items (
  customer_id uuid not null,
  variant_id uuid not null,
  product_name text not null,
  variant_name text not null,
  added_at timestamp with time zone not null,
  constraint wishlist_items_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES wishlists(customer_id) ON DELETE CASCADE,
  constraint wishlist_items_pkey PRIMARY KEY (customer_id, variant_id),
  constraint wishlist_items_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id) ON DELETE CASCADE
);

create table wishlists (
  customer_id uuid not null,
  share_token text,
  item_count integer not null default 0,
  constraint wishlists_item_count_check CHECK ((item_count >= 0)),
  constraint wishlists_pkey PRIMARY KEY (customer_id),
  constraint wishlists_share_token_check CHECK ((char_length(share_token) = 32)),
  constraint wishlists_share_token_key UNIQUE (share_token),
  constraint wishlists_size CHECK ((item_count <= 500))
);

CREATE INDEX back_in_stock_line ON public.back_in_stock_subscriptions USING btree (variant_id, number) WHERE (status = 'waiting'::text);

CREATE INDEX back_in_stock_of_customer ON public.back_in_stock_subscriptions USING btree (customer_id) WHERE (status <> 'ended'::text);

CREATE INDEX back_in_stock_of_email ON public.back_in_stock_subscriptions USING btree (email_key) WHERE (status <> 'ended'::text);

CREATE INDEX back_in_stock_old ON public.back_in_stock_subscriptions USING btree (changed_at) WHERE (status = ANY (ARRAY['unconfirmed'::text, 'promised'::text, 'ended'::text]));

CREATE UNIQUE INDEX back_in_stock_one_for_customer ON public.back_in_stock_subscriptions USING btree (variant_id, customer_id) WHERE (status <> 'ended'::text);

CREATE UNIQUE INDEX back_in_stock_one_for_email ON public.back_in_stock_subscriptions USING btree (variant_id, email_key) WHERE (status <> 'ended'::text);

CREATE INDEX back_in_stock_told ON public.back_in_stock_subscriptions USING btree (variant_id, promised_at) WHERE (promised_at IS NOT NULL);

CREATE INDEX bought_baskets_open ON public.bought_baskets USING btree (bought_at) WHERE (status = ANY (ARRAY['new'::text, 'withdrawn'::text]));

CREATE INDEX bought_baskets_settled ON public.bought_baskets USING btree (bought_at) WHERE (status = ANY (ARRAY['counted'::text, 'out'::text]));

CREATE INDEX categories_parent ON public.categories USING btree (parent_id);

CREATE INDEX categories_picture ON public.categories USING btree (picture_id);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE INDEX media_files_touched ON public.media_files USING btree (touched_at);

CREATE INDEX pictures_category ON public.pictures USING btree (category_id);

CREATE INDEX pictures_file ON public.pictures USING btree (file_key);

CREATE INDEX pictures_product ON public.pictures USING btree (product_id, "position");

CREATE INDEX price_history_variant ON public.price_history USING btree (variant_id, currency, id);

CREATE INDEX price_list_entries_list ON public.price_list_entries USING btree (price_list_id, variant_id);

CREATE INDEX price_lists_newest ON public.price_lists USING btree (created_at, id);

CREATE INDEX product_imports_newest ON public.product_imports USING btree (created_at DESC, id DESC);

CREATE INDEX product_listings_category ON public.product_listings USING btree (currency, category_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_featured ON public.product_listings USING btree (currency, featured, created_at, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_name ON public.product_listings USING btree (currency, name_key, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_newest ON public.product_listings USING btree (currency, created_at, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_price ON public.product_listings USING btree (currency, price_minor, product_id) WHERE (status = 'active'::text);

CREATE INDEX product_listings_status ON public.product_listings USING btree (currency, status, created_at, product_id) WHERE (status <> 'active'::text);

CREATE INDEX product_search_vector ON public.product_search USING gin (vector);

CREATE INDEX products_category ON public.products USING btree (category_id);

CREATE INDEX products_publish ON public.products USING btree (publish_at) WHERE (publish_at IS NOT NULL);

CREATE INDEX products_unpublish ON public.products USING btree (unpublish_at) WHERE (unpublish_at IS NOT NULL);

CREATE INDEX reservations_live ON public.reservations USING btree (expires_at) WHERE (status = 'live'::text);

CREATE INDEX reviews_all ON public.reviews USING btree (submitted_at DESC, id DESC);

CREATE INDEX reviews_by_status ON public.reviews USING btree (status, submitted_at DESC, id DESC);

CREATE INDEX reviews_helpful ON public.reviews USING btree (product_id, helpful_count DESC, submitted_at DESC, id DESC) WHERE (status = 'approved'::text);

CREATE INDEX reviews_highest ON public.reviews USING btree (product_id, rating DESC, submitted_at DESC, id DESC) WHERE (status = 'approved'::text);

CREATE INDEX reviews_lowest ON public.reviews USING btree (product_id, ((- rating)) DESC, submitted_at DESC, id DESC) WHERE (status = 'approved'::text);

CREATE INDEX reviews_newest ON public.reviews USING btree (product_id, submitted_at DESC, id DESC) WHERE (status = 'approved'::text);

CREATE INDEX reviews_of_customer ON public.reviews USING btree (customer_id, submitted_at DESC, id DESC);

CREATE INDEX reviews_reported ON public.reviews USING btree (submitted_at DESC, id DESC) WHERE (report_count > 0);

CREATE INDEX search_changes_changed ON public.search_changes USING btree (changed_in);

CREATE INDEX search_documents_whole ON ONLY public.search_documents USING gin (whole);

CREATE INDEX search_products_changed ON public.search_products USING btree (changed_in);

CREATE INDEX search_vocabulary_length ON public.search_vocabulary USING btree (slot, char_length(word));

CREATE INDEX search_vocabulary_near ON public.search_vocabulary USING gin (word gin_trgm_ops);

CREATE INDEX stock_levels_product ON public.stock_levels USING btree (product_id);

CREATE UNIQUE INDEX stock_movements_adjustment ON public.stock_movements USING btree (adjustment_id) WHERE (adjustment_id IS NOT NULL);

CREATE INDEX stock_movements_given_back ON public.stock_movements USING btree (order_id) WHERE (kind = 'returned'::text);

CREATE UNIQUE INDEX stock_movements_return ON public.stock_movements USING btree (return_id, variant_id) WHERE (return_id IS NOT NULL);

CREATE INDEX stock_movements_variant ON public.stock_movements USING btree (variant_id, id);

CREATE INDEX trending_products_heat ON public.trending_products USING btree (heat DESC, product_id);

CREATE INDEX variants_picture ON public.variants USING btree (picture_id);

CREATE INDEX variants_product ON public.variants USING btree (product_id, "position");

CREATE INDEX wishlist_items_newest ON public.wishlist_items USING btree (customer_id, added_at DESC, variant_id DESC);

CREATE INDEX wishlist_items_variant ON public.wishlist_items USING btree (variant_id);

CREATE OR REPLACE FUNCTION public.add_to_rating(p_product_id uuid, p_rating integer, p_step integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into product_ratings (product_id) select p_product_id where p_step > 0 on conflict do nothing;
  update product_ratings
     set stars_1 = stars_1 + case p_rating when 1 then p_step else 0 end,
         stars_2 = stars_2 + case p_rating when 2 then p_step else 0 end,
         stars_3 = stars_3 + case p_rating when 3 then p_step else 0 end,
         stars_4 = stars_4 + case p_rating when 4 then p_step else 0 end,
         stars_5 = stars_5 + case p_rating when 5 then p_step else 0 end
   where product_id = p_product_id;
$function$;

CREATE OR REPLACE FUNCTION public.commit_reservation(p_order_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
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

CREATE OR REPLACE FUNCTION public.count_rating()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' and old.status = 'approved' then
    perform add_to_rating(old.product_id, old.rating, -1);
  end if;
  if tg_op <> 'DELETE' and new.status = 'approved' then
    perform add_to_rating(new.product_id, new.rating, 1);
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.count_wishlist_items()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    update wishlists set item_count = item_count + 1 where customer_id = new.customer_id;
  else
    update wishlists set item_count = item_count - 1 where customer_id = old.customer_id;
  end if;
  return null;
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

CREATE OR REPLACE FUNCTION public.keep_categories_a_tree()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_levels_max constant integer := 6;
  v_above integer;
  v_below integer;
  v_is_ring boolean;
begin
  perform 1 from catalogue_versions where name = 'categories' for update;
  with recursive above (id, level) as (
    select new.parent_id, 1
    union all
    select c.parent_id, a.level + 1 from above a join categories c on c.id = a.id
     where c.parent_id is not null and a.id <> new.id and a.level <= v_levels_max
  )
  select max(level), bool_or(id = new.id) into v_above, v_is_ring from above;
  if v_is_ring then
    raise exception 'category_cycle' using errcode = 'SK101';
  end if;
  with recursive below (id, level) as (
    select new.id, 1
    union all
    select c.id, b.level + 1 from below b join categories c on c.parent_id = b.id where b.level <= v_levels_max
  )
  select max(level) into v_below from below;
  if v_above + v_below > v_levels_max then
    raise exception 'category_too_deep' using errcode = 'SK102';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_search_item_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_changes (product_id) select distinct product_id from written;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_search_stock_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_changes (product_id) values (new.product_id);
  return null;
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
  update reservations
     set status = case v_status when 'live' then 'released' else 'returned' end,
         reason = p_reason, changed_at = clock_timestamp()
   where order_id = p_order_id;
  if v_status = 'live' then
    update stock_levels s set reserved = s.reserved - l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
    return query
      select l.variant_id, sum(l.quantity)::integer from reservation_lines l
       where l.order_id = p_order_id group by l.variant_id order by l.variant_id;
    return;
  end if;
  -- Of each variant's places the first ones keep what came back already: a refund put it where most was taken.
  return query
    with rest as (
      select l.variant_id, l.location,
             least(l.quantity, t.quantity - coalesce(sum(l.quantity) over later, 0))::integer as quantity
        from reservation_lines l join still_sold(p_order_id) t on t.variant_id = l.variant_id
       where l.order_id = p_order_id
      window later as (
        partition by l.variant_id order by l.quantity, l.location desc rows between unbounded preceding and 1 preceding
      )
    ), back as (
      insert into stock_movements (variant_id, location, quantity, kind, reason, order_id)
        select r.variant_id, r.location, r.quantity, 'returned', p_reason, p_order_id from rest r
         where r.quantity > 0 order by r.variant_id, r.location
        returning variant_id, location, quantity
    ), raised as (
      update stock_levels s set on_hand = s.on_hand + b.quantity
        from back b
       where s.variant_id = b.variant_id and s.location = b.location
      returning s.variant_id, b.quantity
    )
    select variant_id, sum(quantity)::integer from raised group by variant_id order by variant_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.reserve_orders(p_order_ids uuid[], p_ttl_seconds integer[], p_line_ends integer[], p_variant_ids uuid[], p_quantities integer[])
 RETURNS TABLE(refused jsonb, lowered jsonb)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  v_at timestamptz := clock_timestamp();
  v_new_ids uuid[];
  v_level_ids uuid[];
  v_locations text[];
  v_before integer[];
  v_free integer[];
  v_firsts integer[]; -- Of each line: its variant's first level, and its last.
  v_lasts integer[];
  v_taken_orders integer[] := '{}';
  v_taken_levels integer[] := '{}';
  v_taken_quantities integer[] := '{}';
  v_short_ids uuid[] := '{}';
  v_left jsonb;
  v_from integer := 1;
  v_to integer;
  v_sum integer;
  v_rest integer;
  v_part integer;
begin
  refused := '[]';
  with made as (
    insert into reservations (order_id, status, expires_at)
      select o.order_id, 'live', v_at + make_interval(secs => o.ttl_seconds)
        from unnest(p_order_ids, p_ttl_seconds) as o (order_id, ttl_seconds) order by o.order_id
      on conflict do nothing returning order_id
  )
  select array_agg(m.order_id) into v_new_ids from made m;

  -- Of each variant the main location first, then the others by name: the order in which they are emptied.
  select array_agg(l.variant_id order by l.variant_id, l.location <> 'main', l.location),
         array_agg(l.location order by l.variant_id, l.location <> 'main', l.location),
         array_agg(l.free order by l.variant_id, l.location <> 'main', l.location)
    into v_level_ids, v_locations, v_before
    from (
      select s.variant_id, s.location, s.on_hand - s.reserved as free
        from stock_levels s where s.variant_id = any (p_variant_ids) order by s.variant_id, s.location for update
    ) l;
  v_free := v_before;
  select array_agg(p.first order by w.place), array_agg(p.last order by w.place) into v_firsts, v_lasts
    from unnest(p_variant_ids) with ordinality as w (variant_id, place)
    left join (
      select l.variant_id, min(l.place)::integer as first, max(l.place)::integer as last
        from unnest(v_level_ids) with ordinality as l (variant_id, place) group by l.variant_id
    ) p on p.variant_id = w.variant_id;

  for v_order in 1 .. cardinality(p_order_ids) loop
    v_to := p_line_ends[v_order];
    if p_order_ids[v_order] = any (v_new_ids) then
      v_left := null;
      for v_line in v_from .. v_to loop
        v_sum := 0;
        for v_level in coalesce(v_firsts[v_line], 1) .. coalesce(v_lasts[v_line], 0) loop
          v_sum := v_sum + v_free[v_level];
        end loop;
        if v_sum < p_quantities[v_line] then
          v_left := coalesce(v_left, '[]') || jsonb_build_object('variantId', p_variant_ids[v_line], 'quantity', v_sum);
        end if;
      end loop;
      if v_left is null then
        for v_line in v_from .. v_to loop
          v_rest := p_quantities[v_line];
          for v_level in v_firsts[v_line] .. v_lasts[v_line] loop
            v_part := least(v_rest, v_free[v_level]);
            continue when v_part = 0;
            v_free[v_level] := v_free[v_level] - v_part;
            v_rest := v_rest - v_part;
            v_taken_orders := array_append(v_taken_orders, v_order);
            v_taken_levels := array_append(v_taken_levels, v_level);
            v_taken_quantities := array_append(v_taken_quantities, v_part);
          end loop;
        end loop;
      else
        v_short_ids := array_append(v_short_ids, p_order_ids[v_order]);
        refused := refused || jsonb_build_object('orderId', p_order_ids[v_order], 'kind', 'short', 'left', v_left);
      end if;
    else
      refused := refused || jsonb_build_object('orderId', p_order_ids[v_order], 'kind', 'known');
    end if;
    v_from := v_to + 1;
  end loop;

  if cardinality(v_short_ids) > 0 then
    delete from reservations r where r.order_id = any (v_short_ids);
  end if;
  insert into reservation_lines (order_id, variant_id, location, quantity)
    select p_order_ids[t.place], v_level_ids[t.level], v_locations[t.level], t.quantity
      from unnest(v_taken_orders, v_taken_levels, v_taken_quantities) as t (place, level, quantity);
  update stock_levels s set reserved = s.reserved + l.quantity
    from (
      select v_level_ids[t.level] as variant_id, v_locations[t.level] as location, sum(t.quantity)::integer as quantity
        from unnest(v_taken_levels, v_taken_quantities) as t (level, quantity) group by t.level
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;

  select coalesce(jsonb_agg(jsonb_build_object('variantId', v.id, 'productId', v.product_id, 'sku', v.sku, 'lowStockAt', v.low_stock_at,
                                               'availableBefore', l.before, 'availableAfter', l.after)), '[]') into lowered
    from (
      select u.variant_id, sum(u.before)::integer as before, sum(u.after)::integer as after
        from unnest(v_level_ids, v_before, v_free) as u (variant_id, before, after) group by u.variant_id
    ) l
    join variants v on v.id = l.variant_id
   where l.before > v.low_stock_at and l.after <= v.low_stock_at;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION public.reserve_stock(p_order_id uuid, p_variant_ids uuid[], p_quantities integer[], p_ttl_seconds integer, p_may_alert boolean)
 RETURNS SETOF stock_change
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  v_status text;
  v_expires_at timestamptz := clock_timestamp() + make_interval(secs => p_ttl_seconds);
  v_level_ids uuid[];
  v_locations text[];
  v_free integer[];
  v_changes stock_change[];
  v_change stock_change;
  v_is_short boolean := false;
  v_is_low boolean := false;
begin
  insert into reservations (order_id, status, expires_at) values (p_order_id, 'live', v_expires_at)
  on conflict do nothing;
  if not found then
    select status into v_status from reservations where order_id = p_order_id for update;
    if v_status in ('live', 'committed') then
      raise exception 'reserved already' using errcode = 'SK001';
    elsif v_status in ('released', 'returned') then
      raise exception 'released' using errcode = 'SK003';
    end if;
    delete from reservation_lines where order_id = p_order_id;
    update reservations set status = 'live', expires_at = v_expires_at, changed_at = clock_timestamp()
     where order_id = p_order_id;
  end if;

  -- The main location first, then the others by name: the order in which they are emptied.
  select array_agg(l.variant_id order by l.location <> 'main', l.location),
         array_agg(l.location order by l.location <> 'main', l.location),
         array_agg(l.free order by l.location <> 'main', l.location)
    into v_level_ids, v_locations, v_free
    from (
      select variant_id, location, on_hand - reserved as free
        from stock_levels where variant_id = any (p_variant_ids) order by variant_id, location for update
    ) l;

  v_changes := array(
    select row(w.variant_id, v.product_id, v.sku, v.low_stock_at, t.free, t.free - w.quantity)::stock_change
      from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
      left join variants v on v.id = w.variant_id
      cross join lateral (
        select coalesce(sum(l.free), 0)::integer as free from unnest(v_level_ids, v_free) as l (variant_id, free)
         where l.variant_id = w.variant_id
      ) t
  );
  foreach v_change in array v_changes loop
    v_is_short := v_is_short or v_change.available_after < 0;
    v_is_low := v_is_low
      or (v_change.available_before > v_change.low_stock_at and v_change.available_after <= v_change.low_stock_at);
  end loop;
  if v_is_short then
    raise exception '%', (
      select jsonb_agg(jsonb_build_object('variantId', c.variant_id, 'quantity', c.available_before))
        from unnest(v_changes) c where c.available_after < 0
    ) using errcode = 'SK002';
  end if;
  if v_is_low and not p_may_alert then
    raise exception 'low' using errcode = 'SK004';
  end if;

  -- Each location as far as it goes.
  with spread as (
    select l.variant_id, l.location, least(l.free, w.quantity - coalesce(sum(l.free) over earlier, 0)) as quantity
      from unnest(v_level_ids, v_locations, v_free) with ordinality as l (variant_id, location, free, place)
      join unnest(p_variant_ids, p_quantities) as w (variant_id, quantity) on w.variant_id = l.variant_id
    window earlier as (partition by l.variant_id order by l.place rows between unbounded preceding and 1 preceding)
  ), lines as (
    insert into reservation_lines (order_id, variant_id, location, quantity)
    select p_order_id, variant_id, location, quantity from spread where quantity > 0
    returning variant_id, location, quantity
  )
  update stock_levels s set reserved = s.reserved + l.quantity
    from lines l
   where s.variant_id = l.variant_id and s.location = l.location;

  return query select * from unnest(v_changes);
end
$function$;

CREATE OR REPLACE FUNCTION public.restock_return(p_return_id uuid, p_order_id uuid, p_variant_ids uuid[], p_quantities integer[])
 RETURNS TABLE(variant_id uuid, quantity integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  insert into stock_levels (variant_id, location, product_id)
    select v.id, 'main', v.product_id from variants v where v.id = any (p_variant_ids) order by v.id
    on conflict do nothing;
  perform 1 from stock_levels s where s.variant_id = any (p_variant_ids) order by s.variant_id, s.location for update;
  return query
    with back as (
      insert into stock_movements (variant_id, location, quantity, kind, order_id, return_id)
        select v.id, coalesce(taken.location, 'main'), w.quantity, 'returned', p_order_id, p_return_id
          from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
          join variants v on v.id = w.variant_id
          left join lateral (
            select l.location from reservation_lines l join stock_locations p on p.slug = l.location and p.active
             where l.order_id = p_order_id and l.variant_id = w.variant_id
             order by l.quantity desc, l.location limit 1
          ) taken on true
         order by v.id
        on conflict (return_id, variant_id) where return_id is not null do nothing
        returning variant_id, location, quantity
    ), raised as (
      update stock_levels s set on_hand = s.on_hand + b.quantity
        from back b
       where s.variant_id = b.variant_id and s.location = b.location
      returning s.variant_id, b.quantity
    )
    select variant_id, quantity from raised order by variant_id;
end
$function$;

CREATE OR REPLACE FUNCTION public.restock_unsent(p_refund_id uuid, p_order_id uuid, p_variant_ids uuid[], p_quantities integer[])
 RETURNS TABLE(variant_id uuid, quantity integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  v_status text;
begin
  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status = 'live' then -- The order was confirmed, or nothing of it could be paid back: its sale is only heard of late.
    v_status := commit_reservation(p_order_id);
  end if;
  if v_status is distinct from 'committed' then return; end if;
  return query
    select r.variant_id, r.quantity
      from (
        select array_agg(l.variant_id order by l.variant_id) as variant_ids,
               array_agg(least(l.quantity, w.quantity) order by l.variant_id) as quantities
          from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
          join still_sold(p_order_id) l on l.variant_id = w.variant_id
         where l.quantity > 0
      ) bounded
     cross join lateral restock_return(p_refund_id, p_order_id, bounded.variant_ids, bounded.quantities) r;
end
$function$;

CREATE OR REPLACE FUNCTION public.sell_orders(p_order_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  v_live_ids uuid[];
  v_found integer;
begin
  select array_agg(r.order_id) filter (where r.status = 'live'), count(*) into v_live_ids, v_found
    from (select order_id, status from reservations where order_id = any (p_order_ids) order by order_id for update) r
   where r.status in ('live', 'committed');
  if v_found < cardinality(p_order_ids) then
    raise exception 'nothing is held' using errcode = 'SK005';
  end if;
  if v_live_ids is null then return; end if;

  perform 1 from stock_levels s
    where (s.variant_id, s.location) in (
      select l.variant_id, l.location from reservation_lines l where l.order_id = any (v_live_ids))
    order by s.variant_id, s.location for update;
  update stock_levels s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity
    from (
      select variant_id, location, sum(quantity)::integer as quantity
        from reservation_lines where order_id = any (v_live_ids) group by variant_id, location
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;
  insert into stock_movements (variant_id, location, quantity, kind, order_id)
    select variant_id, location, -quantity, 'sold', order_id from reservation_lines where order_id = any (v_live_ids)
     order by variant_id, location, order_id;
  update reservations set status = 'committed', changed_at = clock_timestamp() where order_id = any (v_live_ids);
end
$function$;

CREATE OR REPLACE FUNCTION public.sell_reservation(p_order_id uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if commit_reservation(p_order_id) <> 'committed' then
    raise exception 'nothing is held' using errcode = 'SK005';
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.still_sold(p_order_id uuid)
 RETURNS TABLE(variant_id uuid, quantity integer)
 LANGUAGE sql
 STABLE
AS $function$
  select l.variant_id,
         greatest(0, sum(l.quantity) - coalesce((
           select sum(m.quantity) from stock_movements m
            where m.variant_id = l.variant_id and m.order_id = p_order_id and m.kind = 'returned'), 0))::integer
    from reservation_lines l
   where l.order_id = p_order_id
   group by l.variant_id
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

CREATE TRIGGER categories_are_a_tree AFTER INSERT OR UPDATE OF parent_id ON public.categories FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION keep_categories_a_tree();

CREATE TRIGGER price_history_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.price_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER product_listings_search_insert AFTER INSERT ON public.product_listings REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_search_item_change();

CREATE TRIGGER product_listings_search_update AFTER UPDATE ON public.product_listings REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_search_item_change();

CREATE TRIGGER reviews_count_rating AFTER INSERT OR UPDATE OF status, rating ON public.reviews FOR EACH ROW EXECUTE FUNCTION count_rating();

CREATE TRIGGER reviews_uncount_rating AFTER DELETE ON public.reviews FOR EACH ROW WHEN ((old.status = 'approved'::text)) EXECUTE FUNCTION count_rating();

CREATE TRIGGER stock_levels_search_insert AFTER INSERT ON public.stock_levels FOR EACH ROW WHEN ((new.is_sellable AND (new.on_hand > new.reserved))) EXECUTE FUNCTION note_search_stock_change();

CREATE TRIGGER stock_levels_search_update AFTER UPDATE OF on_hand, reserved, is_sellable ON public.stock_levels FOR EACH ROW WHEN (((old.is_sellable AND (old.on_hand > old.reserved)) IS DISTINCT FROM (new.is_sellable AND (new.on_hand > new.reserved)))) EXECUTE FUNCTION note_search_stock_change();

CREATE TRIGGER stock_movements_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stock_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER wishlist_items_counted AFTER INSERT OR DELETE ON public.wishlist_items FOR EACH ROW EXECUTE FUNCTION count_wishlist_items();
