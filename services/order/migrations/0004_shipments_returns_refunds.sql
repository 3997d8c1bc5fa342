-- What happens to an order after it was placed: shipments in parts, returns and refunds, as its history tells them.

alter table orders add column shipments jsonb not null default '[]';
alter table orders add column returns jsonb not null default '[]';
alter table orders add column refunds jsonb not null default '[]';
alter table orders add column fulfilment text not null default 'none'
  constraint orders_fulfilment_check check (fulfilment in ('none', 'partial', 'complete'));
create index orders_by_fulfilment on orders (fulfilment, placed_at desc, id desc);

-- Orders of the time when they shipped whole and refunds were heard of only when they were made.
update orders o set fulfilment = 'complete', shipments = jsonb_build_array(jsonb_build_object(
    'id', o.id,
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object('lineId', line -> 'id', 'quantity', line -> 'quantity') order by position), '[]')
        from jsonb_array_elements(o.terms -> 'lines') with ordinality as t (line, position)),
    'carrier', null,
    'trackingNumber', coalesce(e.data -> 'trackingCode', 'null'),
    'trackingUrl', null,
    'shippedAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'deliveredAt', (
      select to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        from order_events d where d.order_id = o.id and d.type = 'delivered')))
  from order_events e where e.order_id = o.id and e.type = 'shipped';

update orders o set refunds = made.refunds
  from (
    select e.order_id, jsonb_agg(jsonb_build_object(
        'id', e.data -> 'refundId',
        'status', 'succeeded',
        'amount', e.data -> 'amount',
        'given', e.data -> 'amount',
        'toPayment', e.data -> 'amount',
        'toCredits', '[]'::jsonb,
        'toStoreCredit', zero.money,
        'lines', '[]'::jsonb,
        'shipping', zero.money,
        'returnId', null,
        'to', 'original',
        'reason', '',
        'requestedAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.version) as refunds
      from order_events e
     cross join lateral (select jsonb_build_object('amount', 0, 'currency', e.data -> 'amount' -> 'currency') as money) zero
     where e.type = 'refund_recorded' group by e.order_id) made
 where made.order_id = o.id;

-- Returns as staff list them: written with the order's row, whose `returns` say what they are.
create table order_returns (
  id uuid primary key,
  order_id uuid not null references orders deferrable initially deferred,
  status text not null check (status in ('requested', 'approved', 'rejected', 'received', 'refunded')),
  requested_at timestamptz not null,
  updated_at timestamptz not null
);
create index order_returns_newest on order_returns (requested_at desc, id desc);
create index order_returns_by_status on order_returns (status, requested_at desc, id desc);
create index order_returns_of_order on order_returns (order_id);
