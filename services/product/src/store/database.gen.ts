// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface Categories {
  created_at: Generated<Date>;
  description: Generated<string>;
  id: string;
  name: string;
  parent_id: string | null;
  picture_id: string | null;
  position: Generated<number>;
  slug: string;
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

export interface Pictures {
  alt: string;
  content_type: string;
  created_at: Date;
  height: number;
  id: string;
  option_value: string | null;
  original: string;
  position: number;
  product_id: string;
  width: number;
}

export interface ProductDetails {
  document: string;
  product_id: string;
  slug: string;
  status: string;
  version: number;
}

export interface ProductListings {
  category_id: string | null;
  created_at: Date;
  currency: string;
  document: string;
  featured: boolean;
  name_key: string;
  price_minor: number;
  product_id: string;
  status: string;
}

export interface Products {
  attributes: Generated<Json>;
  category_id: string | null;
  created_at: Date;
  description: Generated<string>;
  featured: Generated<boolean>;
  id: string;
  name: string;
  options: Generated<Json>;
  seo_description: string | null;
  seo_title: string | null;
  slug: string;
  status: string;
  subtitle: Generated<string>;
  updated_at: Date;
  version: Generated<number>;
}

export interface ProductSearch {
  product_id: string;
  vector: string;
}

export interface ProductSlugs {
  product_id: string;
  slug: string;
}

export interface RelayLeases {
  expires_at: Date;
  holder: string;
  singleton: Generated<boolean>;
}

export interface ReservationLines {
  location: string;
  order_id: string;
  quantity: number;
  variant_id: string;
}

export interface Reservations {
  changed_at: Generated<Date>;
  created_at: Generated<Date>;
  expires_at: Date;
  order_id: string;
  reason: string | null;
  status: string;
}

export interface SearchWords {
  word: string;
}

export interface StockLevels {
  is_sellable: Generated<boolean>;
  location: Generated<string>;
  on_hand: Generated<number>;
  product_id: string;
  reserved: Generated<number>;
  variant_id: string;
}

export interface StockMovements {
  actor_id: string | null;
  created_at: Generated<Date>;
  id: Generated<number>;
  kind: string;
  location: string;
  order_id: string | null;
  quantity: number;
  reason: string | null;
  variant_id: string;
}

export interface VariantPrices {
  amount_minor: number;
  compare_at_minor: number | null;
  currency: string;
  variant_id: string;
}

export interface Variants {
  cost_currency: string | null;
  cost_minor: number | null;
  id: string;
  low_stock_at: Generated<number>;
  name: string;
  options: Generated<Json>;
  picture_id: string | null;
  position: number;
  product_id: string;
  removed_at: Date | null;
  sku: string;
  tax_class: string;
  weight_grams: Generated<number>;
}

export interface Database {
  categories: Categories;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  migrations: Migrations;
  outbox: Outbox;
  pictures: Pictures;
  product_details: ProductDetails;
  product_listings: ProductListings;
  product_search: ProductSearch;
  product_slugs: ProductSlugs;
  products: Products;
  relay_leases: RelayLeases;
  reservation_lines: ReservationLines;
  reservations: Reservations;
  search_words: SearchWords;
  stock_levels: StockLevels;
  stock_movements: StockMovements;
  variant_prices: VariantPrices;
  variants: Variants;
}
