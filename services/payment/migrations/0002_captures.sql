-- Separate capture, refunds made in a provider's dashboard, refunds that a provider answers later, and payments settled by hand.

alter table payments
  add column capture_mode text not null default 'automatic' check (capture_mode in ('automatic', 'manual')),
  -- Captures that were asked for and not refused: what bounds them, together with what the provider says was taken.
  add column capture_promised_minor bigint not null default 0 check (capture_promised_minor between 0 and amount_minor),
  -- Nothing is held any more: all of it was taken, or the rest was let go.
  add column is_closed boolean not null default false,
  -- The part of refunded_minor that somebody gave back at the provider, without asking us.
  add column refunded_elsewhere_minor bigint not null default 0,
  -- Whose payment it is, where somebody signed in pays; and whether they let us keep what they pay with.
  add column customer_id uuid,
  add column saves_method boolean not null default false,
  -- What the shopper does where no page of a provider takes the money.
  add column instructions text,
  add column expires_at timestamptz;
update payments set is_closed = true where status = 'captured' and captured_minor = amount_minor;

-- What others gave back is a fact, and no promise of ours may get in its way; ours are bounded as before.
alter table payments drop constraint payments_check1;
alter table payments
  add check (refunding_minor >= 0 and refunding_minor + refunded_minor - refunded_elsewhere_minor <= captured_minor),
  add check (refunded_elsewhere_minor between 0 and refunded_minor and refunded_minor <= captured_minor);

create table captures (
  id uuid primary key,
  payment_id uuid not null references payments,
  amount_minor bigint not null check (amount_minor > 0),
  -- What is still held afterwards is let go.
  is_final boolean not null,
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  failure_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index captures_of_payment on captures (payment_id, created_at);

alter table refunds
  -- What staff chose, where it was lines and not an amount: the order wants to know.
  add column lines jsonb,
  add column failure_code text;
-- A refund of the provider is booked once, whoever made it and however often we hear of it.
create unique index refunds_provider_id on refunds (payment_id, provider_refund_id) where provider_refund_id is not null;
