-- The rules that prices are made by, as staff edit them: taxes, shipping, promotions; and which order used which promotion.

create table tax_zones (
  id uuid primary key,
  version integer not null default 1 check (version > 0),
  name text not null,
  -- Parts of the world: country, state, beginnings of postal codes.
  regions jsonb not null,
  prices_include_tax boolean not null,
  -- Class of goods to basis points.
  rates jsonb not null check (rates ? 'standard'),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table tax_settings (
  singleton boolean primary key default true check (singleton),
  version integer not null default 1 check (version > 0),
  rounding text not null check (rounding in ('line', 'order')),
  shipping_tax_class text not null,
  updated_at timestamptz not null
);
insert into tax_settings (rounding, shipping_tax_class, updated_at) values ('order', 'standard', date_trunc('milliseconds', now()));

-- Rates of 2026; the reduced one is the country's first. A shop looks at them before it opens: which goods are of which class is its own business.
-- Prices shown to consumers in these countries contain the tax, as the law asks; Canada's is added.
insert into tax_zones (id, name, regions, prices_include_tax, rates, created_at, updated_at)
  select gen_random_uuid(), name, jsonb_build_array(jsonb_build_object('country', country, 'state', null, 'zipPrefixes', '[]'::jsonb)),
         country <> 'CA', jsonb_strip_nulls(jsonb_build_object('standard', standard, 'reduced', reduced, 'zero', 0)),
         date_trunc('milliseconds', now()), date_trunc('milliseconds', now())
    from (values
      ('AT', 'Austria', 2000, 1000), ('BE', 'Belgium', 2100, 600), ('CZ', 'Czechia', 2100, 1200), ('DE', 'Germany', 1900, 700),
      ('DK', 'Denmark', 2500, null), ('ES', 'Spain', 2100, 1000), ('FI', 'Finland', 2550, 1350), ('FR', 'France', 2000, 550),
      ('GB', 'United Kingdom', 2000, 500), ('GR', 'Greece', 2400, 1300), ('IE', 'Ireland', 2300, 1350), ('IT', 'Italy', 2200, 1000),
      ('LU', 'Luxembourg', 1700, 800), ('NL', 'Netherlands', 2100, 900), ('PL', 'Poland', 2300, 800), ('PT', 'Portugal', 2300, 600),
      ('SE', 'Sweden', 2500, 1200), ('CA', 'Canada', 500, null)) as zones (country, name, standard, reduced);

create table shipping_zones (
  id uuid primary key,
  version integer not null default 1 check (version > 0),
  name text not null,
  regions jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
insert into shipping_zones (id, name, regions, created_at, updated_at)
  values (gen_random_uuid(), 'Everywhere', '[{"country": null, "state": null, "zipPrefixes": []}]',
          date_trunc('milliseconds', now()), date_trunc('milliseconds', now()));

-- `prices` is read by the version before this one only; `pricing` has taken its place.
alter table shipping_methods
  add column version integer not null default 1 check (version > 0),
  add column zone_id uuid references shipping_zones,
  add column is_active boolean not null default true,
  add column pricing jsonb,
  add column created_at timestamptz not null default date_trunc('milliseconds', now()),
  add column updated_at timestamptz not null default date_trunc('milliseconds', now()),
  alter column prices set default '{}';
update shipping_methods set zone_id = (select id from shipping_zones), pricing = jsonb_build_object('type', 'flat', 'prices', prices);
alter table shipping_methods
  alter column zone_id set not null,
  alter column pricing set not null,
  alter column created_at drop default,
  alter column updated_at drop default;
create index shipping_methods_zone on shipping_methods (zone_id);

create table promotions (
  id uuid primary key,
  version integer not null default 1 check (version > 0),
  name text not null,
  status text not null check (status in ('draft', 'active', 'archived')),
  coupon_code text check (coupon_code = upper(coupon_code)),
  priority integer not null,
  stacking text not null check (stacking in ('combinable', 'exclusive')),
  starts_at timestamptz,
  ends_at timestamptz,
  uses_max integer check (uses_max > 0),
  uses_per_customer_max integer check (uses_per_customer_max > 0),
  conditions jsonb not null,
  action jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (starts_at < ends_at)
);
-- A code that was archived may be given out again.
create unique index promotions_coupon on promotions (coupon_code) where status <> 'archived';
create index promotions_newest on promotions (created_at desc, id desc);
create index promotions_active on promotions (priority desc, id) where status = 'active';

-- Written in the transaction that places the order; a cancelled order gives its uses back.
create table promotion_uses (
  promotion_id uuid not null references promotions,
  order_id uuid not null,
  -- The customer, or the guest's e-mail as a hash.
  customer_key text not null check (customer_key <> ''),
  coupon_code text,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  used_at timestamptz not null,
  released_at timestamptz,
  primary key (promotion_id, order_id)
);
create index promotion_uses_newest on promotion_uses (promotion_id, used_at desc, order_id desc);
create index promotion_uses_order on promotion_uses (order_id);

-- How often a limited promotion is used now: by everybody (an empty key) and by each customer. Only limits that are set are counted,
-- so that orders with an unlimited promotion do not queue for its row.
create table promotion_counts (
  promotion_id uuid not null references promotions on delete cascade,
  customer_key text not null,
  uses integer not null check (uses >= 0),
  primary key (promotion_id, customer_key)
);

-- A limit holds whoever races for the last use: the count's row is locked while it is compared. SK409 makes the batch a lost update,
-- so the cart is priced again. The share lock lets a change of the limits, which counts anew, wait for uses that are being written.
create function count_promotion_use() returns trigger language plpgsql as $$
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
end $$;

create function count_one_use(p_promotion_id uuid, p_customer_key text, p_uses_max integer) returns void language plpgsql as $$
begin
  if p_uses_max is null then
    return;
  end if;
  insert into promotion_counts (promotion_id, customer_key, uses) values (p_promotion_id, p_customer_key, 1)
    on conflict (promotion_id, customer_key) do update set uses = promotion_counts.uses + 1 where promotion_counts.uses < p_uses_max;
  if not found then
    raise exception using errcode = 'SK409', message = 'promotion used up';
  end if;
end $$;
create trigger promotion_uses_counted after insert on promotion_uses
  for each row execute function count_promotion_use();

create function uncount_promotion_use() returns trigger language plpgsql as $$
begin
  update promotion_counts set uses = uses - 1
   where promotion_id = new.promotion_id and customer_key in ('', new.customer_key);
  return null;
end $$;
create trigger promotion_uses_uncounted after update of released_at on promotion_uses
  for each row when (old.released_at is null and new.released_at is not null) execute function uncount_promotion_use();

-- A use is never taken back twice, nor changed in another way.
create function keep_promotion_use() returns trigger language plpgsql as $$
begin
  if old.released_at is not null or new is distinct from jsonb_populate_record(old, jsonb_build_object('released_at', new.released_at)) then
    raise exception 'promotion_uses can only be released, once';
  end if;
  return new;
end $$;
create trigger promotion_uses_kept before update on promotion_uses
  for each row execute function keep_promotion_use();

create function count_promotion_anew() returns trigger language plpgsql as $$
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
end $$;
create trigger promotions_counted_anew after update of uses_max, uses_per_customer_max on promotions
  for each row when (old.uses_max is distinct from new.uses_max or old.uses_per_customer_max is distinct from new.uses_per_customer_max)
  execute function count_promotion_anew();

-- Whether somebody has ordered before is asked by customer and by e-mail.
create index orders_of_email on orders (lower(email));
