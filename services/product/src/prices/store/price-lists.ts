// Price lists as staff edit them.
import { statement, type AnyDb } from "@souk/db";
import type { PriceList, PriceListEntry, PriceListSummary } from "@souk/contracts";

type ListRow = Omit<PriceListSummary, "startsAt" | "endsAt" | "updatedAt" | "entryCount"> & {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
type SummaryRow = ListRow & { readonly entryCount: number };
export type StoredPriceList = ListRow & { readonly entries: PriceList["entries"] };
export type PriceListContent = Omit<ListRow, "version"> & { readonly entries: readonly PriceListEntry[] };

const columns = `l.id, l.name, l.customer_group as "customerGroup", l.is_active as "isActive", l.starts_at as "startsAt",
  l.ends_at as "endsAt", l.version, l.created_at as "createdAt", l.updated_at as "updatedAt"`;

const pageStatement = statement<SummaryRow, readonly [string | null, string | null, number]>(
  "list_price_lists",
  `select ${columns}, (select count(*)::integer from price_list_entries e where e.price_list_id = l.id) as "entryCount"
     from price_lists l
    where $1::timestamptz is null or (l.created_at, l.id) < ($1::timestamptz, $2::uuid)
    order by l.created_at desc, l.id desc limit $3::integer`,
);
const findStatement = statement<StoredPriceList, readonly [string]>(
  "find_price_list",
  `select ${columns},
          (select coalesce(jsonb_agg(jsonb_build_object('variantId', e.variant_id, 'currency', e.currency, 'minQuantity',
                    e.min_quantity, 'amount', e.amount_minor, 'sku', v.sku, 'productName', p.name)
                    order by p.name, v.position, v.id, e.currency, e.min_quantity), '[]')
             from price_list_entries e join variants v on v.id = e.variant_id join products p on p.id = v.product_id
            where e.price_list_id = l.id) as entries
     from price_lists l where l.id = $1::uuid`,
);
const lockStatement = statement<{ id: string }, readonly [string]>(
  "lock_price_list",
  "select id from price_lists where id = $1::uuid for update",
);
type Written = readonly [string, string, string | null, boolean, Date | null, Date | null, Date, Date];
const saveStatement = statement<never, Written>(
  "save_price_list",
  `insert into price_lists (id, name, customer_group, is_active, starts_at, ends_at, created_at, updated_at)
   values ($1::uuid, $2::text, $3::text, $4::boolean, $5::timestamptz, $6::timestamptz, $7::timestamptz, $8::timestamptz)
   on conflict (id) do update set
     name = excluded.name, customer_group = excluded.customer_group, is_active = excluded.is_active, starts_at = excluded.starts_at,
     ends_at = excluded.ends_at, updated_at = excluded.updated_at, version = price_lists.version + 1`,
);
const emptyStatement = statement<never, readonly [string]>(
  "empty_price_list",
  "delete from price_list_entries where price_list_id = $1::uuid",
);
const fillStatement = statement<never, readonly [string, string]>(
  "fill_price_list",
  `insert into price_list_entries (price_list_id, variant_id, currency, min_quantity, amount_minor)
   select $1::uuid, "variantId", currency, "minQuantity", amount
     from jsonb_to_recordset($2::jsonb) as r ("variantId" uuid, currency text, "minQuantity" integer, amount bigint)`,
);
const deleteStatement = statement<never, readonly [string]>(
  "delete_price_list",
  "delete from price_lists where id = $1::uuid",
);
const knownStatement = statement<{ id: string }, readonly [readonly string[]]>(
  "known_variants",
  "select id from variants where id = any ($1::uuid[]) and removed_at is null",
);

export type PriceListPlace = { readonly createdAt: string; readonly id: string };

/** The newest first; one more than the limit where there are more. */
export function listPriceLists(
  db: AnyDb,
  { after, limit }: { readonly after: PriceListPlace | undefined; readonly limit: number },
): Promise<readonly SummaryRow[]> {
  return pageStatement.rows(db, [after?.createdAt ?? null, after?.id ?? null, limit]);
}

export function findPriceList(db: AnyDb, id: string): Promise<StoredPriceList | undefined> {
  return findStatement.first(db, [id]);
}

/** Locked until the transaction ends. */
export async function lockPriceList(db: AnyDb, id: string): Promise<StoredPriceList | undefined> {
  await lockStatement.rows(db, [id]);
  return findPriceList(db, id);
}

/** Inserts it, or replaces it as its next version. */
export async function savePriceList(db: AnyDb, list: PriceListContent): Promise<void> {
  const { id, name, customerGroup, isActive, startsAt, endsAt, createdAt, updatedAt, entries } = list;
  await saveStatement.rows(db, [id, name, customerGroup, isActive, startsAt, endsAt, createdAt, updatedAt]);
  await emptyStatement.rows(db, [id]);
  await fillStatement.rows(db, [id, JSON.stringify(entries)]);
}

export async function deletePriceList(db: AnyDb, id: string): Promise<void> {
  await deleteStatement.rows(db, [id]);
}

/** Those of the variants that there are. */
export async function listKnownVariants(db: AnyDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await knownStatement.rows(db, [ids])).map(({ id }) => id));
}
