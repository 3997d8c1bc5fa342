// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface CartLines {
  added_at: Generated<Date>;
  added_price_minor: number;
  cart_id: string;
  id: string;
  quantity: number;
  variant_id: string;
}

export interface Carts {
  billing_address: Json | null;
  coupon_codes: Generated<string[]>;
  created_at: Generated<Date>;
  currency: string;
  customer_id: string | null;
  email: string | null;
  id: string;
  order_id: string | null;
  shipping_address: Json | null;
  shipping_method_id: string | null;
  status: Generated<string>;
  updated_at: Generated<Date>;
  version: Generated<number>;
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

export interface OrderEvents {
  at: Date;
  data: Json;
  order_id: string;
  type: string;
  version: number;
}

export interface Orders {
  cancel_reason: string | null;
  cart_id: string;
  currency: string;
  customer_id: string | null;
  email: string;
  id: string;
  moves: Json;
  number: string;
  payment_id: string | null;
  placed_at: Date;
  refunded_minor: Generated<number>;
  status: string;
  terms: Json;
  total_minor: number;
  tracking_code: string | null;
  updated_at: Date;
  version: number;
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

export interface ShippingMethods {
  description: string;
  free_over: Generated<Json>;
  id: string;
  name: string;
  position: number;
  prices: Json;
}

export interface Database {
  cart_lines: CartLines;
  carts: Carts;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  migrations: Migrations;
  order_events: OrderEvents;
  orders: Orders;
  outbox: Outbox;
  relay_leases: RelayLeases;
  shipping_methods: ShippingMethods;
}
