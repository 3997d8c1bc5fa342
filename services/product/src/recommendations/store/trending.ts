// What is wanted now: views are added to the heat of products, and the hottest are read.
import { statement, type AnyDb } from "@souk/db";

const viewsStatement = statement<never, readonly [string, number, number, Date]>(
  "heat_by_views",
  `with seen as (
     select coalesce(g.product_id, p.id) as product_id, sum(v.views) as views
       from jsonb_to_recordset($1::jsonb) as v (name text, views integer)
       left join product_slugs g on g.slug = v.name
       left join products p on p.id::text = v.name
      where coalesce(g.product_id, p.id) is not null
      group by 1 order by 1
   ), now as (select extract(epoch from $4::timestamptz)::double precision / $2::double precision as base)
   insert into trending_products as p (product_id, heat)
   select s.product_id, n.base + ln(s.views * $3::double precision) / ln(2::double precision) from seen s cross join now n
   on conflict (product_id) do update set heat = greatest(p.heat, excluded.heat)
     + ln(1 + power(2::double precision, greatest(-60, -abs(p.heat - excluded.heat)))) / ln(2::double precision)`,
);
const hottestStatement = statement<{ id: string }, readonly [string, number]>(
  "trending_products",
  `select t.product_id as id from trending_products t
     join product_listings l on l.product_id = t.product_id and l.currency = $1::text and l.status = 'active'
    order by t.heat desc, t.product_id limit $2::integer`,
);
const hottestOfCategoryStatement = statement<{ id: string }, readonly [string, number, string]>(
  "trending_products_of_category",
  `select t.product_id as id from trending_products t
     join product_listings l on l.product_id = t.product_id and l.currency = $1::text and l.status = 'active'
    where l.category_id = (select category_id from products where id = $3::uuid)
    order by t.heat desc, t.product_id limit $2::integer`,
);
const featuredStatement = statement<{ id: string }, readonly [string, number]>(
  "featured_products",
  `select l.product_id as id from product_listings l where l.currency = $1::text and l.status = 'active'
    order by l.featured desc, l.created_at desc, l.product_id desc limit $2::integer`,
);

export type Views = {
  /** How often each product was looked at, by id or slug. */
  readonly views: ReadonlyMap<string, number>;
  readonly at: Date;
};
export type Heat = { readonly halfLifeSeconds: number; readonly weight: number };

export async function heatByViews(db: AnyDb, { views, at }: Views, heat: Heat): Promise<void> {
  const rows = JSON.stringify([...views].map(([name, count]) => ({ name, views: count })));
  await viewsStatement.rows(db, [rows, heat.halfLifeSeconds, heat.weight, at]);
}

export type ListQuestion = { readonly currency: string; readonly limit: number };

export async function listHottest(db: AnyDb, { currency, limit }: ListQuestion): Promise<readonly string[]> {
  return (await hottestStatement.rows(db, [currency, limit])).map(({ id }) => id);
}

/** Of the category that the product is in. */
export async function listHottestBeside(
  db: AnyDb,
  productId: string,
  { currency, limit }: ListQuestion,
): Promise<readonly string[]> {
  return (await hottestOfCategoryStatement.rows(db, [currency, limit, productId])).map(({ id }) => id);
}

export async function listFeatured(db: AnyDb, { currency, limit }: ListQuestion): Promise<readonly string[]> {
  return (await featuredStatement.rows(db, [currency, limit])).map(({ id }) => id);
}
