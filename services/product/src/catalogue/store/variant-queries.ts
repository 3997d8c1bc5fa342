// The variants of products, their prices and their first, empty stock: the queries that write them, for a batch.
import type { BatchQuery } from "@souk/db";
import type { CatalogueProduct } from "../domain/product.ts";

/** A list as the one parameter of a query that reads it by jsonb_populate_recordset or jsonb_to_recordset. */
export const asRows = (list: readonly object[]): readonly [string] => [JSON.stringify(list)];

function variantRows(products: readonly CatalogueProduct[]) {
  return products.flatMap((product) =>
    product.variants.map((variant, position) => ({
      id: variant.id,
      product_id: product.id,
      position,
      sku: variant.sku,
      name: variant.name,
      options: variant.options,
      cost_minor: variant.costPrice?.amount ?? null,
      cost_currency: variant.costPrice?.currency ?? null,
      weight_grams: variant.weightGrams,
      length_mm: variant.dimensions?.lengthMm ?? null,
      width_mm: variant.dimensions?.widthMm ?? null,
      height_mm: variant.dimensions?.heightMm ?? null,
      tax_class: variant.taxClass,
      picture_id: variant.pictureId,
    })),
  );
}

export function variantQueries(products: readonly CatalogueProduct[]): BatchQuery[] {
  const variants = variantRows(products);
  const variantIds = variants.map(({ id }) => id);
  return [
    ...ownQueries(products, variants),
    ...priceQueries(products, variantIds),
    ...levelQueries(variants),
  ];
}

function ownQueries(
  products: readonly CatalogueProduct[],
  variants: ReturnType<typeof variantRows>,
): BatchQuery[] {
  return [
    {
      sql: `with gone as (
              update variants set removed_at = now()
               where product_id = any ($1::uuid[]) and removed_at is null and id <> all ($2::uuid[]) returning id
            )
            update stock_levels set is_sellable = false where variant_id in (select id from gone)`,
      parameters: [products.map(({ id }) => id), variants.map(({ id }) => id)],
    },
    {
      sql: `insert into variants (id, product_id, position, sku, name, options, cost_minor, cost_currency, weight_grams, tax_class,
                                  picture_id, length_mm, width_mm, height_mm)
            select id, product_id, position, sku, name, options, cost_minor, cost_currency, weight_grams, tax_class, picture_id,
                   length_mm, width_mm, height_mm
              from jsonb_populate_recordset(null::variants, $1::jsonb)
            on conflict (id) do update set
              position = excluded.position, sku = excluded.sku, name = excluded.name, options = excluded.options,
              cost_minor = excluded.cost_minor, cost_currency = excluded.cost_currency, weight_grams = excluded.weight_grams,
              tax_class = excluded.tax_class, picture_id = excluded.picture_id, length_mm = excluded.length_mm,
              width_mm = excluded.width_mm, height_mm = excluded.height_mm, removed_at = null`,
      parameters: asRows(variants),
    },
  ];
}

function priceQueries(products: readonly CatalogueProduct[], variantIds: readonly string[]): BatchQuery[] {
  const prices = products.flatMap(({ variants }) =>
    variants.flatMap((variant) => variant.prices.map((price) => ({ variant_id: variant.id, ...price }))),
  );
  return [
    {
      sql: "delete from variant_prices where variant_id = any ($1::uuid[])",
      parameters: [variantIds],
    },
    {
      sql: `insert into variant_prices (variant_id, currency, amount_minor, compare_at_minor)
            select variant_id, currency, amount, "compareAt"
              from jsonb_to_recordset($1::jsonb) as r (variant_id uuid, currency text, amount bigint, "compareAt" bigint)`,
      parameters: asRows(prices),
    },
  ];
}

function levelQueries(variants: ReturnType<typeof variantRows>): BatchQuery[] {
  return [
    {
      sql: `insert into stock_levels (variant_id, product_id)
            select id, product_id from jsonb_to_recordset($1::jsonb) as r (id uuid, product_id uuid)
            on conflict do nothing`,
      parameters: asRows(variants.map(({ id, product_id }) => ({ id, product_id }))),
    },
    {
      sql: "update stock_levels set is_sellable = true where variant_id = any ($1::uuid[]) and not is_sellable",
      parameters: [variants.map(({ id }) => id)],
    },
  ];
}
