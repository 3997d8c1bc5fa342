// All SQL of stock locations.
import { statement, type AnyDb } from "@souk/db";

export const MAIN_LOCATION = "main";

export type StockLocation = {
  readonly slug: string;
  readonly name: string;
  readonly active: boolean;
  readonly version: number;
};

const list = statement<StockLocation>(
  "list_stock_locations",
  "select slug, name, active, version from stock_locations order by slug <> 'main', name, slug",
);
const insert = statement<StockLocation, readonly [slug: string, name: string]>(
  "insert_stock_location",
  `insert into stock_locations (slug, name) values ($1, $2) on conflict do nothing returning slug, name, active, version`,
);
const lock = statement<StockLocation, readonly [slug: string]>(
  "lock_stock_location",
  "select slug, name, active, version from stock_locations where slug = $1 for update",
);
const share = statement<{ active: boolean }, readonly [slug: string]>(
  "share_stock_location",
  "select active from stock_locations where slug = $1 for share",
);
const update = statement<StockLocation, readonly [slug: string, name: string, active: boolean]>(
  "update_stock_location",
  `update stock_locations set name = $2, active = $3, version = version + 1 where slug = $1
   returning slug, name, active, version`,
);
const findGoods = statement<{ found: true }, readonly [slug: string]>(
  "find_goods_at_location",
  "select true as found from stock_levels where location = $1 and on_hand > 0 limit 1",
);

export async function listLocations(db: AnyDb): Promise<readonly StockLocation[]> {
  return list.rows(db, []);
}

/** Undefined where the slug is taken. */
export async function insertLocation(
  db: AnyDb,
  { slug, name }: Pick<StockLocation, "slug" | "name">,
): Promise<StockLocation | undefined> {
  return insert.first(db, [slug, name]);
}

/** Nobody puts goods there until the transaction ends. */
export async function lockLocation(db: AnyDb, slug: string): Promise<StockLocation | undefined> {
  return lock.first(db, [slug]);
}

/** Whether goods may be put there; it stays so until the transaction ends. */
export async function isLocationOpen(db: AnyDb, slug: string): Promise<boolean> {
  return (await share.first(db, [slug]))?.active ?? false;
}

export async function updateLocation(
  db: AnyDb,
  { slug, name, active }: Omit<StockLocation, "version">,
): Promise<StockLocation | undefined> {
  return update.first(db, [slug, name, active]);
}

export async function hasGoods(db: AnyDb, slug: string): Promise<boolean> {
  return (await findGoods.first(db, [slug])) !== undefined;
}
