// What only a seed writes: the tree of categories, the first stock, and which pictures stand for a category.
import { statement, type AnyDb } from "@souk/db";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import type { SeedCategory } from "../catalogue.ts";

/** So long before they came into the shop as it is now they had cost what they cost then. */
const FORMER_PRICE_MS = 30 * 24 * 60 * 60_000;

export type InitialStock = { readonly variant_id: string; readonly quantity: number };
type CategoryRow = NonNullable<CatalogueProduct["category"]>;

const categoriesStatement = statement<never, readonly [string]>(
  "seed_categories",
  `with given as (
     select id, slug, name, description, position
       from jsonb_to_recordset($1::jsonb) as r (id uuid, slug text, name text, description text, position integer)
   ), added as (
     insert into category_slugs (slug, category_id) select slug, id from given on conflict do nothing returning slug
   )
   insert into categories (id, slug, name, description, position)
   select id, slug, name, description, position from given join added using (slug)`,
);
const parentsStatement = statement<never, readonly [string]>(
  "seed_category_parents",
  `update categories c set parent_id = p.id
     from jsonb_to_recordset($1::jsonb) as r (slug text, "parentSlug" text)
     join categories p on p.slug = r."parentSlug"
    where c.slug = r.slug and c.parent_id is null`,
);
// By the slug that the seed knows, which staff may have changed since.
const listStatement = statement<CategoryRow & { known_as: string }>(
  "seeded_categories",
  "select c.id, c.slug, c.name, s.slug as known_as from category_slugs s join categories c on c.id = s.category_id",
);
const takenStatement = statement<{ slug: string }, readonly [readonly string[]]>(
  "taken_slugs",
  "select slug from product_slugs where slug = any ($1::text[])",
);
const stockStatement = statement<never, readonly [string]>(
  "seed_stock",
  `with given as (
     select variant_id, quantity from jsonb_to_recordset($1::jsonb) as r (variant_id uuid, quantity integer) where quantity > 0
   ), moved as (
     insert into stock_movements (variant_id, location, quantity, kind) select variant_id, 'main', quantity, 'initial' from given
   )
   update stock_levels s set on_hand = g.quantity from given g where s.variant_id = g.variant_id and s.location = 'main'`,
);
// A category shows its first product, a room the first of its categories that has one.
const picturesStatement = statement<never>(
  "seed_category_pictures",
  `with recursive below (root_id, id) as (
     select id, id from categories
     union all
     select b.root_id, c.id from below b join categories c on c.parent_id = b.id
   ), first_pictures as (
     select distinct on (b.root_id) b.root_id, i.id
       from below b
       join products p on p.category_id = b.id
       join pictures i on i.product_id = p.id and i.position = 0
      order by b.root_id, p.featured desc, p.created_at desc, p.id
   )
   update categories c set picture_id = f.id from first_pictures f where f.root_id = c.id and c.picture_id is null`,
);

/** Inserts those that are missing; gives back all by slug. */
export async function insertCategories(
  db: AnyDb,
  categories: readonly (SeedCategory & { readonly id: string })[],
): Promise<ReadonlyMap<string, CategoryRow>> {
  const rows = JSON.stringify(categories);
  await categoriesStatement.rows(db, [rows]);
  await parentsStatement.rows(db, [rows]);
  return new Map((await listStatement.rows(db, [])).map(({ known_as, ...category }) => [known_as, category]));
}

export async function listTakenSlugs(db: AnyDb, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await takenStatement.rows(db, [slugs])).map((row) => row.slug));
}

const formerPricesStatement = statement<never, readonly [string]>(
  "seed_former_prices",
  `insert into price_history (variant_id, currency, amount_minor, since)
   select variant_id, currency, amount, since
     from jsonb_to_recordset($1::jsonb) as r (variant_id uuid, currency text, amount bigint, since timestamptz)`,
);
/** What reduced goods cost before: a reduction has to tell it. */
export async function addFormerPrices(db: AnyDb, products: readonly CatalogueProduct[]): Promise<void> {
  const prices = products.flatMap(({ variants, createdAt }) =>
    variants.flatMap((variant) =>
      variant.prices.flatMap(({ currency, compareAt }) =>
        compareAt === null
          ? []
          : [
              {
                variant_id: variant.id,
                currency,
                amount: compareAt,
                since: new Date(createdAt.getTime() - FORMER_PRICE_MS),
              },
            ],
      ),
    ),
  );
  await formerPricesStatement.rows(db, [JSON.stringify(prices)]);
}

export async function addInitialStock(db: AnyDb, stock: readonly InitialStock[]): Promise<void> {
  await stockStatement.rows(db, [JSON.stringify(stock)]);
}

export async function setCategoryPictures(db: AnyDb): Promise<void> {
  await picturesStatement.rows(db, []);
}
