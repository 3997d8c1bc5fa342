-- Goods of an order that were paid back before they were sent go back on hand; what an order gives back in all is never more than it took.

-- Puts pieces back on hand that were sold to an order and will not be sent, once for each refund (`stock_movements_return`), at the places
-- they were taken from. `p_variant_ids` names each variant once. An order that was confirmed while nothing was held for it took nothing.
create function restock_unsent(p_refund_id uuid, p_order_id uuid, p_variant_ids uuid[], p_quantities integer[])
returns table (variant_id uuid, quantity integer) language plpgsql as $$
#variable_conflict use_column
declare
  v_status text;
begin
  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status = 'live' then -- The order was confirmed, or nothing of it could be paid back: its sale is only heard of late.
    v_status := commit_reservation(p_order_id);
  end if;
  if v_status is distinct from 'committed' then return; end if;
  return query
    select r.variant_id, r.quantity
      from (
        select array_agg(l.variant_id order by l.variant_id) as variant_ids,
               array_agg(least(l.quantity, w.quantity) order by l.variant_id) as quantities
          from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
          join still_sold(p_order_id) l on l.variant_id = w.variant_id
         where l.quantity > 0
      ) bounded
     cross join lateral restock_return(p_refund_id, p_order_id, bounded.variant_ids, bounded.quantities) r;
end
$$;

-- What orders gave back: few of all movements.
create index stock_movements_given_back on stock_movements (order_id) where kind = 'returned';

-- How many of each variant an order took and did not give back.
create function still_sold(p_order_id uuid) returns table (variant_id uuid, quantity integer) language sql stable as $$
  select l.variant_id,
         greatest(0, sum(l.quantity) - coalesce((
           select sum(m.quantity) from stock_movements m
            where m.variant_id = l.variant_id and m.order_id = p_order_id and m.kind = 'returned'), 0))::integer
    from reservation_lines l
   where l.order_id = p_order_id
   group by l.variant_id
$$;

-- As in 0002, but what a sold order gave back before (a refund of pieces that were not sent) is not put back once more.
create or replace function release_reservation(p_order_id uuid, p_reason text, p_put_back boolean)
returns table (variant_id uuid, quantity integer) language plpgsql as $$
#variable_conflict use_column
declare
  v_status text;
begin
  insert into reservations (order_id, status, expires_at, reason)
  values (p_order_id, 'released', clock_timestamp(), p_reason) on conflict do nothing;
  if found then return; end if;

  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status = 'expired' then
    update reservations set status = 'released', reason = p_reason, changed_at = clock_timestamp()
     where order_id = p_order_id;
  end if;
  if not (v_status = 'live' or (v_status = 'committed' and p_put_back)) then return; end if;

  perform 1 from stock_levels s join reservation_lines l using (variant_id, location)
    where l.order_id = p_order_id order by s.variant_id, s.location for update of s;
  update reservations
     set status = case v_status when 'live' then 'released' else 'returned' end,
         reason = p_reason, changed_at = clock_timestamp()
   where order_id = p_order_id;
  if v_status = 'live' then
    update stock_levels s set reserved = s.reserved - l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
    return query
      select l.variant_id, sum(l.quantity)::integer from reservation_lines l
       where l.order_id = p_order_id group by l.variant_id order by l.variant_id;
    return;
  end if;
  -- Of each variant's places the first ones keep what came back already: a refund put it where most was taken.
  return query
    with rest as (
      select l.variant_id, l.location,
             least(l.quantity, t.quantity - coalesce(sum(l.quantity) over later, 0))::integer as quantity
        from reservation_lines l join still_sold(p_order_id) t on t.variant_id = l.variant_id
       where l.order_id = p_order_id
      window later as (
        partition by l.variant_id order by l.quantity, l.location desc rows between unbounded preceding and 1 preceding
      )
    ), back as (
      insert into stock_movements (variant_id, location, quantity, kind, reason, order_id)
        select r.variant_id, r.location, r.quantity, 'returned', p_reason, p_order_id from rest r
         where r.quantity > 0 order by r.variant_id, r.location
        returning variant_id, location, quantity
    ), raised as (
      update stock_levels s set on_hand = s.on_hand + b.quantity
        from back b
       where s.variant_id = b.variant_id and s.location = b.location
      returning s.variant_id, b.quantity
    )
    select variant_id, sum(quantity)::integer from raised group by variant_id order by variant_id;
end
$$;
