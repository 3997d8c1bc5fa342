// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

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

export interface LedgerEntries {
  account: string;
  amount_minor: number;
  currency: string;
  transaction_id: string;
}

export interface LedgerTransactions {
  booked_at: Date;
  id: string;
  kind: string;
  payment_id: string;
  reference: string;
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

export interface Payments {
  amount_minor: number;
  captured_minor: Generated<number>;
  client_secret: string | null;
  created_at: Date;
  currency: string;
  failure_code: string | null;
  given_up_reason: string | null;
  id: string;
  order_id: string;
  order_number: string;
  provider: string;
  provider_payment_id: string | null;
  redirect_url: string | null;
  refunded_minor: Generated<number>;
  refunding_minor: Generated<number>;
  status: string;
  updated_at: Date;
  version: Generated<number>;
}

export interface Refunds {
  amount_minor: number;
  created_at: Date;
  id: string;
  payment_id: string;
  provider_refund_id: string | null;
  reason: string;
  status: string;
  updated_at: Date;
}

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface Webhooks {
  event_id: string;
  handled_at: Date | null;
  outcome: string | null;
  payload: Json;
  provider: string;
  received_at: Generated<Date>;
  type: string;
}

export interface Database {
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  ledger_entries: LedgerEntries;
  ledger_transactions: LedgerTransactions;
  migrations: Migrations;
  outbox: Outbox;
  payments: Payments;
  refunds: Refunds;
  relay_leases: RelayLeases;
  webhooks: Webhooks;
}
