// What the public prices of products need of the database: the lists that are for everybody and in force, and what was asked before.
// And what is written of them: the history, in the transaction of the documents that show it.
import { statement, type AnyDb, type BatchQuery } from "@souk/db";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import {
  publicPrices,
  reducedVariantIds,
  type PriceBackground,
  type PublicPrices,
} from "../domain/public-price.ts";

/** Of each variant; more changes than these before a reduction are not looked at. */
const PAST_MAX = 400;

/** Entries of lists that are in force now, by this server's clock. */
export const inForce = `l.is_active and (l.starts_at is null or l.starts_at <= clock_timestamp())
  and (l.ends_at is null or l.ends_at > clock_timestamp())`;

type Row = {
  variant_id: string;
  listed: PriceBackground["listed"] | null;
  past: readonly (Omit<PriceBackground["past"][number], "since"> & { since: string })[] | null;
};
const backgroundStatement = statement<Row, readonly [readonly string[], readonly string[]]>(
  "price_background",
  `with listed as (
     select e.variant_id, jsonb_agg(jsonb_build_object('priceListId', l.id, 'currency', e.currency, 'minQuantity', e.min_quantity,
                                                       'amount', e.amount_minor)) as entries
       from price_list_entries e join price_lists l on l.id = e.price_list_id
      where e.variant_id = any ($1::uuid[]) and l.customer_group is null and ${inForce}
      group by e.variant_id
   )
   select v.id as variant_id, listed.entries as listed,
          (select jsonb_agg(jsonb_build_object('currency', h.currency, 'amount', h.amount_minor, 'compareAt', h.compare_at_minor,
                                               'since', h.since) order by h.id)
             from (select * from price_history p where p.variant_id = v.id order by p.id desc limit ${PAST_MAX}) h) as past
     from unnest($1::uuid[]) as v (id) left join listed on listed.variant_id = v.id
    where listed.variant_id is not null or v.id = any ($2::uuid[])`,
);

/** What everybody is asked from `at` on. */
export async function loadPublicPrices(
  db: AnyDb,
  products: readonly CatalogueProduct[],
  at: Date,
): Promise<PublicPrices> {
  const variants = products.flatMap((product) => product.variants);
  const variantIds = variants.map(({ id }) => id);
  const rows = await backgroundStatement.rows(db, [variantIds, reducedVariantIds(products)]);
  const backgrounds = new Map(rows.map((row) => [row.variant_id, toBackground(row)]));
  return new Map(
    variants.map((variant) => [variant.id, publicPrices(variant, backgrounds.get(variant.id), at)]),
  );
}

function toBackground({ listed, past }: Row): PriceBackground {
  return {
    listed: listed ?? [],
    past: (past ?? []).map((price) => ({ ...price, since: new Date(price.since) })),
  };
}

/**
 * Writes what has changed: one row for each variant and currency that is asked for differently, or no longer. Must run before the
 * products' own prices are written, which tell what was for sale so far.
 */
export function historyQuery(
  products: readonly CatalogueProduct[],
  { prices, at }: { readonly prices: PublicPrices; readonly at: Date },
): BatchQuery {
  const asked = products.flatMap(({ status, variants }) =>
    status === "active"
      ? variants.flatMap(({ id }) =>
          (prices.get(id) ?? []).map(({ currency, amount, compareAt }) => ({
            variant_id: id,
            currency,
            amount,
            compare_at: compareAt,
          })),
        )
      : [],
  );
  return {
    sql: `with asked as (
            select variant_id, currency, amount, compare_at
              from jsonb_to_recordset($1::jsonb) as r (variant_id uuid, currency text, amount bigint, compare_at bigint)
          ), prices as (
            select * from asked
            union all
            select r.variant_id, r.currency, null, null
              from variants v join variant_prices r on r.variant_id = v.id
             where v.product_id = any ($2::uuid[])
               and not exists (select from asked a where a.variant_id = r.variant_id and a.currency = r.currency)
          )
          insert into price_history (variant_id, currency, amount_minor, compare_at_minor, since)
          select p.variant_id, p.currency, p.amount, p.compare_at, greatest($3::timestamptz, last.since)
            from prices p
            left join lateral (
              select h.amount_minor, h.compare_at_minor, h.since from price_history h
               where h.variant_id = p.variant_id and h.currency = p.currency order by h.id desc limit 1
            ) last on true
           where (p.amount, p.compare_at) is distinct from (last.amount_minor, last.compare_at_minor)
           order by p.variant_id, p.currency`,
    parameters: [JSON.stringify(asked), products.map(({ id }) => id), at],
  };
}
