// How many products a search finds, by category, price and stock. Each facet counts what the others leave, not what it itself hides.
import { statement, type AnyDb } from "@souk/db";
import { hasStock, type ProductPageQuestion } from "../../catalogue/store/product-pages.ts";

export type SearchFacets = {
  readonly total: number;
  readonly categories: readonly { readonly slug: string; readonly name: string; readonly count: number }[];
  readonly price: { readonly min: number; readonly max: number } | null;
  readonly inStock: number;
};
type Row = {
  total: number;
  in_stock: number;
  price_min: number | null;
  price_max: number | null;
  categories: SearchFacets["categories"];
};
type Parameters = readonly [string, readonly string[] | null, number | null, number | null, boolean];

const text = (joined: string, matches: string): string => `
  with hits as materialized (
    select l.category_id, l.price_minor,
           $2::uuid[] is null or l.category_id = any ($2::uuid[]) as in_category,
           l.price_minor >= coalesce($3::bigint, 0) and ($4::bigint is null or l.price_minor <= $4::bigint) as in_price,
           ${hasStock} as in_stock
      from product_listings l ${joined}
     where l.currency = $1::text and l.status = 'active' ${matches}
  )
  select count(*) filter (where in_category and in_price and (in_stock or not $5::boolean)) as total,
         count(*) filter (where in_category and in_price and in_stock) as in_stock,
         min(price_minor) filter (where in_category and (in_stock or not $5::boolean)) as price_min,
         max(price_minor) filter (where in_category and (in_stock or not $5::boolean)) as price_max,
         (select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name, 'count', n.products)
                                    order by n.products desc, c.name, c.id), '[]')
            from (select h.category_id, count(*) as products from hits h
                   where h.in_price and (h.in_stock or not $5::boolean) group by h.category_id) n
            join categories c on c.id = n.category_id) as categories
    from hits`;

const allStatement = statement<Row, Parameters>("facets_of_all", text("", ""));
const matchStatement = statement<Row, readonly [...Parameters, string]>(
  "facets_of_match",
  text("join product_search q on q.product_id = l.product_id", "and q.vector @@ $6::tsquery"),
);

export async function loadFacets(db: AnyDb, question: ProductPageQuestion): Promise<SearchFacets> {
  const { currency, category, minPrice = null, maxPrice = null, inStock, match } = question;
  const parameters: Parameters = [currency, category?.ids ?? null, minPrice, maxPrice, inStock];
  const row =
    match === undefined
      ? await allStatement.first(db, parameters)
      : await matchStatement.first(db, [...parameters, match]);
  if (row === undefined) throw new Error("An aggregate gave no row.");
  const { total, in_stock: stocked, price_min: min, price_max: max, categories } = row;
  return { total, categories, price: min === null || max === null ? null : { min, max }, inStock: stocked };
}
