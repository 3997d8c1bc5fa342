-- Places where goods lie, and movements that say why they happened.

create table stock_locations (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  check (slug <> 'main' or active) -- Goods without a named place are there.
);
insert into stock_locations (slug, name) values ('main', 'Main store');
insert into stock_locations (slug, name)
  select distinct location, location from stock_levels where location <> 'main';
alter table stock_levels add constraint stock_levels_location_known foreign key (location) references stock_locations;

-- An adjustment asked for twice is made once.
alter table stock_movements add column adjustment_id uuid;
create unique index stock_movements_adjustment on stock_movements (adjustment_id) where adjustment_id is not null;
alter table stock_movements drop constraint stock_movements_kind_check;
alter table stock_movements add constraint stock_movements_kind_check check (kind in
  ('initial', 'adjusted', 'sold', 'returned', 'counted', 'received', 'damaged', 'lost', 'found', 'corrected'));

-- As in 0002; only how it learns what it changed is new.
create or replace function reserve_stock(
  p_order_id uuid, p_variant_ids uuid[], p_quantities integer[], p_ttl_seconds integer, p_may_alert boolean
) returns setof stock_change language plpgsql as $$
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

  -- What stock_changes() says, written out: a query of this function is planned once for a connection, one of an SQL function each time.
  v_changes := array(
    select row(v.id, v.product_id, v.sku, v.low_stock_at, (l.available + w.quantity)::integer, l.available::integer)::stock_change
      from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
      join variants v on v.id = w.variant_id
      cross join lateral (
        select sum(s.on_hand - s.reserved) as available from stock_levels s where s.variant_id = w.variant_id
      ) l
  );
  if not p_may_alert and exists (
    select from unnest(v_changes) c where c.available_before > c.low_stock_at and c.available_after <= c.low_stock_at
  ) then
    raise exception 'low' using errcode = 'SK004';
  end if;
  return query select * from unnest(v_changes);
end
$$;
