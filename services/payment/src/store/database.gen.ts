// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface Captures {
  amount_minor: number;
  created_at: Date;
  failure_code: string | null;
  id: string;
  is_final: boolean;
  payment_id: string;
  status: string;
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

export interface Disputes {
  amount_minor: number;
  created_at: Date;
  currency: string;
  evidence_due_at: Date | null;
  explanation: string | null;
  id: string;
  payment_id: string;
  provider: string;
  provider_dispute_id: string;
  reason: string;
  status: string;
  submitted_at: Date | null;
  updated_at: Date;
  version: Generated<number>;
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
  payment_id: string | null;
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

export interface PaymentAttempts {
  address_key: Buffer | null;
  at: Date;
  is_declined: Generated<boolean>;
  order_key: Buffer;
  payment_id: string;
  shopper_key: Buffer;
}

export interface Payments {
  amount_minor: number;
  capture_mode: Generated<string>;
  capture_promised_minor: Generated<number>;
  captured_minor: Generated<number>;
  client_secret: string | null;
  created_at: Date;
  currency: string;
  customer_id: string | null;
  expires_at: Date | null;
  failure_code: string | null;
  given_up_reason: string | null;
  id: string;
  instructions: string | null;
  is_closed: Generated<boolean>;
  order_id: string;
  order_number: string;
  provider: string;
  provider_payment_id: string | null;
  redirect_url: string | null;
  refunded_elsewhere_minor: Generated<number>;
  refunded_minor: Generated<number>;
  refunding_minor: Generated<number>;
  saves_method: Generated<boolean>;
  status: string;
  updated_at: Date;
  version: Generated<number>;
}

export interface ProviderBooks {
  provider: string;
  read_until: Date;
}

export interface ProviderCustomers {
  customer_id: string;
  provider: string;
  provider_customer_id: string;
}

export interface ProviderDisputes {
  amount_minor: number;
  currency: string;
  dispute_id: string;
  evidence_due_at: Date | null;
  payment_id: string;
  provider: string;
  reason: string;
  seen_at: Date;
  status: string;
}

export interface ProviderMovements {
  amount_minor: number;
  at: Date;
  currency: string;
  kind: string;
  movement_id: string;
  payment_id: string | null;
  provider: string;
  provider_payment_id: string | null;
  refund_id: string | null;
  seen_at: Date;
}

export interface ReconciliationFindings {
  currency: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  first_seen_at: Date;
  here_minor: number | null;
  id: string;
  kind: string;
  last_seen_at: Date;
  order_id: string | null;
  payment_id: string | null;
  provider: string | null;
  reason: string | null;
  scope: string;
  staff_id: string | null;
  status: string;
  subject: string;
  there_minor: number | null;
  version: Generated<number>;
}

export interface ReconciliationRuns {
  asked_by: string | null;
  finished_at: Date | null;
  found: Generated<number>;
  id: string;
  movements: Generated<number>;
  orders: Generated<number>;
  payments: Generated<number>;
  repaired: Generated<number>;
  silent: Generated<string[]>;
  started_at: Date;
}

export interface Refunds {
  amount_minor: number;
  created_at: Date;
  failure_code: string | null;
  id: string;
  lines: Json | null;
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

export interface SavedMethods {
  brand: string;
  created_at: Date;
  customer_id: string;
  expires: string | null;
  id: string;
  last4: string;
  provider: string;
  provider_customer_id: string;
  provider_method_id: string;
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
  captures: Captures;
  dead_letters: DeadLetters;
  disputes: Disputes;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  ledger_entries: LedgerEntries;
  ledger_transactions: LedgerTransactions;
  migrations: Migrations;
  outbox: Outbox;
  payment_attempts: PaymentAttempts;
  payments: Payments;
  provider_books: ProviderBooks;
  provider_customers: ProviderCustomers;
  provider_disputes: ProviderDisputes;
  provider_movements: ProviderMovements;
  reconciliation_findings: ReconciliationFindings;
  reconciliation_runs: ReconciliationRuns;
  refunds: Refunds;
  relay_leases: RelayLeases;
  saved_methods: SavedMethods;
  webhooks: Webhooks;
}
