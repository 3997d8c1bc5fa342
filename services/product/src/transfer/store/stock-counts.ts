// Counts of stock many at a time, for imports and exports.
import { statement, type AnyDb } from "@souk/db";
import { MAIN_LOCATION } from "../../stock/store/locations.ts";
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
  // What was locked is joined with nothing but its own rows: of two lists, whose lengths PostgreSQL cannot know, it would compare each with each.
  `with locked as materialized (
     select s.variant_id, s.location, s.on_hand, s.reserved, g."onHand" as counted
     from stock_levels s
     join jsonb_to_recordset($1::jsonb) as g ("variantId" uuid, location text, "onHand" int)
       on s.variant_id = g."variantId" and s.location = g.location
     order by s.variant_id, s.location for update of s),
   changed as (
     update stock_levels s set on_hand = l.counted from locked l
     where s.variant_id = l.variant_id and s.location = l.location and l.counted <> l.on_hand and l.counted >= l.reserved
     returning s.variant_id, s.location, l.counted - l.on_hand as difference),
   moved as (
     insert into stock_movements (variant_id, location, quantity, kind, actor_id)
     select variant_id, location, difference, 'counted', $2::uuid from changed order by variant_id, location)
   select variant_id as "variantId", location, counted < reserved as "isRefused",
     case when counted < reserved then 0 else counted - on_hand end as difference
   from locked`,
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
  // Every variant has a level at the main location from its beginning (catalogue/store/variant-queries.ts).
  const elsewhere = counts.filter(({ location }) => location !== MAIN_LOCATION);
  if (elsewhere.length > 0) await ensure.rows(db, [JSON.stringify(elsewhere)]);
  return count.rows(db, [JSON.stringify(counts), actorId]);
}

export async function listCounts(db: AnyDb, variantIds: readonly string[]): Promise<readonly Count[]> {
  return levels.rows(db, [variantIds]);
}
