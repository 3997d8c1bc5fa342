-- Search: a number and the facets of each product, weighted text vectors for each language, the catalogue's words for
-- telling what a mistyped word meant, synonyms, and the state of the index. Text is folded in code (search/domain/fold-text.ts) before
-- it comes here. `product_search` and `search_words` of 0003 are no longer read; they stay for the version that runs while this one starts.

-- `number` stands for the product in lists of hits: small, dense, the same for ever. `facets`: what it can be filtered by, as
-- search/domain/searchable-product.ts writes it. `changed_in` lets readers ask for what changed since they last looked, whatever
-- the order of commits.
create table search_products (
  product_id uuid primary key references products on delete cascade,
  number integer generated always as identity unique,
  facets jsonb not null,
  changed_in xid8 not null default pg_current_xact_id()
);
create index search_products_changed on search_products (changed_in);

-- Products that came into stock or ran out, or whose items (price, rating) were written, in whatever way: appended by triggers, swept
-- when old.
-- Only appends: an update of a shared row would make reservations wait for each other.
create table search_changes (
  product_id uuid not null,
  changed_in xid8 not null default pg_current_xact_id(),
  changed_at timestamptz not null default clock_timestamp()
);
create index search_changes_changed on search_changes (changed_in);

create function note_search_stock_change() returns trigger language plpgsql as $$
begin
  insert into search_changes (product_id) values (new.product_id);
  return null;
end
$$;
create trigger stock_levels_search_insert
  after insert on stock_levels for each row
  when (new.is_sellable and new.on_hand > new.reserved)
  execute function note_search_stock_change();
create trigger stock_levels_search_update
  after update of on_hand, reserved, is_sellable on stock_levels for each row
  when ((old.is_sellable and old.on_hand > old.reserved) is distinct from (new.is_sellable and new.on_hand > new.reserved))
  execute function note_search_stock_change();

create function note_search_item_change() returns trigger language plpgsql as $$
begin
  insert into search_changes (product_id) select distinct product_id from written;
  return null;
end
$$;
create trigger product_listings_search_insert
  after insert on product_listings referencing new table as written
  for each statement execute function note_search_item_change();
create trigger product_listings_search_update
  after update on product_listings referencing new table as written
  for each statement execute function note_search_item_change();

-- Two slots, of which one is read: a rebuild fills the other one and then changes them over (search/commands/rebuild-index.ts).
-- `head`: name (weight A), subtitle, category and SKUs (B), options and attributes (C); it decides the rank. `whole`: the words of all
-- of it and of the description, without their places; it decides what is found.
create table search_documents (
  slot text not null,
  language text not null,
  product_id uuid not null references products on delete cascade,
  number integer not null,
  head tsvector not null,
  whole tsvector not null,
  primary key (slot, language, product_id)
) partition by list (slot);
create table search_documents_a partition of search_documents for values in ('a') partition by list (language);
create table search_documents_b partition of search_documents for values in ('b') partition by list (language);
create table search_documents_a_en partition of search_documents_a for values in ('en');
create table search_documents_a_de partition of search_documents_a for values in ('de');
create table search_documents_a_ar partition of search_documents_a for values in ('ar');
create table search_documents_b_en partition of search_documents_b for values in ('en');
create table search_documents_b_de partition of search_documents_b for values in ('de');
create table search_documents_b_ar partition of search_documents_b for values in ('ar');
create index search_documents_whole on search_documents using gin (whole);

create table search_vocabulary (
  slot text not null,
  word text collate "C" not null check (char_length(word) between 3 and 40),
  in_name boolean not null,
  primary key (slot, word)
);
create index search_vocabulary_near on search_vocabulary using gin (word gin_trgm_ops);
create index search_vocabulary_length on search_vocabulary (slot, char_length(word));

-- Groups of words that mean the same, for each language: [["sofa", "couch"], …].
create table search_synonyms (
  language text primary key,
  groups jsonb not null,
  version integer not null check (version > 0),
  updated_at timestamptz not null
);

-- One row. `format` is the version of the rules by which `live_slot` was filled; `followed_xmin`: from where on changes have to be told
-- to an engine outside the database. Whoever writes a product holds this row for share, so
-- that a rebuild begins when all earlier writers are done and all later ones write into both slots.
create table search_index (
  id boolean primary key default true check (id),
  live_slot text not null default 'a' check (live_slot in ('a', 'b')),
  building_slot text check (building_slot in ('a', 'b') and building_slot <> live_slot),
  format integer not null,
  followed_xmin xid8 not null default pg_current_xact_id(),
  rebuild_id uuid,
  rebuild_state text not null default 'idle' check (rebuild_state in ('idle', 'running', 'done', 'failed')),
  rebuild_after uuid,
  rebuild_done integer not null default 0,
  rebuild_total integer not null default 0,
  rebuild_error text,
  rebuild_started_at timestamptz,
  rebuild_finished_at timestamptz
);
insert into search_index (format) select case when exists (select from products) then 0 else 1 end;

-- What is there already is found at once; the service rebuilds it by its own rules when it starts and finds format 0.
insert into search_products (product_id, facets) select id, '[]' from products order by created_at, id;
insert into search_documents (slot, language, product_id, number, head, whole)
select 'a', l.language, s.product_id, p.number, ts_filter(s.vector, '{a,b,c}'), strip(s.vector)
  from product_search s
  join search_products p using (product_id)
  cross join unnest(array['en', 'de', 'ar']) as l (language);
insert into search_vocabulary (slot, word, in_name) select 'a', word, false from search_words;
