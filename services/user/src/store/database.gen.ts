// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface AccountMails {
  created_at: Date;
  detail: Generated<string>;
  expires_at: Date;
  id: string;
  purpose: string;
  recipient: string;
  state: Buffer;
  used_at: Date | null;
  user_id: string;
}

export interface ApiKeys {
  created_at: Date;
  expires_at: Date | null;
  hash: Buffer;
  id: string;
  last_used_at: Date | null;
  name: string;
  prefix: string;
  revoked_at: Date | null;
  revoked_reason: string | null;
  scopes: string[];
  user_id: string;
}

export interface AttemptLevels {
  empty_at: Date;
  key: Buffer;
  level: number;
  updated_at: Date;
}

export interface DeadLetters {
  attempts: number;
  consumer: string;
  data: Json;
  due_at: Date | null;
  event_id: string;
  id: Generated<number>;
  key: string;
  kind: string;
  occurred_at: Date;
  reason: string;
  recorded_at: Generated<Date>;
  source: string;
  traceparent: string | null;
  type: string;
}

export interface IdempotencyKeys {
  body: Buffer | null;
  completed_at: Date | null;
  created_at: Generated<Date>;
  fingerprint: Buffer;
  headers: Json | null;
  key: string;
  lease_token: string;
  leased_until: Date;
  principal: string;
  resource_id: string;
  route: string;
  status: number | null;
}

export interface Identities {
  created_at: Date;
  from_claim: boolean;
  id: string;
  issuer: string;
  label: string;
  last_used_at: Date | null;
  provider: string;
  subject: string;
  user_id: string;
}

export interface IdentityFlows {
  expires_at: Date;
  provider: string;
  sealed_state: Buffer;
  token_hash: Buffer;
}

export interface Inbox {
  consumer: string;
  event_id: string;
  handled_at: Generated<Date>;
}

export interface Jobs {
  again_at: Date | null;
  attempts: Generated<number>;
  created_at: Generated<Date>;
  data: Json;
  died_at: Date | null;
  id: string;
  is_running: Generated<boolean>;
  key: string | null;
  name: string;
  reason: string | null;
  run_at: Date;
  token: Generated<number>;
  traceparent: string | null;
}

export interface Migrations {
  applied_at: Generated<Date>;
  checksum: string;
  name: string;
  namespace: string;
}

export interface Outbox {
  data: Json;
  event_id: string;
  id: Generated<number>;
  key: string;
  occurred_at: Generated<Date>;
  traceparent: string | null;
  type: string;
}

export interface OutsideSessions {
  identity_id: string;
  outside_session: string;
  session_id: string | null;
}

export interface PasskeyCeremonies {
  challenge: string;
  expires_at: Date;
  id: string;
  purpose: string;
  sign_in_challenge: Buffer | null;
  user_id: string | null;
}

export interface PasskeyHandles {
  handle: Buffer;
  user_id: string;
}

export interface Passkeys {
  created_at: Date;
  credential_id: string;
  id: string;
  last_used_at: Date | null;
  name: string;
  public_key: Buffer;
  sign_count: number;
  transports: string[];
  user_id: string;
}

export interface RecoveryCodes {
  code_hash: Buffer;
  user_id: string;
}

export interface RefreshTokens {
  created_at: Date;
  hash: Buffer;
  session_id: string;
  successor_salt: Buffer | null;
  used_at: Date | null;
}

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface Roles {
  built_in: boolean;
  description: string;
  name: string;
  permissions: string[];
  version: Generated<number>;
}

export interface Sessions {
  authenticated_at: Generated<Date>;
  created_at: Date;
  device: Generated<string>;
  expires_at: Date;
  id: string;
  last_used_at: Date;
  network: string | null;
  revoked_at: Date | null;
  revoked_reason: string | null;
  user_id: string;
}

export interface SignInChallenges {
  attempts: Generated<number>;
  credential_state: Buffer;
  expires_at: Date;
  token_hash: Buffer;
  user_id: string;
}

export interface SigningKeys {
  created_at: Date;
  kid: string;
  public_jwk: Json;
  retired_at: Date | null;
  sealed_private_jwk: Buffer;
  signs_at: Generated<Date>;
}

export interface SignInPolicy {
  only_row: Generated<boolean>;
  staff_second_factor: string;
  version: number;
}

export interface TotpEnrolments {
  expires_at: Date;
  sealed_secret: Buffer;
  user_id: string;
}

export interface TotpSecrets {
  enabled_at: Date;
  last_used_step: number;
  sealed_secret: Buffer;
  user_id: string;
}

export interface UserRoles {
  role: string;
  user_id: string;
}

export interface Users {
  active: Generated<boolean>;
  addresses: Generated<Json>;
  created_at: Date;
  email: string;
  email_canonical: string;
  email_verified_at: Date | null;
  first_name: string;
  id: string;
  invited_at: Date | null;
  last_name: string;
  password_hash: string | null;
  phone: string | null;
  updated_at: Date;
  version: Generated<number>;
}

export interface Database {
  account_mails: AccountMails;
  api_keys: ApiKeys;
  attempt_levels: AttemptLevels;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  identities: Identities;
  identity_flows: IdentityFlows;
  inbox: Inbox;
  jobs: Jobs;
  migrations: Migrations;
  outbox: Outbox;
  outside_sessions: OutsideSessions;
  passkey_ceremonies: PasskeyCeremonies;
  passkey_handles: PasskeyHandles;
  passkeys: Passkeys;
  recovery_codes: RecoveryCodes;
  refresh_tokens: RefreshTokens;
  relay_leases: RelayLeases;
  roles: Roles;
  sessions: Sessions;
  sign_in_challenges: SignInChallenges;
  sign_in_policy: SignInPolicy;
  signing_keys: SigningKeys;
  totp_enrolments: TotpEnrolments;
  totp_secrets: TotpSecrets;
  user_roles: UserRoles;
  users: Users;
}
