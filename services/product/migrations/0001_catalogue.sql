-- The catalogue: categories, products, variants and their prices, and the documents that shoppers read.

create table categories (
  id uuid primary key,
  parent_id uuid references categories,
  slug text not null unique,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  picture_id uuid,
  created_at timestamptz not null default now()
);
create index categories_parent on categories (parent_id);

create table products (
  id uuid primary key,
  slug text not null,
  name text not null,
  subtitle text not null default '',
  description text not null default '',
  category_id uuid references categories,
  status text not null check (status in ('draft', 'active', 'archived')),
  featured boolean not null default false,
  options jsonb not null default '[]',
  attributes jsonb not null default '{}',
  seo_title text,
  seo_description text,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index products_category on products (category_id);

-- Every slug a product ever had. The old ones go on finding it and nobody else can take them: a product's slug must be a row of
-- its own here. That row is written first, so the reference back is checked when the transaction ends.
create table product_slugs (
  slug text primary key,
  product_id uuid not null references products deferrable initially deferred,
  unique (product_id, slug)
);
alter table products add constraint products_own_slug foreign key (id, slug) references product_slugs (product_id, slug);

-- `option_value`: the colour (or other option) the picture shows; null where it shows them all.
-- `original`: `file:<key>` in the store of originals, or `drawn:<slug>/<view>/<option>`, which is drawn when it is needed.
create table pictures (
  id uuid primary key,
  product_id uuid not null references products on delete cascade,
  position integer not null,
  option_value text,
  alt text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  original text not null,
  content_type text not null,
  created_at timestamptz not null
);
create index pictures_product on pictures (product_id, position);

-- A variant that an edit took away keeps its row: orders, reservations and movements speak of it. Its SKU revives it.
create table variants (
  id uuid primary key,
  product_id uuid not null references products on delete cascade,
  position integer not null,
  sku text not null,
  name text not null,
  options jsonb not null default '{}',
  cost_minor bigint check (cost_minor >= 0),
  cost_currency text,
  weight_grams integer not null default 0 check (weight_grams >= 0),
  tax_class text not null check (tax_class in ('standard', 'reduced', 'zero')),
  picture_id uuid references pictures on delete set null,
  low_stock_at integer not null default 5 check (low_stock_at >= 0),
  removed_at timestamptz,
  constraint variants_sku_key unique (sku) deferrable, -- Checked after each statement: two variants may swap theirs.
  check ((cost_minor is null) = (cost_currency is null))
);
create index variants_product on variants (product_id, position);
create index variants_picture on variants (picture_id);

create table variant_prices (
  variant_id uuid not null references variants on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor >= 0),
  compare_at_minor bigint check (compare_at_minor >= 0),
  primary key (variant_id, currency)
);

-- What lists and searches read: one row for each product and currency, written with the product in one transaction.
-- `document` is the item as JSON text; U+001F, which JSON text never contains, marks where the stock of a variant goes in.
create table product_listings (
  product_id uuid not null references products on delete cascade,
  currency text not null,
  status text not null,
  featured boolean not null,
  category_id uuid,
  name_key text collate "C" not null,
  price_minor bigint not null,
  created_at timestamptz not null,
  document text storage main not null,
  primary key (product_id, currency)
);
create index product_listings_featured on product_listings (currency, featured, created_at, product_id) where status = 'active';
create index product_listings_newest on product_listings (currency, created_at, product_id) where status = 'active';
create index product_listings_price on product_listings (currency, price_minor, product_id) where status = 'active';
create index product_listings_name on product_listings (currency, name_key, product_id) where status = 'active';
create index product_listings_category on product_listings (currency, category_id) where status = 'active';
create index product_listings_status on product_listings (currency, status, created_at, product_id) where status <> 'active';

-- The rest of a product's page, the same in every currency.
create table product_details (
  product_id uuid primary key references products on delete cascade,
  slug text not null,
  status text not null,
  version integer not null,
  document text not null
);
