// The tree of categories as staff edit it. Every change locks the tree's row first, so that changes come one after the other.
import { statement, type AnyDb } from "@souk/db";
import type { CatalogueCategory, CategoryPicture, Contents, StoredCategory } from "../domain/category.ts";

type Row = CatalogueCategory & { readonly picture: CategoryPicture | null };

const columns = `c.id, c.parent_id as "parentId", c.slug, c.name, c.description, c.position, c.seo_title as "seoTitle",
  c.seo_description as "seoDescription", c.version, c.updated_at as "updatedAt",
  (select jsonb_build_object('id', i.id, 'optionValue', i.option_value, 'alt', i.alt, 'width', i.width, 'height', i.height,
                             'isOwn', i.category_id is not null)
     from pictures i where i.id = c.picture_id) as picture`;

const lockStatement = statement<{ version: number }>(
  "lock_categories",
  "select version from catalogue_versions where name = 'categories' for update",
);
const nextStatement = statement<never>(
  "next_categories",
  "update catalogue_versions set version = version + 1 where name = 'categories'",
);
const findStatement = statement<Row, readonly [string]>(
  "find_category",
  `select ${columns} from categories c
    where c.id = coalesce(
      (select s.category_id from category_slugs s where s.slug = $1::text),
      case when $1::text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then $1::uuid end)`,
);
const childrenStatement = statement<{ id: string; position: number }, readonly [string | null]>(
  "child_categories",
  `select id, position from categories where parent_id is not distinct from $1::uuid order by position, name, id`,
);
const countStatement = statement<{ categories: number }>(
  "count_categories",
  "select count(*)::integer as categories from categories",
);
const contentsStatement = statement<Contents, readonly [string]>(
  "category_contents",
  `select (select count(*)::integer from products where category_id = $1::uuid) as products,
          (select count(*)::integer from categories where parent_id = $1::uuid) as categories`,
);
const productCountStatement = statement<{ products: number }, readonly [string]>(
  "count_products_of_category",
  `with recursive below (id) as (
     select $1::uuid
     union all
     select c.id from below b join categories c on c.parent_id = b.id
   )
   select count(*)::integer as products from products where status = 'active' and category_id in (select id from below)`,
);

/** Waits for whoever changes the tree, and gives its version. The lock lasts until the transaction ends. */
export async function lockTree(db: AnyDb): Promise<number> {
  return (await lockStatement.rows(db, [])).reduce((_, { version }) => version, 0);
}

/** After each change of a category. */
export async function nextTreeVersion(db: AnyDb): Promise<void> {
  await nextStatement.rows(db, []);
}

/** By id, slug, or a slug of former times. */
export async function findCategory(db: AnyDb, idOrSlug: string): Promise<StoredCategory | undefined> {
  const row = await findStatement.first(db, [idOrSlug]);
  if (row === undefined) return undefined;
  const { picture, ...category } = row;
  return { category, picture };
}

export function listChildren(
  db: AnyDb,
  parentId: string | null,
): Promise<readonly { readonly id: string; readonly position: number }[]> {
  return childrenStatement.rows(db, [parentId]);
}

export async function countCategories(db: AnyDb): Promise<number> {
  return (await countStatement.rows(db, [])).reduce((sum, row) => sum + row.categories, 0);
}

/** What is directly in it, whatever its status. */
export async function countContents(db: AnyDb, id: string): Promise<Contents> {
  const [contents = { products: 0, categories: 0 }] = await contentsStatement.rows(db, [id]);
  return contents;
}

/** Active products in it and below it. */
export async function countProducts(db: AnyDb, id: string): Promise<number> {
  return (await productCountStatement.rows(db, [id])).reduce((sum, row) => sum + row.products, 0);
}
