// Products many at a time, as an import finds them and an export tells them.
import { statement, type AnyDb } from "@souk/db";
import {
  productColumns,
  type ProductRow,
  type StoredProduct,
  toStoredProduct,
} from "../../catalogue/store/products.ts";

/** The product that a slug means, as it is. */
export type KnownVersion = { readonly slug: string; readonly id: string; readonly version: number };

const owners = statement<{ slug: string; id: string }, readonly [readonly string[]]>(
  "import_slug_owners",
  `select s.slug, s.product_id as id from product_slugs s where s.slug = any ($1::text[])`,
);
// One order for all locks on products.
const lock = statement<{ id: string }, readonly [readonly string[]]>(
  "import_lock_products",
  "select id from products where id = any ($1::uuid[]) order by id for update",
);
const versions = statement<KnownVersion, readonly [readonly string[]]>(
  "import_lock_versions",
  `select s.slug, p.id, p.version from product_slugs s join products p on p.id = s.product_id
   where s.slug = any ($1::text[]) order by p.id for update of p`,
);
const load = statement<ProductRow, readonly [readonly string[]]>(
  "import_load_products",
  `select ${productColumns} from products p where p.id = any ($1::uuid[])`,
);
export type CategoryRef = { readonly id: string; readonly slug: string; readonly name: string };
const categories = statement<CategoryRef, readonly [readonly string[]]>(
  "import_categories",
  "select id, slug, name from categories where slug = any ($1::text[])",
);
const page = statement<ProductRow, readonly [string, string | null, number]>(
  "export_products",
  `select ${productColumns} from products p where p.slug > $1 and ($2::text is null or p.status = $2) order by p.slug limit $3`,
);

/** By the slug they are asked for, locked until the transaction ends; a slug of former times finds its product too. */
export async function lockProductsBySlug(
  db: AnyDb,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  const owned = await owners.rows(db, [slugs]);
  if (owned.length > 0) await lock.rows(db, [owned.map(({ id }) => id)]);
  return loadOwned(db, owned);
}

/** The same without locks, for a plan whose versions are looked at again before it is kept. */
export async function listProductsForSlugs(
  db: AnyDb,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  return loadOwned(db, await owners.rows(db, [slugs]));
}

/** Locks the products until the transaction ends. */
export async function lockProductVersions(
  db: AnyDb,
  slugs: readonly string[],
): Promise<readonly KnownVersion[]> {
  return versions.rows(db, [slugs]);
}

async function loadOwned(
  db: AnyDb,
  owned: readonly { readonly slug: string; readonly id: string }[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  if (owned.length === 0) return new Map();
  const rows = await load.rows(db, [owned.map(({ id }) => id)]);
  const stored = new Map(rows.map((row) => [row.id, toStoredProduct(row)]));
  return new Map(
    owned.flatMap(({ slug, id }) => {
      const product = stored.get(id);
      return product === undefined ? [] : [[slug, product] as const];
    }),
  );
}

/** By slug. */
export async function listCategories(
  db: AnyDb,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, CategoryRef>> {
  return new Map((await categories.rows(db, [slugs])).map((category) => [category.slug, category]));
}

export type ExportPage = {
  readonly afterSlug: string;
  readonly status: string | undefined;
  readonly limit: number;
};

export async function listProductsBySlug(
  db: AnyDb,
  { afterSlug, status, limit }: ExportPage,
): Promise<readonly StoredProduct[]> {
  return (await page.rows(db, [afterSlug, status ?? null, limit])).map(toStoredProduct);
}
