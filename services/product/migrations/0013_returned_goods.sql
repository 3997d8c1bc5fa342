-- Goods of an order that come back and can be sold again.

alter table stock_movements add column return_id uuid;
-- However often it is told of, a return brings its goods back once.
create unique index stock_movements_return on stock_movements (return_id, variant_id) where return_id is not null;

-- Puts goods back on hand: each where most of it was taken for its order, at the main location where that is not known or closed by now.
-- `p_variant_ids` names each variant once. Tells what went back: nothing the second time, and no variant that is not known any more.
create function restock_return(p_return_id uuid, p_order_id uuid, p_variant_ids uuid[], p_quantities integer[])
returns table (variant_id uuid, quantity integer) language plpgsql as $$
#variable_conflict use_column
begin
  insert into stock_levels (variant_id, location, product_id)
    select v.id, 'main', v.product_id from variants v where v.id = any (p_variant_ids) order by v.id
    on conflict do nothing;
  perform 1 from stock_levels s where s.variant_id = any (p_variant_ids) order by s.variant_id, s.location for update;
  return query
    with back as (
      insert into stock_movements (variant_id, location, quantity, kind, order_id, return_id)
        select v.id, coalesce(taken.location, 'main'), w.quantity, 'returned', p_order_id, p_return_id
          from unnest(p_variant_ids, p_quantities) as w (variant_id, quantity)
          join variants v on v.id = w.variant_id
          left join lateral (
            select l.location from reservation_lines l join stock_locations p on p.slug = l.location and p.active
             where l.order_id = p_order_id and l.variant_id = w.variant_id
             order by l.quantity desc, l.location limit 1
          ) taken on true
         order by v.id
        on conflict (return_id, variant_id) where return_id is not null do nothing
        returning variant_id, location, quantity
    ), raised as (
      update stock_levels s set on_hand = s.on_hand + b.quantity
        from back b
       where s.variant_id = b.variant_id and s.location = b.location
      returning s.variant_id, b.quantity
    )
    select variant_id, quantity from raised order by variant_id;
end
$$;
