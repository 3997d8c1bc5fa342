// Counts of stock many at a time, for imports and exports.
import { statement, type AnyDb } from "@souk/db";
import type { Count } from "../domain/count.ts";

export type CountOutcome = {
  readonly variantId: string;
  readonly location: string;
  /** More is promised to orders than was counted: nothing was changed. */
  readonly isRefused: boolean;
  readonly difference: number;
};

const openLocations = statement<{ slug: string }>(
  "import_open_locations",
  "select slug from stock_locations where active order by slug for share",
);
const ensure = statement<never, readonly [string]>(
  "import_ensure_levels",
  `insert into stock_levels (variant_id, location, product_id)
   select g."variantId", g.location, v.product_id
   from jsonb_to_recordset($1::jsonb) as g ("variantId" uuid, location text) join variants v on v.id = g."variantId"
   order by 1, 2 on conflict do nothing`,
);
const count = statement<CountOutcome, readonly [string, string]>(
  "import_count_stock",
  `with given as (
     select "variantId" as variant_id, location, "onHand" as on_hand
     from jsonb_to_recordset($1::jsonb) as g ("variantId" uuid, location text, "onHand" int)),
   locked as (
     select s.variant_id, s.location, s.on_hand, s.reserved from stock_levels s join given using (variant_id, location)
     order by s.variant_id, s.location for update of s),
   changed as (
     update stock_levels s set on_hand = g.on_hand from given g join locked l using (variant_id, location)
     where s.variant_id = g.variant_id and s.location = g.location and g.on_hand <> l.on_hand and g.on_hand >= l.reserved
     returning s.variant_id, s.location, g.on_hand - l.on_hand as difference),
   moved as (
     insert into stock_movements (variant_id, location, quantity, kind, actor_id)
     select variant_id, location, difference, 'counted', $2::uuid from changed order by variant_id, location)
   select g.variant_id as "variantId", g.location, g.on_hand < l.reserved as "isRefused",
     coalesce(c.difference, 0) as difference
   from given g join locked l using (variant_id, location) left join changed c using (variant_id, location)`,
);
const levels = statement<Count, readonly [readonly string[]]>(
  "export_levels",
  `select variant_id as "variantId", location, on_hand as "onHand" from stock_levels where variant_id = any ($1::uuid[])`,
);

/** Those that may take goods; it stays so until the transaction ends. */
export async function listOpenLocations(db: AnyDb): Promise<ReadonlySet<string>> {
  return new Set((await openLocations.rows(db, [])).map(({ slug }) => slug));
}

/** Sets what is on hand and writes the differences into the ledger of movements. Each variant and location once. */
export async function countStock(
  db: AnyDb,
  counts: readonly Count[],
  actorId: string,
): Promise<readonly CountOutcome[]> {
  if (counts.length === 0) return [];
  const rows = JSON.stringify(counts);
  await ensure.rows(db, [rows]);
  return count.rows(db, [rows, actorId]);
}

export async function listCounts(db: AnyDb, variantIds: readonly string[]): Promise<readonly Count[]> {
  return levels.rows(db, [variantIds]);
}
