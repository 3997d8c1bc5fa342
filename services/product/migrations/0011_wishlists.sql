-- Wishlists, and who wants to be told when a variant is back in stock.

-- `share_token`: unguessable, opens the list for whoever has it; null while it is not shared.
create table wishlists (
  customer_id uuid primary key,
  share_token text unique check (char_length(share_token) = 32),
  item_count integer not null default 0 check (item_count >= 0),
  -- The end of a list: the count is kept by the trigger below, so that no two requests pass it together.
  constraint wishlists_size check (item_count <= 500)
);
-- Names as they were when the variant was put on the list, for the time when it is gone.
create table wishlist_items (
  customer_id uuid not null references wishlists on delete cascade,
  variant_id uuid not null references variants on delete cascade,
  product_name text not null,
  variant_name text not null,
  added_at timestamptz not null,
  primary key (customer_id, variant_id)
);
create index wishlist_items_newest on wishlist_items (customer_id, added_at desc, variant_id desc);
create index wishlist_items_variant on wishlist_items (variant_id);

create function count_wishlist_items() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update wishlists set item_count = item_count + 1 where customer_id = new.customer_id;
  else
    update wishlists set item_count = item_count - 1 where customer_id = old.customer_id;
  end if;
  return null;
end
$$;
create trigger wishlist_items_counted after insert or delete on wishlist_items
  for each row execute function count_wishlist_items();

-- `unconfirmed`: a guest's address, nobody knows whose · `waiting` · `promised`: the one mail is asked for · `ended`: it was sent or given up,
-- or is not wanted any more. An address is kept here only, and only until the subscription has ended. Who has an account is written to
-- where the account says: nothing is kept of that.
create table back_in_stock_subscriptions (
  id uuid primary key,
  variant_id uuid not null references variants on delete cascade,
  customer_id uuid,
  email text,
  -- Spellings of one address are one: lower case, compatibility forms folded.
  email_key text,
  status text not null check (status in ('unconfirmed', 'waiting', 'promised', 'ended')),
  -- Of the links in the mails: whoever has it may confirm the subscription and take it back.
  token text not null unique,
  -- Whoever asked first is told first.
  number bigint generated always as identity,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  promised_at timestamptz,
  check (status = 'ended' or num_nonnulls(customer_id, email) = 1),
  check (status <> 'ended' or (email is null and email_key is null)),
  check ((email is null) = (email_key is null)),
  check (status <> 'unconfirmed' or email is not null)
);
create unique index back_in_stock_one_for_customer on back_in_stock_subscriptions (variant_id, customer_id) where status <> 'ended';
create unique index back_in_stock_one_for_email on back_in_stock_subscriptions (variant_id, email_key) where status <> 'ended';
create index back_in_stock_line on back_in_stock_subscriptions (variant_id, number) where status = 'waiting';
create index back_in_stock_told on back_in_stock_subscriptions (variant_id, promised_at) where promised_at is not null;
create index back_in_stock_of_customer on back_in_stock_subscriptions (customer_id) where status <> 'ended';
create index back_in_stock_of_email on back_in_stock_subscriptions (email_key) where status <> 'ended';
create index back_in_stock_old on back_in_stock_subscriptions (changed_at) where status in ('unconfirmed', 'promised', 'ended');
