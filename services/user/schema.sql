create table account_mails (
  id uuid not null,
  user_id uuid not null,
  purpose text not null,
  recipient text not null,
  detail text not null default ''::text,
  state bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint account_mails_pkey PRIMARY KEY (id),
  constraint account_mails_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'account_exists'::text, 'reset_password'::text, 'password_changed'::text, 'change_email'::text, 'email_changed'::text, 'invitation'::text, 'sign_in_method_added'::text, 'sign_in_method_removed'::text]))),
  constraint account_mails_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table api_keys (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  prefix text not null,
  hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_reason text,
  constraint api_keys_check CHECK (((revoked_reason IS NULL) = (revoked_at IS NULL))),
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_prefix_key UNIQUE (prefix),
  constraint api_keys_scopes_check CHECK ((cardinality(scopes) > 0)),
  constraint api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table attempt_levels (
  key bytea not null,
  level double precision not null,
  updated_at timestamp with time zone not null,
  empty_at timestamp with time zone not null,
  constraint attempt_levels_level_check CHECK ((level >= (0)::double precision)),
  constraint attempt_levels_pkey PRIMARY KEY (key)
);

create table dead_letters (
  id bigint not null generated always as identity,
  consumer text not null,
  event_id uuid not null,
  type text not null,
  key text not null,
  source text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamp with time zone not null,
  kind text not null,
  attempts integer not null,
  reason text not null,
  due_at timestamp with time zone,
  recorded_at timestamp with time zone not null default now(),
  constraint dead_letters_check CHECK (((due_at IS NULL) OR (kind = 'retrying'::text))),
  constraint dead_letters_consumer_event_id_key UNIQUE (consumer, event_id),
  constraint dead_letters_kind_check CHECK ((kind = ANY (ARRAY['refused'::text, 'retrying'::text, 'parked'::text]))),
  constraint dead_letters_pkey PRIMARY KEY (id)
);

create table idempotency_keys (
  principal text not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  resource_id uuid not null,
  lease_token uuid not null,
  leased_until timestamp with time zone not null,
  status smallint,
  headers jsonb,
  body bytea,
  created_at timestamp with time zone not null default clock_timestamp(),
  completed_at timestamp with time zone,
  constraint idempotency_keys_body_check CHECK ((length(body) <= 65536)),
  constraint idempotency_keys_check CHECK (((status IS NULL) = (completed_at IS NULL))),
  constraint idempotency_keys_check1 CHECK (((status IS NULL) = (headers IS NULL))),
  constraint idempotency_keys_check2 CHECK (((status IS NULL) = (body IS NULL))),
  constraint idempotency_keys_fingerprint_check CHECK ((length(fingerprint) = 32)),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  constraint idempotency_keys_pkey PRIMARY KEY (principal, route, key),
  constraint idempotency_keys_principal_check CHECK ((length(principal) <= 300)),
  constraint idempotency_keys_route_check CHECK ((length(route) <= 300)),
  constraint idempotency_keys_status_check CHECK (((status >= 200) AND (status <= 499)))
);

create table identities (
  id uuid not null,
  user_id uuid not null,
  provider text not null,
  issuer text not null,
  subject text not null,
  label text not null,
  from_claim boolean not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint identities_issuer_subject_key UNIQUE (issuer, subject),
  constraint identities_pkey PRIMARY KEY (id),
  constraint identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table identity_flows (
  token_hash bytea not null,
  provider text not null,
  sealed_state bytea not null,
  expires_at timestamp with time zone not null,
  constraint identity_flows_pkey PRIMARY KEY (token_hash)
);

create table inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamp with time zone not null default now(),
  constraint inbox_pkey PRIMARY KEY (consumer, event_id)
);

create table jobs (
  id uuid not null,
  name text not null,
  key text,
  data jsonb not null,
  run_at timestamp with time zone not null,
  is_running boolean not null default false,
  token bigint not null default 0,
  attempts integer not null default 0,
  again_at timestamp with time zone,
  reason text,
  died_at timestamp with time zone,
  traceparent text,
  created_at timestamp with time zone not null default now(),
  constraint jobs_check CHECK (((again_at IS NULL) OR is_running)),
  constraint jobs_check1 CHECK (((died_at IS NULL) OR (NOT is_running))),
  constraint jobs_pkey PRIMARY KEY (id)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);

create table migrations (
  namespace text not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (namespace, name)
);

create table outbox (
  id bigint not null generated always as identity,
  event_id uuid not null,
  type text not null,
  key text not null,
  data jsonb not null,
  traceparent text,
  occurred_at timestamp with time zone not null default clock_timestamp(),
  constraint outbox_pkey PRIMARY KEY (id)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000, autovacuum_vacuum_insert_threshold=-1);

create table outside_sessions (
  identity_id uuid not null,
  outside_session text not null,
  session_id uuid,
  constraint outside_sessions_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES identities(id) ON DELETE CASCADE,
  constraint outside_sessions_pkey PRIMARY KEY (identity_id, outside_session),
  constraint outside_sessions_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE SET NULL,
  constraint outside_sessions_session_id_key UNIQUE (session_id)
);

create table passkey_ceremonies (
  id uuid not null,
  purpose text not null,
  challenge text not null,
  user_id uuid,
  sign_in_challenge bytea,
  expires_at timestamp with time zone not null,
  constraint passkey_ceremonies_check CHECK (((purpose = 'sign_in'::text) = (user_id IS NULL))),
  constraint passkey_ceremonies_check1 CHECK (((purpose = 'second_step'::text) = (sign_in_challenge IS NOT NULL))),
  constraint passkey_ceremonies_pkey PRIMARY KEY (id),
  constraint passkey_ceremonies_purpose_check CHECK ((purpose = ANY (ARRAY['register'::text, 'sign_in'::text, 'second_step'::text, 'reauthenticate'::text]))),
  constraint passkey_ceremonies_sign_in_challenge_fkey FOREIGN KEY (sign_in_challenge) REFERENCES sign_in_challenges(token_hash) ON DELETE CASCADE,
  constraint passkey_ceremonies_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table passkey_handles (
  user_id uuid not null,
  handle bytea not null,
  constraint passkey_handles_handle_key UNIQUE (handle),
  constraint passkey_handles_pkey PRIMARY KEY (user_id),
  constraint passkey_handles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table passkeys (
  id uuid not null,
  user_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_credential_id_key UNIQUE (credential_id),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table recovery_codes (
  user_id uuid not null,
  code_hash bytea not null,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_hash),
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table refresh_tokens (
  hash bytea not null,
  session_id uuid not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  successor_salt bytea,
  constraint refresh_tokens_pkey PRIMARY KEY (hash),
  constraint refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id)
);

create table relay_leases (
  singleton boolean not null default true,
  holder uuid not null,
  expires_at timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (singleton),
  constraint relay_leases_singleton_check CHECK (singleton)
);

create table roles (
  name text not null,
  description text not null,
  permissions text[] not null,
  built_in boolean not null,
  version integer not null default 1,
  constraint roles_pkey PRIMARY KEY (name)
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_reason text,
  authenticated_at timestamp with time zone not null default now(),
  device text not null default 'Unknown device'::text,
  network text,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table sign_in_challenges (
  token_hash bytea not null,
  user_id uuid not null,
  credential_state bytea not null,
  attempts integer not null default 0,
  expires_at timestamp with time zone not null,
  constraint sign_in_challenges_pkey PRIMARY KEY (token_hash),
  constraint sign_in_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table sign_in_policy (
  only_row boolean not null default true,
  staff_second_factor text not null,
  version integer not null,
  constraint sign_in_policy_only_row_check CHECK (only_row),
  constraint sign_in_policy_pkey PRIMARY KEY (only_row),
  constraint sign_in_policy_staff_second_factor_check CHECK ((staff_second_factor = ANY (ARRAY['optional'::text, 'required'::text])))
);

create table signing_keys (
  kid text not null,
  public_jwk jsonb not null,
  sealed_private_jwk bytea not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  signs_at timestamp with time zone not null default now(),
  constraint signing_keys_pkey PRIMARY KEY (kid)
);

create table totp_enrolments (
  user_id uuid not null,
  sealed_secret bytea not null,
  expires_at timestamp with time zone not null,
  constraint totp_enrolments_pkey PRIMARY KEY (user_id),
  constraint totp_enrolments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table totp_secrets (
  user_id uuid not null,
  sealed_secret bytea not null,
  enabled_at timestamp with time zone not null,
  last_used_step bigint not null,
  constraint totp_secrets_pkey PRIMARY KEY (user_id),
  constraint totp_secrets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table user_roles (
  user_id uuid not null,
  role text not null,
  constraint user_roles_pkey PRIMARY KEY (user_id, role),
  constraint user_roles_role_fkey FOREIGN KEY (role) REFERENCES roles(name),
  constraint user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table users (
  id uuid not null,
  version integer not null default 1,
  email text not null,
  email_canonical text not null,
  password_hash text,
  first_name text not null,
  last_name text not null,
  phone text,
  addresses jsonb not null default '[]'::jsonb,
  email_verified_at timestamp with time zone,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  invited_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (id)
);

CREATE INDEX account_mails_expired ON public.account_mails USING btree (expires_at);

CREATE INDEX account_mails_of_user ON public.account_mails USING btree (user_id);

CREATE INDEX api_keys_newest ON public.api_keys USING btree (created_at DESC, id DESC);

CREATE INDEX api_keys_of_user ON public.api_keys USING btree (user_id);

CREATE INDEX attempt_levels_empty ON public.attempt_levels USING btree (empty_at);

CREATE INDEX dead_letters_blocked ON public.dead_letters USING btree (consumer, key, id) WHERE (kind <> 'refused'::text);

CREATE INDEX dead_letters_due ON public.dead_letters USING btree (consumer, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

CREATE INDEX identities_of_user ON public.identities USING btree (user_id, created_at);

CREATE INDEX identity_flows_by_expiry ON public.identity_flows USING btree (expires_at);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at) WITH (autosummarize='on');

CREATE INDEX jobs_dead ON public.jobs USING btree (died_at) WHERE (died_at IS NOT NULL);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (died_at IS NULL);

CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (name, key) WHERE (died_at IS NULL);

CREATE INDEX passkey_ceremonies_by_expiry ON public.passkey_ceremonies USING btree (expires_at);

CREATE INDEX passkey_ceremonies_of_challenge ON public.passkey_ceremonies USING btree (sign_in_challenge);

CREATE INDEX passkeys_of_user ON public.passkeys USING btree (user_id, created_at);

CREATE INDEX refresh_tokens_of_session ON public.refresh_tokens USING btree (session_id);

CREATE INDEX refresh_tokens_used ON public.refresh_tokens USING btree (used_at) WHERE (used_at IS NOT NULL);

CREATE INDEX sessions_ended ON public.sessions USING btree (LEAST(expires_at, revoked_at));

CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id, last_used_at DESC);

CREATE INDEX sign_in_challenges_by_expiry ON public.sign_in_challenges USING btree (expires_at);

CREATE INDEX totp_enrolments_by_expiry ON public.totp_enrolments USING btree (expires_at);

CREATE INDEX user_roles_by_role ON public.user_roles USING btree (role);

CREATE INDEX users_newest ON public.users USING btree (created_at DESC, id DESC);

CREATE INDEX users_of_address ON public.users USING btree (email_canonical, created_at DESC, id DESC);

CREATE UNIQUE INDEX users_owner_of_address ON public.users USING btree (email_canonical) WHERE (email_verified_at IS NOT NULL);
