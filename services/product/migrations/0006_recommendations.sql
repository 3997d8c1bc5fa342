-- Recommendations: what was bought together, and what is wanted now. Orders are taken down as they are confirmed and counted a little
-- later, many at once, by one job: the counters are the busiest rows of the shop, and nobody who sells waits for them.
-- No foreign keys to products: an order is counted whatever became of the product.

-- `new`: not counted yet · `counted` · `withdrawn`: counted, but the order was cancelled since · `out`: taken out again, or never counted.
-- A row stays for as long as its events may come again.
create table bought_baskets (
  order_id uuid primary key,
  product_ids uuid[] not null,
  status text not null default 'new' check (status in ('new', 'counted', 'withdrawn', 'out')),
  bought_at timestamptz not null
);
create index bought_baskets_open on bought_baskets (bought_at) where status in ('new', 'withdrawn');
create index bought_baskets_settled on bought_baskets (bought_at) where status in ('counted', 'out');

-- One row: how many baskets are counted.
create table bought_total (
  id boolean primary key default true check (id),
  baskets bigint not null default 0
);
insert into bought_total default values;

-- In how many baskets a product is, and each two of them (both ways round, so that a product's pairs are one range of the index).
create table bought_products (
  product_id uuid primary key,
  baskets integer not null check (baskets >= 0)
) with (fillfactor = 70);
create table bought_pairs (
  product_id uuid not null,
  other_id uuid not null,
  baskets integer not null check (baskets >= 0),
  primary key (product_id, other_id),
  check (product_id <> other_id)
) with (fillfactor = 80);

-- `heat`: the logarithm (base 2) of the sum of all sales and views, each doubled in weight for every half-life by which it is later.
-- So nothing has to be worked out anew as time goes by, and the order of the numbers is the order of what is wanted now.
create table trending_products (
  product_id uuid primary key,
  heat double precision not null
) with (fillfactor = 70);
create index trending_products_heat on trending_products (heat desc, product_id);
