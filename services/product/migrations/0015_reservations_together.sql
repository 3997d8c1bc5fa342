-- Orders that ask for goods at the same moment are decided in one statement, and their commits wait for the disk once.

-- Takes goods for several orders that were never heard of before, each all of its lines or none, one after the other in the order given: an
-- order that finds too little leaves its place to those behind it. What `reserve_stock()` promises holds for each. Locks are taken in the
-- order of all: reservations by order, then levels by variant and location.
-- The lines of order i are those from `p_line_ends[i - 1] + 1` to `p_line_ends[i]`; each names a variant once.
-- `refused`: `known` (it has a reservation, live or not: `reserve_stock()` knows what that means) or `short` with what is left.
-- `lowered`: the variants that fell to their low mark, which the caller has to publish.
create function reserve_orders(
  p_order_ids uuid[], p_ttl_seconds integer[], p_line_ends integer[], p_variant_ids uuid[], p_quantities integer[]
) returns table (refused jsonb, lowered jsonb) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_at timestamptz := clock_timestamp();
  v_new_ids uuid[];
  v_level_ids uuid[];
  v_locations text[];
  v_before integer[];
  v_free integer[];
  v_firsts integer[]; -- Of each line: its variant's first level, and its last.
  v_lasts integer[];
  v_taken_orders integer[] := '{}';
  v_taken_levels integer[] := '{}';
  v_taken_quantities integer[] := '{}';
  v_short_ids uuid[] := '{}';
  v_left jsonb;
  v_from integer := 1;
  v_to integer;
  v_sum integer;
  v_rest integer;
  v_part integer;
begin
  refused := '[]';
  with made as (
    insert into reservations (order_id, status, expires_at)
      select o.order_id, 'live', v_at + make_interval(secs => o.ttl_seconds)
        from unnest(p_order_ids, p_ttl_seconds) as o (order_id, ttl_seconds) order by o.order_id
      on conflict do nothing returning order_id
  )
  select array_agg(m.order_id) into v_new_ids from made m;

  -- Of each variant the main location first, then the others by name: the order in which they are emptied.
  select array_agg(l.variant_id order by l.variant_id, l.location <> 'main', l.location),
         array_agg(l.location order by l.variant_id, l.location <> 'main', l.location),
         array_agg(l.free order by l.variant_id, l.location <> 'main', l.location)
    into v_level_ids, v_locations, v_before
    from (
      select s.variant_id, s.location, s.on_hand - s.reserved as free
        from stock_levels s where s.variant_id = any (p_variant_ids) order by s.variant_id, s.location for update
    ) l;
  v_free := v_before;
  select array_agg(p.first order by w.place), array_agg(p.last order by w.place) into v_firsts, v_lasts
    from unnest(p_variant_ids) with ordinality as w (variant_id, place)
    left join (
      select l.variant_id, min(l.place)::integer as first, max(l.place)::integer as last
        from unnest(v_level_ids) with ordinality as l (variant_id, place) group by l.variant_id
    ) p on p.variant_id = w.variant_id;

  for v_order in 1 .. cardinality(p_order_ids) loop
    v_to := p_line_ends[v_order];
    if p_order_ids[v_order] = any (v_new_ids) then
      v_left := null;
      for v_line in v_from .. v_to loop
        v_sum := 0;
        for v_level in coalesce(v_firsts[v_line], 1) .. coalesce(v_lasts[v_line], 0) loop
          v_sum := v_sum + v_free[v_level];
        end loop;
        if v_sum < p_quantities[v_line] then
          v_left := coalesce(v_left, '[]') || jsonb_build_object('variantId', p_variant_ids[v_line], 'quantity', v_sum);
        end if;
      end loop;
      if v_left is null then
        for v_line in v_from .. v_to loop
          v_rest := p_quantities[v_line];
          for v_level in v_firsts[v_line] .. v_lasts[v_line] loop
            v_part := least(v_rest, v_free[v_level]);
            continue when v_part = 0;
            v_free[v_level] := v_free[v_level] - v_part;
            v_rest := v_rest - v_part;
            v_taken_orders := array_append(v_taken_orders, v_order);
            v_taken_levels := array_append(v_taken_levels, v_level);
            v_taken_quantities := array_append(v_taken_quantities, v_part);
          end loop;
        end loop;
      else
        v_short_ids := array_append(v_short_ids, p_order_ids[v_order]);
        refused := refused || jsonb_build_object('orderId', p_order_ids[v_order], 'kind', 'short', 'left', v_left);
      end if;
    else
      refused := refused || jsonb_build_object('orderId', p_order_ids[v_order], 'kind', 'known');
    end if;
    v_from := v_to + 1;
  end loop;

  if cardinality(v_short_ids) > 0 then
    delete from reservations r where r.order_id = any (v_short_ids);
  end if;
  insert into reservation_lines (order_id, variant_id, location, quantity)
    select p_order_ids[t.place], v_level_ids[t.level], v_locations[t.level], t.quantity
      from unnest(v_taken_orders, v_taken_levels, v_taken_quantities) as t (place, level, quantity);
  update stock_levels s set reserved = s.reserved + l.quantity
    from (
      select v_level_ids[t.level] as variant_id, v_locations[t.level] as location, sum(t.quantity)::integer as quantity
        from unnest(v_taken_levels, v_taken_quantities) as t (level, quantity) group by t.level
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;

  select coalesce(jsonb_agg(jsonb_build_object('variantId', v.id, 'productId', v.product_id, 'sku', v.sku, 'lowStockAt', v.low_stock_at,
                                               'availableBefore', l.before, 'availableAfter', l.after)), '[]') into lowered
    from (
      select u.variant_id, sum(u.before)::integer as before, sum(u.after)::integer as after
        from unnest(v_level_ids, v_before, v_free) as u (variant_id, before, after) group by u.variant_id
    ) l
    join variants v on v.id = l.variant_id
   where l.before > v.low_stock_at and l.after <= v.low_stock_at;
  return next;
end
$$;

-- Sells what orders hold, all of them or none: refuses with SK005 where nothing is held for one. Those that were sold before stay sold.
create function sell_orders(p_order_ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_live_ids uuid[];
  v_found integer;
begin
  select array_agg(r.order_id) filter (where r.status = 'live'), count(*) into v_live_ids, v_found
    from (select order_id, status from reservations where order_id = any (p_order_ids) order by order_id for update) r
   where r.status in ('live', 'committed');
  if v_found < cardinality(p_order_ids) then
    raise exception 'nothing is held' using errcode = 'SK005';
  end if;
  if v_live_ids is null then return; end if;

  perform 1 from stock_levels s
    where (s.variant_id, s.location) in (
      select l.variant_id, l.location from reservation_lines l where l.order_id = any (v_live_ids))
    order by s.variant_id, s.location for update;
  update stock_levels s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity
    from (
      select variant_id, location, sum(quantity)::integer as quantity
        from reservation_lines where order_id = any (v_live_ids) group by variant_id, location
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;
  insert into stock_movements (variant_id, location, quantity, kind, order_id)
    select variant_id, location, -quantity, 'sold', order_id from reservation_lines where order_id = any (v_live_ids)
     order by variant_id, location, order_id;
  update reservations set status = 'committed', changed_at = clock_timestamp() where order_id = any (v_live_ids);
end
$$;
