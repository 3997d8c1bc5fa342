-- What customers are told, and every attempt to tell them. No name and no address is kept: both are asked for when a mail is sent.

create table notifications (
  id uuid primary key,
  -- What it is about, such as `order.confirmed/<order id>`: nobody is told the same thing twice.
  dedupe_key text not null unique,
  template text not null,
  channel text not null check (channel in ('email')),
  subject_id text not null,
  -- What the event said and the order will not tell: a tracking code, a refund's amount.
  details jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'sending', 'sent', 'failed', 'unconfirmed')),
  -- Counts attempts, and fences them: only the latest one may hand the mail over or say how it ended.
  attempts integer not null default 0,
  -- Written before the last byte of a mail leaves. From then on nobody may try again until the mail server has said no.
  handed_over_at timestamptz,
  reason text,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((status = 'sent') = (sent_at is not null)),
  check (handed_over_at is null or status in ('sending', 'sent', 'failed', 'unconfirmed'))
);
create index notifications_newest on notifications (created_at desc, id desc);
create index notifications_of_subject on notifications (subject_id, created_at desc, id desc);
create index notifications_by_status on notifications (status, created_at desc, id desc) where status <> 'sent';

-- The delivery log: one row for each attempt, of which one that has no end was cut off.
create table delivery_attempts (
  notification_id uuid not null references notifications,
  attempt integer not null check (attempt > 0),
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'deferred', 'refused', 'unknown')),
  reason text,
  primary key (notification_id, attempt),
  check ((ended_at is null) = (outcome is null))
);
