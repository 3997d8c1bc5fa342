-- Second factors: one-time codes, recovery codes, passkeys; sign-ins that wait for one; whether staff need one.

-- The authenticator app of an account.
create table totp_secrets (
  user_id uuid primary key references users,
  -- AES-256-GCM, opened only to check a code.
  sealed_secret bytea not null,
  enabled_at timestamptz not null,
  -- Each step of 30 s is good once: a code is accepted only for a later step than this.
  last_used_step bigint not null
);
-- Becomes a secret (and replaces an earlier one) when a code made with it came back.
create table totp_enrolments (
  user_id uuid primary key references users,
  sealed_secret bytea not null,
  expires_at timestamptz not null
);
create index totp_enrolments_by_expiry on totp_enrolments (expires_at);

-- Hashes of what is still unused; a code that is used is gone.
create table recovery_codes (
  user_id uuid not null references users,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users,
  -- As WebAuthn writes it: base64url.
  credential_id text not null unique,
  -- COSE (RFC 9052).
  public_key bytea not null,
  -- Grows with every use where the authenticator counts; 0 for ever where it does not.
  sign_count bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_of_user on passkeys (user_id, created_at);
-- What authenticators keep of an account: random, so that neither id nor address leaves the shop.
create table passkey_handles (
  user_id uuid primary key references users,
  handle bytea not null unique
);

-- A sign-in whose first factor was right. Only hashes are kept.
create table sign_in_challenges (
  token_hash bytea primary key,
  user_id uuid not null references users,
  -- SHA-256 of the password hash: a password changed meanwhile ends what was begun with the old one.
  credential_state bytea not null,
  attempts integer not null default 0,
  expires_at timestamptz not null
);
create index sign_in_challenges_by_expiry on sign_in_challenges (expires_at);

-- What an authenticator was asked to sign; gone with the first answer.
create table passkey_ceremonies (
  id uuid primary key,
  purpose text not null check (purpose in ('register', 'sign_in', 'second_step', 'reauthenticate')),
  challenge text not null,
  user_id uuid references users,
  sign_in_challenge bytea references sign_in_challenges on delete cascade,
  expires_at timestamptz not null,
  check ((purpose = 'sign_in') = (user_id is null)),
  check ((purpose = 'second_step') = (sign_in_challenge is not null))
);
create index passkey_ceremonies_by_expiry on passkey_ceremonies (expires_at);
create index passkey_ceremonies_of_challenge on passkey_ceremonies (sign_in_challenge);

create table sign_in_policy (
  only_row boolean primary key default true check (only_row),
  staff_second_factor text not null check (staff_second_factor in ('optional', 'required')),
  version integer not null
);
insert into sign_in_policy (staff_second_factor, version) values ('optional', 1);
