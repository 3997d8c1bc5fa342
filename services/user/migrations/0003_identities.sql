-- Accounts elsewhere that open an account here, sign-ins on their way to a provider and back, and the sessions of outside tokens.

create table identities (
  id uuid primary key,
  user_id uuid not null references users,
  -- The id in the shop's configuration; says under which name it is shown.
  provider text not null,
  -- Who says it (the `iss` of OpenID Connect) and whom they mean: together one person, whatever the address.
  issuer text not null,
  subject text not null,
  label text not null,
  -- The account's address was nobody's yet when this opened it: whoever proves the address by a new password gets the account without it.
  from_claim boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  unique (issuer, subject)
);
create index identities_of_user on identities (user_id, created_at);

-- A browser is at a provider. The row goes when the browser comes back: an answer is good for one use.
create table identity_flows (
  -- SHA-256 of what the browser keeps in a cookie.
  token_hash bytea primary key,
  provider text not null,
  -- AES-256-GCM: state, nonce, PKCE verifier, where to go afterwards, who links.
  sealed_state bytea not null,
  expires_at timestamptz not null
);
create index identity_flows_by_expiry on identity_flows (expires_at);

-- A sign-in at an outside issuer, as the session here by which it is listed and ended.
create table outside_sessions (
  identity_id uuid not null references identities on delete cascade,
  -- The `sid` of the issuer's tokens; empty where it has none.
  outside_session text not null,
  -- Null: ended and forgotten. What has ended here does not come back, however long it lives at the issuer.
  session_id uuid unique references sessions on delete set null,
  primary key (identity_id, outside_session)
);
