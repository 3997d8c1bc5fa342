// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface Cancellations {
  cancelled_at: Date;
  order_id: string;
  reason: string;
}

export interface DailySales {
  currency: string;
  day: string;
  orders: Generated<number>;
  refunds_minor: Generated<number>;
  revenue_minor: Generated<number>;
  units: Generated<number>;
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

export interface Refunds {
  amount_minor: number;
  currency: string;
  day: string;
  order_id: string;
  refund_id: string;
  refunded_at: Date;
}

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface Sales {
  confirmed_at: Date;
  currency: string;
  customer_id: string | null;
  day: string;
  order_id: string;
  revenue_minor: number;
  units: number;
}

export interface SoldLines {
  order_id: string;
  product_id: string;
  quantity: number;
  total_minor: number;
  variant_id: string;
}

export interface Database {
  cancellations: Cancellations;
  daily_sales: DailySales;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  migrations: Migrations;
  outbox: Outbox;
  refunds: Refunds;
  relay_leases: RelayLeases;
  sales: Sales;
  sold_lines: SoldLines;
}
