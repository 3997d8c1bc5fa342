-- What providers say of the whole account, as it was seen, and where it differs from what we have.

create table provider_movements (
  provider text not null,
  movement_id text not null,
  kind text not null check (kind in ('capture', 'refund', 'dispute', 'dispute_won', 'fee', 'payout')),
  -- As the provider kept them; what is written in its dashboard may be nobody's.
  payment_id uuid,
  provider_payment_id text,
  refund_id uuid,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  at timestamptz not null,
  seen_at timestamptz not null,
  primary key (provider, movement_id)
);
create index provider_movements_of_payment on provider_movements (payment_id) where payment_id is not null;
create index provider_movements_of_provider_payment on provider_movements (provider, provider_payment_id);
create index provider_movements_seen on provider_movements (seen_at);

-- One row for each state that a dispute was seen in.
create table provider_disputes (
  provider text not null,
  dispute_id text not null,
  status text not null check (status in ('needs_response', 'under_review', 'won', 'lost')),
  payment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  evidence_due_at timestamptz,
  seen_at timestamptz not null,
  primary key (provider, dispute_id, status)
);
create index provider_disputes_of_payment on provider_disputes (payment_id);
create index provider_disputes_seen on provider_disputes (seen_at);

create trigger provider_movements_append_only before update or delete on provider_movements for each row execute function refuse_change();
create trigger provider_movements_no_truncate before truncate on provider_movements for each statement execute function refuse_change();
create trigger provider_disputes_append_only before update or delete on provider_disputes for each row execute function refuse_change();
create trigger provider_disputes_no_truncate before truncate on provider_disputes for each statement execute function refuse_change();
revoke update, delete, truncate, references, trigger on provider_movements, provider_disputes from public, current_user;

create table reconciliation_runs (
  id uuid primary key,
  -- Null where no member of staff asked for it.
  asked_by uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  movements integer not null default 0,
  payments integer not null default 0,
  orders integer not null default 0,
  found integer not null default 0,
  repaired integer not null default 0,
  -- Providers that did not answer, and services of ours: what is theirs was not compared.
  silent text[] not null default '{}'
);
create index reconciliation_runs_newest on reconciliation_runs (started_at desc, id desc);

create table reconciliation_findings (
  id uuid primary key,
  version integer not null default 1,
  kind text not null,
  -- What differs: a payment, a refund, an order, a movement. One finding for each kind and subject.
  subject text not null,
  -- What has to be looked at again to see whether it is still so.
  scope text not null,
  provider text,
  payment_id uuid,
  order_id uuid,
  here_minor bigint,
  there_minor bigint,
  currency text,
  status text not null check (status in ('open', 'repaired', 'dismissed')),
  -- How it ended: by the run, by a member of staff, or without us.
  ended_by text check (ended_by in ('run', 'staff', 'itself')),
  staff_id uuid,
  reason text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  unique (kind, subject),
  check ((status = 'open') = (ended_at is null))
);
create index reconciliation_findings_newest on reconciliation_findings (first_seen_at desc, id desc);
create index reconciliation_findings_open on reconciliation_findings (scope) where status = 'open';

-- What changed lately is what is compared.
create index payments_changed on payments (updated_at, id);

-- Money that came without a payment of ours is booked all the same, for the provider holds it and gives it back.
alter table ledger_transactions drop constraint ledger_transactions_kind_check;
alter table ledger_transactions add constraint ledger_transactions_kind_check
  check (kind in ('authorize', 'release', 'capture', 'refund', 'dispute', 'dispute_won', 'fee', 'payout', 'correction'));
alter table ledger_transactions drop constraint ledger_transactions_check;
alter table ledger_transactions add constraint ledger_transactions_payment
  check (payment_id is not null or kind not in ('authorize', 'release', 'correction'));
