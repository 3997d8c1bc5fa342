-- Keys that callers send so that a repeated write has one effect. Rows live 48 hours.
create table idempotency_keys (
  -- Who the key belongs to: "user:<id>", "scope:<sha-256>" or "anonymous".
  principal text not null check (length(principal) <= 300),
  -- Method and declared path, such as "POST /orders".
  route text not null check (length(route) <= 300),
  key text not null check (length(key) between 1 and 255),
  -- SHA-256 of what was asked; the request itself is never kept.
  fingerprint bytea not null check (length(fingerprint) = 32),
  -- The id of whatever this request creates; every retry is given the same.
  resource_id uuid not null,
  -- Who may answer: the one who holds this token, until the lease ends.
  lease_token uuid not null,
  leased_until timestamptz not null,
  -- The first answer, once there is one that may be repeated.
  status smallint check (status between 200 and 499),
  headers jsonb,
  body bytea check (length(body) <= 65536),
  created_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  primary key (principal, route, key),
  check ((status is null) = (completed_at is null)),
  check ((status is null) = (headers is null)),
  check ((status is null) = (body is null))
);

create index idempotency_keys_created_at on idempotency_keys (created_at);
