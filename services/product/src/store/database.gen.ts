// The tables of the database, generated from its migrated schema. Not to be edited: change the schema by a migration.
import type { Json } from "@souk/db";
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface AttributeDefinitions {
  choices: Generated<Json>;
  code: string;
  is_filterable: Generated<boolean>;
  kind: string;
  label: string;
  position: number;
  unit: string | null;
}

export interface BackInStockSubscriptions {
  changed_at: Generated<Date>;
  created_at: Generated<Date>;
  customer_id: string | null;
  email: string | null;
  email_key: string | null;
  id: string;
  number: Generated<number>;
  promised_at: Date | null;
  status: string;
  token: string;
  variant_id: string;
}

export interface BoughtBaskets {
  bought_at: Date;
  order_id: string;
  product_ids: string[];
  status: Generated<string>;
}

export interface BoughtPairs {
  baskets: number;
  other_id: string;
  product_id: string;
}

export interface BoughtProducts {
  baskets: number;
  product_id: string;
}

export interface BoughtTotal {
  baskets: Generated<number>;
  id: Generated<boolean>;
}

export interface CatalogueVersions {
  name: string;
  version: Generated<number>;
}

export interface Categories {
  created_at: Generated<Date>;
  description: Generated<string>;
  id: string;
  name: string;
  parent_id: string | null;
  picture_id: string | null;
  position: Generated<number>;
  seo_description: string | null;
  seo_title: string | null;
  slug: string;
  updated_at: Generated<Date>;
  version: Generated<number>;
}

export interface CategorySlugs {
  category_id: string;
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

export interface MediaFiles {
  key: string;
  status: Generated<string>;
  touched_at: Generated<Date>;
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
  category_id: string | null;
  content_type: string;
  created_at: Date;
  file_key: Generated<string | null>;
  height: number;
  id: string;
  option_value: string | null;
  original: string;
  position: number;
  product_id: string | null;
  width: number;
}

export interface PriceHistory {
  amount_minor: number | null;
  compare_at_minor: number | null;
  currency: string;
  id: Generated<number>;
  since: Date;
  variant_id: string;
}

export interface PriceListEntries {
  amount_minor: number;
  currency: string;
  min_quantity: number;
  price_list_id: string;
  variant_id: string;
}

export interface PriceLists {
  created_at: Date;
  customer_group: string | null;
  ends_at: Date | null;
  id: string;
  is_active: boolean;
  name: string;
  starts_at: Date | null;
  updated_at: Date;
  version: Generated<number>;
}

export interface ProductDetails {
  document: string;
  product_id: string;
  slug: string;
  status: string;
  version: number;
}

export interface ProductImportErrors {
  code: string;
  column_name: string;
  handle: string;
  id: Generated<number>;
  import_id: string;
  message: string;
  row_number: number;
  sku: string;
}

export interface ProductImportPieces {
  content: Buffer;
  import_id: string;
  position: number;
}

export interface ProductImports {
  bytes_read: number;
  bytes_total: number;
  columns: string[];
  created_at: Date;
  created_by: string;
  delimiter: string;
  dry_run: boolean;
  failure: string | null;
  finished_at: Date | null;
  id: string;
  products_created: Generated<number>;
  products_unchanged: Generated<number>;
  products_updated: Generated<number>;
  rows_failed: Generated<number>;
  rows_read: Generated<number>;
  status: Generated<string>;
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

export interface ProductRatings {
  product_id: string;
  review_count: Generated<number>;
  stars_1: Generated<number>;
  stars_2: Generated<number>;
  stars_3: Generated<number>;
  stars_4: Generated<number>;
  stars_5: Generated<number>;
  stars_sum: Generated<number>;
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
  publish_at: Date | null;
  seo_description: string | null;
  seo_title: string | null;
  slug: string;
  status: string;
  subtitle: Generated<string>;
  unpublish_at: Date | null;
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

export interface Reviews {
  customer_id: string;
  display_name: string;
  helpful_count: Generated<number>;
  id: string;
  is_verified_purchase: boolean;
  moderated_at: Date | null;
  pending_place: number | null;
  product_id: string;
  rating: number;
  reason: string | null;
  report_count: Generated<number>;
  status: Generated<string>;
  submitted_at: Date;
  text: string;
  title: string;
  updated_at: Date;
  version: Generated<number>;
}

export interface ReviewVotes {
  customer_id: string;
  kind: string;
  reason: string | null;
  review_id: string;
  voted_at: Generated<Date>;
}

export interface SearchChanges {
  changed_at: Generated<Date>;
  changed_in: Generated<string>;
  product_id: string;
}

export interface SearchDocuments {
  head: string;
  language: string;
  number: number;
  product_id: string;
  slot: string;
  whole: string;
}

export interface SearchIndex {
  building_slot: string | null;
  followed_xmin: Generated<string>;
  format: number;
  id: Generated<boolean>;
  live_slot: Generated<string>;
  rebuild_after: string | null;
  rebuild_done: Generated<number>;
  rebuild_error: string | null;
  rebuild_finished_at: Date | null;
  rebuild_id: string | null;
  rebuild_started_at: Date | null;
  rebuild_state: Generated<string>;
  rebuild_total: Generated<number>;
}

export interface SearchProducts {
  changed_in: Generated<string>;
  facets: Json;
  number: Generated<number>;
  product_id: string;
}

export interface SearchSynonyms {
  groups: Json;
  language: string;
  updated_at: Date;
  version: number;
}

export interface SearchVocabulary {
  in_name: boolean;
  slot: string;
  word: string;
}

export interface SearchWords {
  word: string;
}

export interface StaleProducts {
  marked_at: Generated<Date>;
  product_id: string;
}

export interface StockLevels {
  is_sellable: Generated<boolean>;
  location: Generated<string>;
  on_hand: Generated<number>;
  product_id: string;
  reserved: Generated<number>;
  variant_id: string;
}

export interface StockLocations {
  active: Generated<boolean>;
  created_at: Generated<Date>;
  name: string;
  slug: string;
  version: Generated<number>;
}

export interface StockMovements {
  actor_id: string | null;
  adjustment_id: string | null;
  created_at: Generated<Date>;
  id: Generated<number>;
  kind: string;
  location: string;
  order_id: string | null;
  quantity: number;
  reason: string | null;
  return_id: string | null;
  variant_id: string;
}

export interface TrendingProducts {
  heat: number;
  product_id: string;
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
  height_mm: number | null;
  id: string;
  length_mm: number | null;
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
  width_mm: number | null;
}

export interface WishlistItems {
  added_at: Date;
  customer_id: string;
  product_name: string;
  variant_id: string;
  variant_name: string;
}

export interface Wishlists {
  customer_id: string;
  item_count: Generated<number>;
  share_token: string | null;
}

export interface Database {
  attribute_definitions: AttributeDefinitions;
  back_in_stock_subscriptions: BackInStockSubscriptions;
  bought_baskets: BoughtBaskets;
  bought_pairs: BoughtPairs;
  bought_products: BoughtProducts;
  bought_total: BoughtTotal;
  catalogue_versions: CatalogueVersions;
  categories: Categories;
  category_slugs: CategorySlugs;
  dead_letters: DeadLetters;
  idempotency_keys: IdempotencyKeys;
  inbox: Inbox;
  jobs: Jobs;
  media_files: MediaFiles;
  migrations: Migrations;
  outbox: Outbox;
  pictures: Pictures;
  price_history: PriceHistory;
  price_list_entries: PriceListEntries;
  price_lists: PriceLists;
  product_details: ProductDetails;
  product_import_errors: ProductImportErrors;
  product_import_pieces: ProductImportPieces;
  product_imports: ProductImports;
  product_listings: ProductListings;
  product_ratings: ProductRatings;
  product_search: ProductSearch;
  product_slugs: ProductSlugs;
  products: Products;
  relay_leases: RelayLeases;
  reservation_lines: ReservationLines;
  reservations: Reservations;
  review_votes: ReviewVotes;
  reviews: Reviews;
  search_changes: SearchChanges;
  search_documents: SearchDocuments;
  search_index: SearchIndex;
  search_products: SearchProducts;
  search_synonyms: SearchSynonyms;
  search_vocabulary: SearchVocabulary;
  search_words: SearchWords;
  stale_products: StaleProducts;
  stock_levels: StockLevels;
  stock_locations: StockLocations;
  stock_movements: StockMovements;
  trending_products: TrendingProducts;
  variant_prices: VariantPrices;
  variants: Variants;
  wishlist_items: WishlistItems;
  wishlists: Wishlists;
}
