// The shop's own prices and stock of some variants, as they are now.
import { runBatch, statement, type AnyDb } from "@souk/db";
import type { ListedPrice } from "../../prices/domain/effective-price.ts";
import { inForce } from "../../prices/store/public-prices.ts";

export type PricedVariant = {
  readonly variantId: string;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly sku: string;
  /** The variant's own price; `listed` are those of price lists that are in force for whoever asks. */
  readonly ownPriceMinor: number;
  readonly listed: readonly ListedPrice[] | null;
  readonly available: number;
  readonly pictureId: string | null;
  readonly weightGrams: number;
  readonly taxClass: string;
  /** The product's own category and those above it. */
  readonly categoryIds: readonly string[];
};

// The list is read by a query of its own, so that its length is not known to the planner: otherwise a plan for a list that it knows looks
// cheaper than the one that is kept, and PostgreSQL plans anew for each question, which costs ten times the answer (decision 0013).
const pricesStatement = statement<PricedVariant, readonly [readonly string[], string, readonly string[]]>(
  "price_variants",
  `select v.id as "variantId", p.id as "productId", p.slug as "productSlug", p.name as "productName", v.name as "variantName",
          v.sku, r.amount_minor as "ownPriceMinor", v.picture_id as "pictureId", v.weight_grams as "weightGrams",
          v.tax_class as "taxClass",
          (with recursive above (id, parent_id) as (
             select c.id, c.parent_id from categories c where c.id = p.category_id
             union all select c.id, c.parent_id from above a join categories c on c.id = a.parent_id)
           select coalesce(jsonb_agg(id), '[]') from above) as "categoryIds",
          (select jsonb_agg(jsonb_build_object('priceListId', l.id, 'minQuantity', e.min_quantity, 'amount', e.amount_minor))
             from price_list_entries e join price_lists l on l.id = e.price_list_id
            where e.variant_id = v.id and e.currency = $2::text and ${inForce}
              and (l.customer_group is null or l.customer_group = any ($3::text[]))) as listed,
          (select coalesce(sum(s.on_hand - s.reserved), 0)::integer from stock_levels s where s.variant_id = v.id) as available
     from variants v
     join products p on p.id = v.product_id and p.status = 'active'
     join variant_prices r on r.variant_id = v.id and r.currency = $2::text
    where v.id = any (array(select unnest($1::uuid[]))) and v.removed_at is null`,
);

export type PriceQuestion = {
  readonly variantIds: readonly string[];
  readonly currency: string;
  readonly customerGroups: readonly string[];
};

/** An answer for each question, in one round trip. Unknown and unsellable variants, and those without a price in the currency, are left out. */
export async function listPricedVariants(
  db: AnyDb,
  questions: readonly PriceQuestion[],
): Promise<readonly (readonly PricedVariant[])[]> {
  return runBatch(
    db,
    questions.map(({ variantIds, currency, customerGroups }) =>
      pricesStatement.query([variantIds, currency, customerGroups]),
    ),
  );
}
