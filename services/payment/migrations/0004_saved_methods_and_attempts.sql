-- Ways to pay that customers let us keep, and the count of attempts that makes testing stolen cards here a waste of time.

create table saved_methods (
  id uuid primary key,
  customer_id uuid not null,
  provider text not null,
  -- The provider's own ids. Card data never comes here.
  provider_customer_id text not null,
  provider_method_id text not null,
  brand text not null,
  last4 text not null check (last4 ~ '^[0-9]{4}$'),
  expires text check (expires ~ '^[0-9]{4}-[0-9]{2}$'),
  created_at timestamptz not null,
  unique (customer_id, provider, provider_method_id)
);
create index saved_methods_of_customer on saved_methods (customer_id, created_at desc);

-- Who a customer is at a provider, for as long as anything is kept there.
create table provider_customers (
  customer_id uuid not null,
  provider text not null,
  provider_customer_id text not null,
  primary key (customer_id, provider)
);

-- One row for each try to pay. Nobody is named: what the tries have in common is kept as a keyed hash.
create table payment_attempts (
  payment_id uuid primary key,
  at timestamptz not null,
  is_declined boolean not null default false,
  order_key bytea not null,
  shopper_key bytea not null,
  address_key bytea
);
create index payment_attempts_declined_at on payment_attempts (at) where is_declined;
create index payment_attempts_of_order on payment_attempts (order_key, at) where is_declined;
create index payment_attempts_of_shopper on payment_attempts (shopper_key, at) where is_declined;
create index payment_attempts_of_address on payment_attempts (address_key, at) where is_declined;

-- Fails the batch it stands in where too many attempts were declined since then.
create function require_few_declines(
  of_order bytea, of_shopper bytea, of_address bytea, since timestamptz,
  order_max bigint, shopper_max bigint, address_max bigint, shop_max bigint
) returns void language plpgsql as $$
begin
  if (select count(*) from payment_attempts where is_declined and order_key = of_order and at > since) >= order_max
    or (select count(*) from payment_attempts where is_declined and shopper_key = of_shopper and at > since) >= shopper_max
    or (select count(*) from payment_attempts where is_declined and address_key = of_address and at > since) >= address_max
    or (select count(*) from payment_attempts where is_declined and at > since) >= shop_max
  then
    raise exception using errcode = 'SK429', message = 'too many declined attempts';
  end if;
end $$;
