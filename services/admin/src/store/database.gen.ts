// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface AuditEntries {
  action: string;
  actor_id: string;
  after: Json | null;
  at: Date;
  before: Json | null;
  hash: string;
  id: string;
  position: number;
  subject_id: string;
  subject_type: string;
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

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface Settings {
  countries: string[];
  currencies: string[];
  languages: string[];
  seller: Generated<Json>;
  shop_name: string;
  singleton: Generated<boolean>;
  support_email: string;
  updated_at: Date;
  version: Generated<number>;
}

export interface Database {
  audit_entries: AuditEntries;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  migrations: Migrations;
  outbox: Outbox;
  relay_leases: RelayLeases;
  settings: Settings;
}
