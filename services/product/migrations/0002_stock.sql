-- Stock: what is on hand and what is reserved, the ledger of movements, reservations, and the functions that move them.
-- Each function is one statement for its caller, so that a wanted row is locked for as long as the server needs and no longer.
-- All take their locks in one order, the reservation first, then the levels by variant and location: none can wait in a ring.

-- `product_id` and `is_sellable` (an edit did not take the variant away) repeat what the variant says, for the busiest reads.
create table stock_levels (
  variant_id uuid not null references variants,
  location text not null default 'main',
  product_id uuid not null,
  is_sellable boolean not null default true,
  on_hand integer not null default 0,
  reserved integer not null default 0,
  primary key (variant_id, location),
  check (on_hand >= 0),
  check (reserved >= 0),
  check (reserved <= on_hand)
) with (fillfactor = 70); -- Room on the page: updates need no new index entries (HOT).
create index stock_levels_product on stock_levels (product_id);

-- Append-only. The sum of a variant's movements at a location is what is on hand there.
create table stock_movements (
  id bigint generated always as identity primary key,
  variant_id uuid not null,
  location text not null,
  quantity integer not null check (quantity <> 0),
  kind text not null check (kind in ('initial', 'adjusted', 'sold', 'returned')),
  reason text,
  order_id uuid,
  actor_id uuid,
  created_at timestamptz not null default clock_timestamp()
);
create index stock_movements_variant on stock_movements (variant_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
create trigger stock_movements_append_only
  before update or delete or truncate on stock_movements
  for each statement execute function refuse_change();

create table reservations (
  order_id uuid primary key,
  status text not null check (status in ('live', 'committed', 'released', 'expired', 'returned')),
  expires_at timestamptz not null,
  reason text,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp()
);
create index reservations_live on reservations (expires_at) where status = 'live';

-- No foreign key to the levels: they are never deleted, and the check would lock the busiest rows once more.
create table reservation_lines (
  order_id uuid not null references reservations,
  variant_id uuid not null,
  location text not null,
  quantity integer not null check (quantity > 0),
  primary key (order_id, variant_id, location)
);

create type stock_change as (
  variant_id uuid,
  product_id uuid,
  sku text,
  low_stock_at integer,
  available_before integer,
  available_after integer
);

-- What a change that was just made did to what can be sold.
create function stock_changes(p_variant_ids uuid[], p_differences integer[]) returns setof stock_change
language sql stable as $$
  select v.id, v.product_id, v.sku, v.low_stock_at,
         (l.available - d.difference)::integer, l.available::integer
    from unnest(p_variant_ids, p_differences) as d (variant_id, difference)
    join variants v on v.id = d.variant_id
    cross join lateral (
      select sum(s.on_hand - s.reserved) as available from stock_levels s where s.variant_id = d.variant_id
    ) l
$$;

-- Takes all lines or none. `p_variant_ids` names each variant once, `p_quantities` what is wanted of it.
-- Refusals are errors, so that whatever shares the transaction (the event) is undone with it:
-- SK001 reserved or sold already · SK002 short, the message tells what is left, as JSON · SK003 released for good
-- SK004 a level falls to its low mark and `p_may_alert` is false: the caller has to publish that as well.
create function reserve_stock(
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

  v_changes := array(
    select c from stock_changes(p_variant_ids, array(select -q from unnest(p_quantities) with ordinality as u (q, n) order by n)) c
  );
  if not p_may_alert and exists (
    select from unnest(v_changes) c where c.available_before > c.low_stock_at and c.available_after <= c.low_stock_at
  ) then
    raise exception 'low' using errcode = 'SK004';
  end if;
  return query select * from unnest(v_changes);
end
$$;

-- Sells what is reserved: 'committed' (also when it was before), 'expired' or 'released' where nothing is held, 'unknown'.
create function commit_reservation(p_order_id uuid) returns text language plpgsql as $$
declare
  v_status text;
begin
  select status into v_status from reservations where order_id = p_order_id for update;
  if v_status is null then return 'unknown'; end if;
  if v_status in ('released', 'returned') then return 'released'; end if;
  if v_status <> 'live' then return v_status; end if;

  perform 1 from stock_levels s join reservation_lines l using (variant_id, location)
    where l.order_id = p_order_id order by s.variant_id, s.location for update of s;
  update stock_levels s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity
    from reservation_lines l
   where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
  insert into stock_movements (variant_id, location, quantity, kind, order_id)
    select variant_id, location, -quantity, 'sold', order_id from reservation_lines where order_id = p_order_id
     order by variant_id, location;
  update reservations set status = 'committed', changed_at = clock_timestamp() where order_id = p_order_id;
  return 'committed';
end
$$;

-- Gives live goods back on sale, and sold ones too where `p_put_back` says so. Tells what went back; nothing where nothing was held.
-- An order that never reserved is remembered as released, so that a late twin of its reservation takes nothing.
create function release_reservation(p_order_id uuid, p_reason text, p_put_back boolean)
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
  if v_status = 'live' then
    update stock_levels s set reserved = s.reserved - l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
  else
    update stock_levels s set on_hand = s.on_hand + l.quantity
      from reservation_lines l
     where l.order_id = p_order_id and s.variant_id = l.variant_id and s.location = l.location;
    insert into stock_movements (variant_id, location, quantity, kind, reason, order_id)
      select l.variant_id, l.location, l.quantity, 'returned', p_reason, l.order_id from reservation_lines l
       where l.order_id = p_order_id order by l.variant_id, l.location;
  end if;
  update reservations
     set status = case v_status when 'live' then 'released' else 'returned' end,
         reason = p_reason, changed_at = clock_timestamp()
   where order_id = p_order_id;
  return query
    select l.variant_id, sum(l.quantity)::integer from reservation_lines l
     where l.order_id = p_order_id group by l.variant_id order by l.variant_id;
end
$$;

-- Releases what nobody paid in time, a bounded number at once, by this server's clock.
create function expire_reservations(p_limit integer)
returns table (order_id uuid, variant_id uuid, quantity integer) language plpgsql as $$
#variable_conflict use_column
declare
  v_order_ids uuid[];
begin
  select array_agg(t.order_id) into v_order_ids from (
    select r.order_id from reservations r
     where r.status = 'live' and r.expires_at <= clock_timestamp()
     order by r.expires_at limit p_limit for update skip locked
  ) t;
  if v_order_ids is null then return; end if;

  perform 1 from stock_levels s
    where (s.variant_id, s.location) in (
      select l.variant_id, l.location from reservation_lines l where l.order_id = any (v_order_ids))
    order by s.variant_id, s.location for update;
  update stock_levels s set reserved = s.reserved - l.quantity
    from (
      select l.variant_id, l.location, sum(l.quantity)::integer as quantity
        from reservation_lines l where l.order_id = any (v_order_ids) group by l.variant_id, l.location
    ) l
   where s.variant_id = l.variant_id and s.location = l.location;
  update reservations set status = 'expired', reason = 'expired', changed_at = clock_timestamp()
   where order_id = any (v_order_ids);
  return query
    select l.order_id, l.variant_id, sum(l.quantity)::integer from reservation_lines l
     where l.order_id = any (v_order_ids) group by l.order_id, l.variant_id order by l.order_id, l.variant_id;
end
$$;
