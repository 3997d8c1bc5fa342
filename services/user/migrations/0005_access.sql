-- The shop's own roles can be edited, colleagues are invited, and machines get keys of their own.

alter table roles
  -- Counts the changes of a role; guards the next one.
  add column version integer not null default 1;

-- When staff made the account for somebody else, who has not chosen a password yet as long as the address is not proven.
alter table users add column invited_at timestamptz;

-- A key acts for the user who made it, within its scopes and what that user may do at the moment.
create table api_keys (
  id uuid primary key,
  user_id uuid not null references users,
  name text not null,
  -- How the key begins: names it, and opens nothing.
  prefix text not null unique,
  -- SHA-256 of the whole key, which has 256 random bits.
  hash bytea not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  -- Written at most once a minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text check ((revoked_reason is null) = (revoked_at is null))
);
create index api_keys_newest on api_keys (created_at desc, id desc);
create index api_keys_of_user on api_keys (user_id);
