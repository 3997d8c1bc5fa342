-- Carts, orders and the append-only history from which an order can be rebuilt.

-- Fails the batch it stands in: a guarded update that changed nothing must take the rest of its transaction with it.
create function require_one(changed bigint) returns void language plpgsql as $$
begin
  if changed <> 1 then
    raise exception using errcode = 'SK409', message = 'lost update';
  end if;
end $$;

create table carts (
  id uuid primary key,
  version integer not null default 1,
  status text not null default 'open' check (status in ('open', 'ordered')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  customer_id uuid,
  email text,
  shipping_address jsonb,
  billing_address jsonb,
  shipping_method_id text,
  coupon_codes text[] not null default '{}',
  order_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'ordered') = (order_id is not null))
);
create index carts_customer on carts (customer_id, updated_at desc) where customer_id is not null and status = 'open';

create table cart_lines (
  id uuid primary key,
  cart_id uuid not null references carts on delete cascade,
  variant_id uuid not null,
  quantity integer not null constraint cart_line_quantity check (quantity between 1 and 10000),
  added_price_minor bigint not null,
  added_at timestamptz not null default clock_timestamp(),
  unique (cart_id, variant_id)
);

create table shipping_methods (
  id text primary key,
  name text not null,
  description text not null,
  position integer not null,
  -- Currency to minor units.
  prices jsonb not null,
  free_over jsonb not null default '{}'
);
insert into shipping_methods (id, name, description, position, prices, free_over) values
  ('standard', 'Standard', 'Three to five working days', 1, '{"EUR": 590, "USD": 690}', '{"EUR": 9000, "USD": 10000}'),
  ('express', 'Express', 'One to two working days', 2, '{"EUR": 1490, "USD": 1690}', '{}');

create table orders (
  id uuid primary key,
  number text not null unique,
  version integer not null,
  status text not null check (status in ('pending', 'confirmed', 'processing', 'shipped', 'delivered', 'completed', 'cancelled', 'refunded')),
  cart_id uuid not null,
  customer_id uuid,
  email text not null,
  currency text not null,
  total_minor bigint not null check (total_minor >= 0),
  -- What was agreed when the order was placed: lines, totals, addresses, shipping method. Never changes.
  terms jsonb not null,
  -- What happened, from which status to which, when: the history as readers see it.
  moves jsonb not null,
  payment_id uuid,
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  tracking_code text,
  cancel_reason text,
  placed_at timestamptz not null,
  updated_at timestamptz not null
);
-- At most one live order for a cart, whoever submits it how often.
create unique index orders_one_live_per_cart on orders (cart_id) where status <> 'cancelled';
create index orders_newest on orders (placed_at desc, id desc);
create index orders_of_customer on orders (customer_id, placed_at desc, id desc) where customer_id is not null;
create index orders_by_status on orders (status, placed_at desc, id desc);

create table order_events (
  order_id uuid not null references orders deferrable initially deferred,
  version integer not null,
  type text not null,
  data jsonb not null,
  at timestamptz not null,
  primary key (order_id, version)
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger order_events_append_only before update or delete on order_events
  for each row execute function refuse_change();
create trigger order_events_no_truncate before truncate on order_events
  for each statement execute function refuse_change();
