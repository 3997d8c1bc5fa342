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
  abandoned_at: Date | null;
  billing_address: Json | null;
  coupon_codes: Generated<string[]>;
  created_at: Generated<Date>;
  currency: string;
  customer_id: string | null;
  email: string | null;
  gift_card_ids: Generated<string[]>;
  id: string;
  merged_into: string | null;
  order_id: string | null;
  shipping_address: Json | null;
  shipping_method_id: string | null;
  status: Generated<string>;
  updated_at: Generated<Date>;
  use_store_credit: Generated<boolean>;
  version: Generated<number>;
}

export interface CreditEntries {
  amount_minor: number;
  at: Date;
  credit_id: string;
  id: string;
  kind: string;
  order_id: string | null;
  reason: string | null;
  reference: string | null;
  staff_id: string | null;
}

export interface Credits {
  balance_minor: Generated<number>;
  code_hash: Buffer | null;
  created_at: Date;
  currency: string;
  customer_id: string | null;
  expires_at: Date | null;
  id: string;
  kind: string;
  last4: string | null;
  note: string | null;
  status: Generated<string>;
  updated_at: Date;
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

export interface InvoiceCounters {
  kind: string;
  last_position: number;
  year: number;
}

export interface Invoices {
  currency: string;
  document: Json;
  id: string;
  issued_at: Date;
  kind: string;
  order_id: string;
  position: number;
  reference: string;
  total_minor: number;
  year: number;
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

export interface OrderReturns {
  id: string;
  order_id: string;
  requested_at: Date;
  status: string;
  updated_at: Date;
}

export interface Orders {
  cancel_reason: string | null;
  cart_id: string;
  currency: string;
  customer_id: string | null;
  email: string;
  fulfilment: Generated<string>;
  id: string;
  moves: Json;
  number: string;
  payment_id: string | null;
  placed_at: Date;
  refunded_minor: Generated<number>;
  refunds: Generated<Json>;
  returns: Generated<Json>;
  shipments: Generated<Json>;
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

export interface PromotionCounts {
  customer_key: string;
  promotion_id: string;
  uses: number;
}

export interface Promotions {
  action: Json;
  conditions: Json;
  coupon_code: string | null;
  created_at: Date;
  ends_at: Date | null;
  id: string;
  name: string;
  priority: number;
  stacking: string;
  starts_at: Date | null;
  status: string;
  updated_at: Date;
  uses_max: number | null;
  uses_per_customer_max: number | null;
  version: Generated<number>;
}

export interface PromotionUses {
  amount_minor: number;
  coupon_code: string | null;
  currency: string;
  customer_key: string;
  order_id: string;
  promotion_id: string;
  released_at: Date | null;
  used_at: Date;
}

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface ShippingMethods {
  created_at: Date;
  description: string;
  free_over: Generated<Json>;
  id: string;
  is_active: Generated<boolean>;
  name: string;
  position: number;
  prices: Generated<Json>;
  pricing: Json;
  updated_at: Date;
  version: Generated<number>;
  zone_id: string;
}

export interface ShippingZones {
  created_at: Date;
  id: string;
  name: string;
  regions: Json;
  updated_at: Date;
  version: Generated<number>;
}

export interface TaxSettings {
  rounding: string;
  shipping_tax_class: string;
  singleton: Generated<boolean>;
  updated_at: Date;
  version: Generated<number>;
}

export interface TaxZones {
  created_at: Date;
  id: string;
  name: string;
  prices_include_tax: boolean;
  rates: Json;
  regions: Json;
  updated_at: Date;
  version: Generated<number>;
}

export interface Database {
  cart_lines: CartLines;
  carts: Carts;
  credit_entries: CreditEntries;
  credits: Credits;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  invoice_counters: InvoiceCounters;
  invoices: Invoices;
  jobs: Jobs;
  migrations: Migrations;
  order_events: OrderEvents;
  order_returns: OrderReturns;
  orders: Orders;
  outbox: Outbox;
  promotion_counts: PromotionCounts;
  promotion_uses: PromotionUses;
  promotions: Promotions;
  relay_leases: RelayLeases;
  shipping_methods: ShippingMethods;
  shipping_zones: ShippingZones;
  tax_settings: TaxSettings;
  tax_zones: TaxZones;
}
