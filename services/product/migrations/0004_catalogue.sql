-- Categories that staff edit, typed attributes, measures of variants, uploaded pictures, scheduled publishing, and the list of products
-- whose documents have to be made anew.

-- What is edited as a whole has one version: the tree of categories, the list of attributes. Whoever changes it locks its row first.
create table catalogue_versions (
  name text primary key check (name in ('categories', 'attributes')),
  version integer not null default 1 check (version > 0)
);
insert into catalogue_versions (name) values ('categories'), ('attributes');

alter table categories
  add column seo_title text,
  add column seo_description text,
  add column version integer not null default 1 check (version > 0),
  add column updated_at timestamptz not null default now();

-- As with products: a former slug goes on finding the category, and nobody else can take it. When a category is deleted into another
-- one, its slugs become that one's.
create table category_slugs (
  slug text primary key,
  category_id uuid not null references categories deferrable initially deferred,
  unique (category_id, slug)
);
insert into category_slugs (slug, category_id) select slug, id from categories;
alter table categories
  add constraint categories_own_slug foreign key (id, slug) references category_slugs (category_id, slug);

-- No category stands below itself, and none deeper than six levels. The lock lets of two changes of the tree the later one see what
-- the earlier one made; without it each could be harmless and both together a ring.
-- SK101 the category would stand below itself · SK102 too deep
create function keep_categories_a_tree() returns trigger language plpgsql as $$
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
$$;
create trigger categories_are_a_tree after insert or update of parent_id on categories
  for each row when (new.parent_id is not null) execute function keep_categories_a_tree();

-- What an attribute of that name means. Attributes without a definition are free.
create table attribute_definitions (
  code text primary key,
  position integer not null,
  label text not null,
  kind text not null check (kind in ('text', 'number', 'boolean', 'choice')),
  unit text check (unit is null or kind = 'number'),
  choices jsonb not null default '[]',
  is_filterable boolean not null default false
);

alter table variants
  add column length_mm integer check (length_mm > 0),
  add column width_mm integer check (width_mm > 0),
  add column height_mm integer check (height_mm > 0),
  add check (num_nonnulls(length_mm, width_mm, height_mm) in (0, 3));

-- The files behind uploaded pictures, named by the hash of what is in them. A row is there before its file and goes after it, so that
-- no file can be forgotten. `going`: about to be deleted, may not be used again until it is gone.
create table media_files (
  key text primary key check (key ~ '^[0-9a-f-]{36,64}$'),
  status text not null default 'kept' check (status in ('kept', 'going')),
  touched_at timestamptz not null default clock_timestamp()
);
insert into media_files (key) select substr(original, 6) from pictures where original like 'file:%' on conflict do nothing;
create index media_files_touched on media_files (touched_at);

-- A picture shows a product or a category.
alter table pictures
  alter column product_id drop not null,
  add column category_id uuid references categories on delete cascade,
  add column file_key text generated always as (case when original like 'file:%' then substr(original, 6) end) stored
    references media_files,
  add check (num_nonnulls(product_id, category_id) = 1);
create index pictures_category on pictures (category_id);
create index pictures_file on pictures (file_key);

-- What a category shows may also be a picture of one of its products; it goes with that.
update categories set picture_id = null where picture_id not in (select id from pictures);
alter table categories add constraint categories_picture foreign key (picture_id) references pictures on delete set null;
create index categories_picture on categories (picture_id);

-- Publishing by the clock. A time is taken away when it has come.
alter table products
  add column publish_at timestamptz,
  add column unpublish_at timestamptz,
  add check (publish_at < unpublish_at);
create index products_publish on products (publish_at) where publish_at is not null;
create index products_unpublish on products (unpublish_at) where unpublish_at is not null;

-- Products whose documents tell something that has changed elsewhere: the slug of their category, a price list. A job works them off.
create table stale_products (
  product_id uuid primary key references products on delete cascade,
  marked_at timestamptz not null default clock_timestamp()
);
