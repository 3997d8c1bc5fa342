-- Sales as facts, which are only ever added, and their sum by day, kept in the same statement. Nobody's name is in here.

create table sales (
  order_id uuid primary key,
  day date not null,
  confirmed_at timestamptz not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  customer_id uuid,
  units integer not null check (units >= 0),
  revenue_minor bigint not null
);

create table sold_lines (
  order_id uuid not null references sales,
  variant_id uuid not null,
  product_id uuid not null,
  quantity integer not null check (quantity > 0),
  total_minor bigint not null,
  primary key (order_id, variant_id)
);

create table refunds (
  refund_id uuid primary key,
  order_id uuid not null,
  day date not null,
  refunded_at timestamptz not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0)
);

-- Orders that ended after they had been paid. Their money is told by `refunds`.
create table cancellations (
  order_id uuid primary key,
  reason text not null,
  cancelled_at timestamptz not null
);

create table daily_sales (
  currency text not null,
  day date not null,
  orders bigint not null default 0,
  units bigint not null default 0,
  revenue_minor bigint not null default 0,
  refunds_minor bigint not null default 0,
  primary key (currency, day)
)
-- One row a day takes every order of that day: room to update it in place.
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger sales_append_only before update or delete on sales for each row execute function refuse_change();
create trigger sales_no_truncate before truncate on sales for each statement execute function refuse_change();
create trigger sold_lines_append_only before update or delete on sold_lines for each row execute function refuse_change();
create trigger sold_lines_no_truncate before truncate on sold_lines for each statement execute function refuse_change();
create trigger refunds_append_only before update or delete on refunds for each row execute function refuse_change();
create trigger refunds_no_truncate before truncate on refunds for each statement execute function refuse_change();
create trigger cancellations_append_only before update or delete on cancellations for each row execute function refuse_change();
create trigger cancellations_no_truncate before truncate on cancellations for each statement execute function refuse_change();
