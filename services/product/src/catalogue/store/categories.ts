// The tree of categories with what is in it.
import type { Category } from "@souk/contracts";
import { statement, type AnyDb } from "@souk/db";
import { CATEGORY_PICTURE_WIDTH, picturePath } from "../../media/domain/picture-view.ts";

type Row = {
  id: string;
  slug: string;
  name: string;
  description: string;
  parent_id: string | null;
  position: number;
  picture_id: string | null;
  product_count: number;
};

const listStatement = statement<Row>(
  "list_categories",
  `with recursive counted as materialized (
     select category_id, count(*) as products from products where status = 'active' group by category_id
   ), below (root_id, id) as (
     select id, id from categories
     union all
     select b.root_id, c.id from below b join categories c on c.parent_id = b.id
   )
   select c.id, c.slug, c.name, c.description, c.parent_id, c.position, c.picture_id,
          coalesce((select sum(n.products) from below b join counted n on n.category_id = b.id where b.root_id = c.id), 0)::integer
            as product_count
     from categories c order by c.position, c.name, c.id`,
);

/** All categories, each with the number of active products in it and below it. */
export async function listCategories(db: AnyDb): Promise<readonly Category[]> {
  const rows = await listStatement.rows(db, []);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    parentId: row.parent_id,
    position: row.position,
    image:
      row.picture_id === null
        ? null
        : picturePath(row.picture_id, { width: CATEGORY_PICTURE_WIDTH, format: "webp" }),
    productCount: row.product_count,
  }));
}

const slugsStatement = statement<{ slug: string; category_id: string }>(
  "list_category_slugs",
  "select slug, category_id from category_slugs",
);
/** Which category each slug means, those of former times included. */
export async function listCategorySlugs(db: AnyDb): Promise<ReadonlyMap<string, string>> {
  return new Map((await slugsStatement.rows(db, [])).map((row) => [row.slug, row.category_id]));
}

const versionStatement = statement<{ version: number }>(
  "tree_version",
  "select version from catalogue_versions where name = 'categories'",
);
export async function findTreeVersion(db: AnyDb): Promise<number> {
  return (await versionStatement.rows(db, [])).reduce((_, { version }) => version, 0);
}

const currenciesStatement = statement<{ currency: string }>(
  "list_currencies",
  // Skips through the index from one currency to the next instead of reading every price.
  `with recursive used as (
     (select currency from product_listings where status = 'active' order by currency limit 1)
     union all
     select (select l.currency from product_listings l where l.status = 'active' and l.currency > u.currency order by l.currency limit 1)
       from used u where u.currency is not null
   )
   select currency from used where currency is not null`,
);

/** The currencies that active products have prices in. */
export async function listCurrencies(db: AnyDb): Promise<readonly string[]> {
  return (await currenciesStatement.rows(db, [])).map((row) => row.currency);
}
