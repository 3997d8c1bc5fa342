// The shop's own prices and stock of some variants, as they are now: read from the database for each question.
import { statement, type AnyDb } from "@souk/db";

export type PricedVariant = {
  readonly variantId: string;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly available: number;
  readonly pictureId: string | null;
  readonly weightGrams: number;
  readonly taxClass: string;
};

const pricesStatement = statement<PricedVariant, readonly [readonly string[], string]>(
  "price_variants",
  `select v.id as "variantId", p.id as "productId", p.slug as "productSlug", p.name as "productName", v.name as "variantName",
          v.sku, r.amount_minor as "unitPriceMinor", v.picture_id as "pictureId", v.weight_grams as "weightGrams",
          v.tax_class as "taxClass",
          (select coalesce(sum(s.on_hand - s.reserved), 0)::integer from stock_levels s where s.variant_id = v.id) as available
     from variants v
     join products p on p.id = v.product_id and p.status = 'active'
     join variant_prices r on r.variant_id = v.id and r.currency = $2::text
    where v.id = any ($1::uuid[]) and v.removed_at is null`,
);

/** Unknown and unsellable variants, and those without a price in the currency, are left out. */
export async function listPricedVariants(
  db: AnyDb,
  question: { readonly variantIds: readonly string[]; readonly currency: string },
): Promise<readonly PricedVariant[]> {
  return pricesStatement.rows(db, [question.variantIds, question.currency]);
}
