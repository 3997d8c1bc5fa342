-- Disputes, and a ledger that has an account for everything a provider does with our money.

create table disputes (
  id uuid primary key,
  version integer not null default 1,
  payment_id uuid not null references payments,
  provider text not null,
  provider_dispute_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  status text not null check (status in ('needs_response', 'under_review', 'won', 'lost')),
  evidence_due_at timestamptz,
  -- What staff added in words; the rest of the evidence is put together from the order when it is sent.
  explanation text,
  submitted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider, provider_dispute_id)
);
create index disputes_newest on disputes (created_at desc, id desc);
create index disputes_of_payment on disputes (payment_id);

-- Fees and payouts belong to the account and may belong to no payment of ours.
alter table ledger_transactions alter column payment_id drop not null;
alter table ledger_transactions drop constraint ledger_transactions_kind_check;
alter table ledger_transactions add constraint ledger_transactions_kind_check
  check (kind in ('authorize', 'release', 'capture', 'refund', 'dispute', 'dispute_won', 'fee', 'payout'));
alter table ledger_transactions add check (payment_id is not null or kind in ('fee', 'payout'));
create index ledger_transactions_newest on ledger_transactions (booked_at desc, id desc);
create index ledger_transactions_of_payment on ledger_transactions (payment_id, booked_at);

alter table ledger_entries drop constraint ledger_entries_account_check;
alter table ledger_entries add constraint ledger_entries_account_check
  check (account in ('provider', 'customers', 'authorized', 'authorizations', 'disputed', 'fees', 'bank'));

-- How far each provider's own books were read.
create table provider_books (
  provider text primary key,
  read_until timestamptz not null
);

-- The service may only add. Its role owns the tables, and even an owner needs these grants; the triggers stop whoever has them.
-- A foreign key locks what it points to, for which PostgreSQL wants the grant to update; the check at commit takes its place.
alter table ledger_entries drop constraint ledger_entries_transaction_id_fkey;
create or replace function require_balance() returns trigger language plpgsql as $$
begin
  if not exists (select from ledger_transactions where id = new.transaction_id) then
    raise exception 'ledger transaction % does not exist', new.transaction_id;
  end if;
  if exists (
    select from ledger_entries where transaction_id = new.transaction_id group by currency having sum(amount_minor) <> 0
  ) then
    raise exception 'ledger transaction % does not balance', new.transaction_id;
  end if;
  return null;
end $$;
revoke update, delete, truncate, references, trigger on ledger_transactions, ledger_entries from public, current_user;
