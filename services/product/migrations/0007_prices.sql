-- Price lists for everybody or for a group of customers, and the history of what the shop asked of the public.

-- Between its times (by this server's clock) a list's prices hold where they are lower than the variant's own. Without a group it is
-- everybody's.
create table price_lists (
  id uuid primary key,
  name text not null,
  customer_group text,
  is_active boolean not null,
  starts_at timestamptz,
  ends_at timestamptz,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (starts_at < ends_at)
);
create index price_lists_newest on price_lists (created_at, id);

create table price_list_entries (
  price_list_id uuid not null references price_lists on delete cascade,
  variant_id uuid not null references variants on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  min_quantity integer not null check (min_quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (variant_id, currency, min_quantity, price_list_id)
);
create index price_list_entries_list on price_list_entries (price_list_id, variant_id);

-- The price of one piece as everybody saw it, from `since` on until the next row of that variant and currency; null where it was not
-- for sale. Written with the documents that show it. Append-only: the law asks what a price was before it was reduced.
create table price_history (
  id bigint generated always as identity primary key,
  variant_id uuid not null,
  currency text not null,
  amount_minor bigint check (amount_minor >= 0),
  compare_at_minor bigint check (compare_at_minor >= 0),
  since timestamptz not null
);
create index price_history_variant on price_history (variant_id, currency, id);
insert into price_history (variant_id, currency, amount_minor, compare_at_minor, since)
  select r.variant_id, r.currency, r.amount_minor, r.compare_at_minor, p.updated_at
    from variant_prices r join variants v on v.id = r.variant_id join products p on p.id = v.product_id
   where p.status = 'active' and v.removed_at is null;
create trigger price_history_append_only
  before update or delete or truncate on price_history
  for each statement execute function refuse_change();
