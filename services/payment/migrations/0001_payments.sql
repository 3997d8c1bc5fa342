-- Payments, refunds, the webhooks they came by, and a double-entry ledger that only grows.

-- Fails the batch it stands in: a guarded update that changed nothing must take the rest of its transaction with it.
create function require_one(changed bigint) returns void language plpgsql as $$
begin
  if changed <> 1 then
    raise exception using errcode = 'SK409', message = 'lost update';
  end if;
end $$;

create table payments (
  id uuid primary key,
  version integer not null default 1,
  order_id uuid not null,
  order_number text not null,
  provider text not null,
  status text not null check (status in ('pending', 'requires_action', 'authorized', 'captured', 'failed', 'cancelled', 'unknown')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  captured_minor bigint not null default 0,
  -- Asked of the provider, not answered yet.
  refunding_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  -- We let go of it: money that still arrives goes back at once.
  given_up_reason text,
  provider_payment_id text,
  redirect_url text,
  client_secret text,
  failure_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (captured_minor between 0 and amount_minor),
  check (refunding_minor >= 0 and refunded_minor >= 0 and refunding_minor + refunded_minor <= captured_minor)
);
-- At most one payment of an order can hold or take money; one that was given up and captured all the same is only on its way back.
create unique index payments_one_live_per_order on payments (order_id)
  where status not in ('failed', 'cancelled') and (status <> 'captured' or given_up_reason is null);
create index payments_of_order on payments (order_id, created_at desc);
create unique index payments_provider_id on payments (provider, provider_payment_id) where provider_payment_id is not null;

create table refunds (
  id uuid primary key,
  payment_id uuid not null references payments,
  amount_minor bigint not null check (amount_minor > 0),
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  reason text not null,
  provider_refund_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refunds_of_payment on refunds (payment_id, created_at);

-- Stored before it is acknowledged, so that a crash afterwards loses nothing.
create table webhooks (
  provider text not null,
  event_id text not null,
  type text not null,
  payload jsonb not null,
  received_at timestamptz not null default now(),
  handled_at timestamptz,
  -- What came of it: `applied`, or the code of the refusal.
  outcome text,
  primary key (provider, event_id)
);

create table ledger_transactions (
  id uuid primary key,
  kind text not null check (kind in ('authorize', 'release', 'capture', 'refund', 'dispute', 'fee', 'payout')),
  payment_id uuid not null references payments,
  -- What it books: the same thing is never booked twice.
  reference text not null,
  booked_at timestamptz not null,
  unique (kind, reference)
);
create table ledger_entries (
  transaction_id uuid not null references ledger_transactions deferrable initially deferred,
  account text not null check (account in ('provider', 'customers', 'authorized', 'authorizations')),
  currency text not null,
  -- Debits are positive, credits negative.
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (transaction_id, account, currency)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_transactions_append_only before update or delete on ledger_transactions for each row execute function refuse_change();
create trigger ledger_transactions_no_truncate before truncate on ledger_transactions for each statement execute function refuse_change();
create trigger ledger_entries_append_only before update or delete on ledger_entries for each row execute function refuse_change();
create trigger ledger_entries_no_truncate before truncate on ledger_entries for each statement execute function refuse_change();

-- Checked when the transaction commits, so that all entries of a booking are in.
create function require_balance() returns trigger language plpgsql as $$
begin
  if exists (
    select from ledger_entries where transaction_id = new.transaction_id group by currency having sum(amount_minor) <> 0
  ) then
    raise exception 'ledger transaction % does not balance', new.transaction_id;
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function require_balance();
create function require_entries() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger_entries where transaction_id = new.id) then
    raise exception 'ledger transaction % has no entries', new.id;
  end if;
  return null;
end $$;
create constraint trigger ledger_transactions_have_entries after insert on ledger_transactions
  deferrable initially deferred for each row execute function require_entries();
