-- Reservations cost the server less; what they promise is as before (0002_stock.sql).

-- As in 0008, in fewer statements: the levels are read once, as they are locked, and all else follows from what was read. The reservation's
-- own row comes first, so that the levels, which others wait for, are locked for as short as can be.
-- The plans do not depend on the values: without the setting PostgreSQL would plan nearly every statement anew for each call, because it
-- expects a list that it knows to be shorter than one that it does not know.
create or replace function reserve_stock(
  p_order_id uuid, p_variant_ids uuid[], p_quantities integer[], p_ttl_seconds integer, p_may_alert boolean
) returns setof stock_change language plpgsql set plan_cache_mode = force_generic_plan as $$
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
$$;

-- Sells what is held, or refuses with SK005 where nothing is: one statement of a batch that must not half succeed.
create function sell_reservation(p_order_id uuid) returns void language plpgsql as $$
begin
  if commit_reservation(p_order_id) <> 'committed' then
    raise exception 'nothing is held' using errcode = 'SK005';
  end if;
end
$$;
alter function commit_reservation(uuid) set plan_cache_mode = force_generic_plan;
