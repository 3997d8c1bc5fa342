-- Addresses that are proven, mails with links, sessions that can be told apart, guesses that are counted, signing keys that overlap.

-- An address belongs to the account that proved it. Until then several accounts may claim it, so that registering tells nobody whether there is one.
alter table users drop constraint users_email_canonical_key;
create unique index users_owner_of_address on users (email_canonical) where email_verified_at is not null;
create index users_of_address on users (email_canonical, created_at desc, id desc);

-- What people see of their sessions, and when they last proved who they are.
alter table sessions
  add column authenticated_at timestamptz not null default now(),
  -- Like "Firefox on Linux".
  add column device text not null default 'Unknown device',
  -- Shortened: "203.0.113.0/24". Null where it was not known.
  add column network text;
update sessions set authenticated_at = created_at;
create index sessions_ended on sessions (least(expires_at, revoked_at));

-- A token and this make its successor, which therefore is the same for all who use the token within the grace, and which the database cannot tell.
alter table refresh_tokens add column successor_salt bytea;
create index refresh_tokens_used on refresh_tokens (used_at) where used_at is not null;

-- A mail about an account. The link in it is derived from this row and a key that is not in the database.
create table account_mails (
  id uuid primary key,
  user_id uuid not null references users,
  purpose text not null check (purpose in (
    'verify_email', 'account_exists', 'reset_password', 'password_changed', 'change_email', 'email_changed', 'invitation',
    'sign_in_method_added', 'sign_in_method_removed')),
  recipient text not null,
  -- What the mail says beside its purpose: the name of a way to sign in.
  detail text not null default '',
  -- SHA-256 of the account's address and password hash when the mail was asked for: what changes them puts older links out of use.
  state bytea not null,
  created_at timestamptz not null,
  -- The link works until then, and the mail is not sent later.
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_mails_of_user on account_mails (user_id);
create index account_mails_expired on account_mails (expires_at);

-- How many attempts somebody has used up. They come back with time; a row that is empty again says nothing and is deleted.
create table attempt_levels (
  -- HMAC of what is counted: an account and a network, an account, a network, an address that mails go to.
  key bytea primary key,
  level double precision not null check (level >= 0),
  updated_at timestamptz not null,
  empty_at timestamptz not null
);
create index attempt_levels_empty on attempt_levels (empty_at);

-- A key is published when it is made and signs from `signs_at` on. It is retired when the next one signs, and published until its last token has expired.
alter table signing_keys add column signs_at timestamptz not null default now();
update signing_keys set signs_at = created_at;
