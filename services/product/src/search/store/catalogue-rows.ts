// Products as search keeps them in memory, all of them or those that changed; and what attributes mean.
import { runBatch, statement, type AnyDb } from "@souk/db";
import type { AttributeMeaning } from "../domain/property-values.ts";
import type { FacetPair } from "../domain/searchable-product.ts";

export type CatalogueRow = {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly categoryId: string | null;
  readonly featured: boolean;
  readonly createdMs: number;
  /** By currency the lowest price and whether a variant is on sale. */
  readonly prices: Readonly<Record<string, readonly [amountMinor: number, isOnSale: boolean]>>;
  readonly facets: readonly FacetPair[];
  readonly ratingHundredths: number | null;
  readonly inStock: boolean;
  /** The transaction that wrote its text: the same number, the same text. */
  readonly textVersion: number;
};
export const CATALOGUE_ROWS_MAX = 2_000;

// `bool_or`, for PostgreSQL would answer `exists` by reading all levels for each page of products.
const columns = `s.number, p.id, p.name, s.facets, p.status = 'active' as "isActive", p.category_id as "categoryId", p.featured,
  (extract(epoch from p.created_at) * 1000)::bigint as "createdMs", 
  (select round(100.0 * r.stars_sum / nullif(r.review_count, 0))::integer from product_ratings r where r.product_id = p.id)
    as "ratingHundredths",
  s.changed_in::text::bigint as "textVersion",
  (select coalesce(jsonb_object_agg(l.currency, jsonb_build_array(l.price_minor, strpos(l.document, '"compareAtPrice":{') > 0)), '{}')
     from product_listings l where l.product_id = p.id) as prices,
  (select coalesce(bool_or(k.on_hand > k.reserved and k.is_sellable), false) from stock_levels k where k.product_id = p.id)
    as "inStock"`;

type Moment = { readonly xmin: string; readonly slot: "a" | "b" };
const momentStatement = statement<Moment>(
  "search_moment",
  "select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, live_slot as slot from search_index",
);
const pageStatement = statement<CatalogueRow, readonly [number]>(
  "search_catalogue",
  `select ${columns} from search_products s join products p on p.id = s.product_id
    where s.number > $1::integer order by s.number limit ${CATALOGUE_ROWS_MAX}`,
);
const idsStatement = statement<CatalogueRow, readonly [readonly string[]]>(
  "search_catalogue_of",
  `select ${columns} from search_products s join products p on p.id = s.product_id where s.product_id = any ($1::uuid[])`,
);
const changesStatement = statement<CatalogueRow, readonly [string, number]>(
  "search_catalogue_changes",
  `select ${columns} from search_products s join products p on p.id = s.product_id
    where s.number > $2::integer and s.product_id in (
      select product_id from search_products where changed_in >= $1::xid8
      union all
      select product_id from search_changes where changed_in >= $1::xid8)
    order by s.number limit ${CATALOGUE_ROWS_MAX}`,
);
const meaningsStatement = statement<AttributeMeaning>(
  "search_attributes",
  'select code, label, unit, is_filterable as "isFilterable" from attribute_definitions',
);
/** What is committed after this moment has `changed_in` at or above it. */
export async function snapshotXmin(db: AnyDb): Promise<string> {
  return onlyOne(await momentStatement.rows(db, [])).xmin;
}

/** By number, from the one after `after`. */
export function listCatalogueRows(db: AnyDb, after: number): Promise<readonly CatalogueRow[]> {
  return pageStatement.rows(db, [after]);
}

/** In any order. */
export function listCatalogueRowsOf(db: AnyDb, ids: readonly string[]): Promise<readonly CatalogueRow[]> {
  return idsStatement.rows(db, [ids]);
}

export type CatalogueChanges = Moment & {
  readonly rows: readonly CatalogueRow[];
};

/** What changed since, by number, and from where to ask the next time. The moment is read first: nothing falls in between. */
export async function listCatalogueChanges(
  db: AnyDb,
  since: { readonly xmin: string; readonly after: number },
): Promise<CatalogueChanges> {
  const [moments, rows] = await runBatch(db, [
    momentStatement.query([]),
    changesStatement.query([since.xmin, since.after]),
  ]);
  return { ...onlyOne(moments), rows };
}

function onlyOne(moments: readonly Moment[]): Moment {
  const [moment] = moments;
  if (moment === undefined) throw new Error("The search index has no state.");
  return moment;
}

export function listAttributeMeanings(db: AnyDb): Promise<readonly AttributeMeaning[]> {
  return meaningsStatement.rows(db, []);
}
