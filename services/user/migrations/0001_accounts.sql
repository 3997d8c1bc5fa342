-- Accounts, roles, sessions with rotating refresh tokens, and the keys that sign access tokens.

create table users (
  id uuid primary key,
  version integer not null default 1,
  email text not null,
  -- What makes two addresses the same account: NFKC, lower case.
  email_canonical text not null unique,
  -- Argon2id, PHC string format. Null: signs in some other way.
  password_hash text,
  first_name text not null,
  last_name text not null,
  phone text,
  addresses jsonb not null default '[]',
  email_verified_at timestamptz,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index users_newest on users (created_at desc, id desc);

create table roles (
  name text primary key,
  description text not null,
  permissions text[] not null,
  built_in boolean not null
);
create table user_roles (
  user_id uuid not null references users,
  role text not null references roles,
  primary key (user_id, role)
);
create index user_roles_by_role on user_roles (role);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text
);
create index sessions_of_user on sessions (user_id, last_used_at desc);

-- One family of refresh tokens for each session. Only hashes are kept.
create table refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references sessions,
  created_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_of_session on refresh_tokens (session_id);

-- The newest key signs; all that may still have living tokens are published.
create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  -- AES-256-GCM: nonce, ciphertext, tag.
  sealed_private_jwk bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
