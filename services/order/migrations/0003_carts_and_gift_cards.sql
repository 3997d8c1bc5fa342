-- Carts that are merged, abandoned and deleted; gift cards and store credit with their ledger.

alter table carts drop constraint carts_status_check;
alter table carts add constraint carts_status_check check (status in ('open', 'ordered', 'merged'));
-- Where the lines of a guest's cart went when its shopper signed in.
alter table carts add column merged_into uuid;
alter table carts add constraint carts_merged_somewhere check ((status = 'merged') = (merged_into is not null));
-- Credits that are to pay; what they pay is decided when the cart is read or ordered.
alter table carts add column gift_card_ids uuid[] not null default '{}';
alter table carts add constraint carts_gift_cards_max check (cardinality(gift_card_ids) <= 5);
alter table carts add column use_store_credit boolean not null default false;
-- When it was said that its shopper left it: once for a cart, whatever happens to it later.
alter table carts add column abandoned_at timestamptz;
-- By when they were made, which never changes: a change of a cart then changes no index.
create index carts_left on carts (created_at)
  where status = 'open' and abandoned_at is null and (email is not null or customer_id is not null);
create index carts_of_guests on carts (created_at) where customer_id is null;

-- The end of a cart. Whoever adds a line has locked the cart's row first, so that additions are counted one after the other.
create function bound_cart_lines() returns trigger language plpgsql as $$
begin
  if (select count(*) from cart_lines where cart_id = new.cart_id) > 100 then
    raise exception 'a cart holds at most 100 articles';
  end if;
  return null;
end $$;
create trigger cart_lines_bounded after insert on cart_lines for each row execute function bound_cart_lines();

-- Money that the shop owes somebody: to whoever has a gift card's code, or to a customer.
create table credits (
  id uuid primary key,
  version integer not null default 1,
  kind text not null check (kind in ('gift_card', 'store_credit')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The sum of the credit's entries, kept by the trigger below and by nobody else.
  balance_minor bigint not null default 0 constraint credits_balance check (balance_minor >= 0),
  status text not null default 'active' check (status in ('active', 'disabled')),
  -- A keyed hash of a gift card's code: the code itself is told once and kept nowhere.
  code_hash bytea unique check (octet_length(code_hash) = 32),
  last4 text check (char_length(last4) = 4),
  expires_at timestamptz,
  note text,
  customer_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((kind = 'gift_card') = (code_hash is not null)),
  check ((kind = 'gift_card') = (last4 is not null)),
  check ((kind = 'store_credit') = (customer_id is not null)),
  check (kind = 'gift_card' or (status = 'active' and expires_at is null))
);
create unique index credits_of_customer on credits (customer_id, currency) where kind = 'store_credit';
create index credits_gift_cards on credits (created_at desc, id desc) where kind = 'gift_card';

-- What came and went. `reference` says of what it is a consequence, once each: a refund's id, or "cancelled".
create table credit_entries (
  id uuid primary key,
  credit_id uuid not null references credits,
  kind text not null check (kind in ('issued', 'granted', 'taken', 'redeemed', 'returned')),
  amount_minor bigint not null,
  order_id uuid,
  reference text,
  reason text,
  staff_id uuid,
  at timestamptz not null,
  check (case when kind in ('taken', 'redeemed') then amount_minor < 0 else amount_minor > 0 end),
  check (kind not in ('redeemed', 'returned') or order_id is not null),
  check (kind <> 'returned' or reference is not null)
);
create unique index credit_entries_issued_once on credit_entries (credit_id) where kind = 'issued';
create unique index credit_entries_redeemed_once on credit_entries (credit_id, order_id) where kind = 'redeemed';
create unique index credit_entries_returned_once on credit_entries (credit_id, order_id, reference) where kind = 'returned';
create unique index credit_entries_granted_once on credit_entries (credit_id, reference) where kind = 'granted';
create index credit_entries_of_credit on credit_entries (credit_id, at desc, id desc);

-- The only way a balance changes. The update locks the credit, so that what is read after it is what is there.
create function book_credit_entry() returns trigger language plpgsql as $$
begin
  update credits set balance_minor = balance_minor + new.amount_minor
    where id = new.credit_id and balance_minor + new.amount_minor >= 0
      and (new.kind <> 'redeemed' or (status = 'active' and (expires_at is null or expires_at > new.at)));
  if not found then
    raise exception using errcode = 'SK409', message = 'lost update';
  end if;
  if new.kind = 'returned' and (
    select sum(amount_minor) from credit_entries
    where credit_id = new.credit_id and order_id = new.order_id and kind in ('redeemed', 'returned')) > 0 then
    raise exception 'more would be returned to a credit than an order took from it';
  end if;
  return null;
end $$;
create trigger credit_entries_booked after insert on credit_entries for each row execute function book_credit_entry();
create trigger credit_entries_append_only before update or delete on credit_entries
  for each row execute function refuse_change();
create trigger credit_entries_no_truncate before truncate on credit_entries
  for each statement execute function refuse_change();
revoke update, delete, truncate on credit_entries from current_user;

create function guard_credit() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.balance_minor <> 0 then
    raise exception 'a credit begins with nothing: its entries say what it is worth';
  end if;
  if tg_op = 'UPDATE' and (new.id, new.kind, new.currency, new.customer_id, new.code_hash) is distinct from (old.id, old.kind, old.currency, old.customer_id, old.code_hash) then
    raise exception 'a credit stays what it is';
  end if;
  if tg_op = 'UPDATE' and new.balance_minor <> old.balance_minor and pg_trigger_depth() < 2 then
    raise exception 'a balance changes by entries only';
  end if;
  return new;
end $$;
create trigger credits_guarded before insert or update on credits for each row execute function guard_credit();
create trigger credits_kept before delete on credits for each row execute function refuse_change();
create trigger credits_no_truncate before truncate on credits for each statement execute function refuse_change();
