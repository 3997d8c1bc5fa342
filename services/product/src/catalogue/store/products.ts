// Products as staff edit them: loading one whole, and the unique things they may collide on.
import type { Dimensions } from "@souk/contracts";
import { statement, type AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { categoryUnknown } from "../domain/category.ts";
import type {
  CataloguePicture,
  CatalogueProduct,
  CatalogueVariant,
  ProductOption,
  ProductStatus,
  TaxClass,
  VariantPrice,
} from "../domain/product.ts";

export type ProductRow = {
  id: string;
  slug: string;
  name: string;
  subtitle: string;
  description: string;
  category: CatalogueProduct["category"];
  status: ProductStatus;
  featured: boolean;
  options: readonly ProductOption[];
  attributes: CatalogueProduct["attributes"];
  seo_title: string | null;
  seo_description: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  publish_at: Date | null;
  unpublish_at: Date | null;
  variants: readonly VariantRow[];
  pictures: readonly CataloguePicture[];
};
type VariantRow = {
  id: string;
  sku: string;
  name: string;
  options: Readonly<Record<string, string>>;
  prices: readonly VariantPrice[];
  costMinor: number | null;
  costCurrency: string | null;
  weightGrams: number;
  dimensions: Dimensions | null;
  taxClass: TaxClass;
  pictureId: string | null;
  isRemoved: boolean;
};
/** A product with the variants that edits took away: a SKU that comes back finds its own. */
export type StoredProduct = {
  readonly product: CatalogueProduct;
  readonly removedVariants: readonly CatalogueVariant[];
};

/** Of a product `p`, for `toStoredProduct`. */
export const productColumns = `
  p.id, p.slug, p.name, p.subtitle, p.description, p.status, p.featured, p.options, p.attributes, p.seo_title, p.seo_description,
  p.version, p.created_at, p.updated_at, p.publish_at, p.unpublish_at,
  (select jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name) from categories c where c.id = p.category_id) as category,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'id', v.id, 'sku', v.sku, 'name', v.name, 'options', v.options, 'costMinor', v.cost_minor, 'costCurrency', v.cost_currency,
      'weightGrams', v.weight_grams, 'taxClass', v.tax_class, 'pictureId', v.picture_id, 'isRemoved', v.removed_at is not null,
      'dimensions', case when v.length_mm is not null then
        jsonb_build_object('lengthMm', v.length_mm, 'widthMm', v.width_mm, 'heightMm', v.height_mm) end,
      'prices', (select coalesce(jsonb_agg(jsonb_build_object('currency', r.currency, 'amount', r.amount_minor,
                                                              'compareAt', r.compare_at_minor) order by r.currency), '[]')
                   from variant_prices r where r.variant_id = v.id)
    ) order by v.position, v.id), '[]') from variants v where v.product_id = p.id) as variants,
  (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'optionValue', i.option_value, 'alt', i.alt, 'width', i.width,
                                                'height', i.height) order by i.position, i.id), '[]')
     from pictures i where i.product_id = p.id) as pictures`;

const byIdOrSlug = `
  where p.id = coalesce(
    (select s.product_id from product_slugs s where s.slug = $1::text),
    case when $1::text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then $1::uuid end)`;

const findStatement = statement<ProductRow, readonly [string]>(
  "find_product",
  `select ${productColumns} from products p ${byIdOrSlug}`,
);
const lockStatement = statement<{ id: string }, readonly [string]>(
  "lock_product",
  `select p.id from products p ${byIdOrSlug} for update`,
);
const categoryStatement = statement<NonNullable<CatalogueProduct["category"]>, readonly [string]>(
  "find_category",
  "select id, slug, name from categories where id = $1::uuid",
);
const slugStatement = statement<{ product_id: string }, readonly [string]>(
  "find_slug",
  "select product_id from product_slugs where slug = $1::text",
);

const findAllStatement = statement<ProductRow, readonly [readonly string[]]>(
  "find_products",
  `select ${productColumns} from products p where p.id = any ($1::uuid[]) order by p.id`,
);
const lockAllStatement = statement<never, readonly [readonly string[]]>(
  "lock_products",
  "select from products where id = any ($1::uuid[]) order by id for update",
);

/** Those of the products that are there, locked in one order until the transaction ends. */
export async function lockProducts(db: AnyDb, ids: readonly string[]): Promise<readonly StoredProduct[]> {
  await lockAllStatement.rows(db, [ids]);
  return (await findAllStatement.rows(db, [ids])).map(toStoredProduct);
}

const dueStatement = statement<{ id: string; database_now: Date }, readonly [number]>(
  "due_products",
  `select id, clock_timestamp() as database_now from products
    where publish_at <= clock_timestamp() or unpublish_at <= clock_timestamp()
    order by id limit $1::integer for update skip locked`,
);

/** Products whose time to be published or taken off has come, locked until the transaction ends. */
export async function listDueProducts(
  db: AnyDb,
  limit: number,
): Promise<{ readonly ids: readonly string[]; readonly databaseNow: Date }> {
  const rows = await dueStatement.rows(db, [limit]);
  return {
    ids: rows.map(({ id }) => id),
    databaseNow: new Date(Math.max(...rows.map((row) => row.database_now.getTime()))),
  };
}

export async function findProduct(db: AnyDb, idOrSlug: string): Promise<StoredProduct | undefined> {
  const row = await findStatement.first(db, [idOrSlug]);
  return row === undefined ? undefined : toStoredProduct(row);
}

/** The product, locked until the transaction ends. */
export async function lockProduct(db: AnyDb, idOrSlug: string): Promise<StoredProduct> {
  const locked = await lockStatement.first(db, [idOrSlug]);
  const stored = locked === undefined ? undefined : await findProduct(db, locked.id);
  if (stored === undefined) throw productNotFound();
  return stored;
}

export function productNotFound(): Refusal {
  return new Refusal("not_found", "product_not_found", "There is no such product.");
}

export async function loadCategory(db: AnyDb, id: string | null): Promise<CatalogueProduct["category"]> {
  if (id === null) return null;
  const category = await categoryStatement.first(db, [id]);
  if (category !== undefined) return category;
  throw categoryUnknown("/categoryId");
}

/** Whose slug it is or was. */
export async function findSlugOwner(db: AnyDb, slug: string): Promise<string | undefined> {
  return (await slugStatement.first(db, [slug]))?.product_id;
}

export function toStoredProduct(row: ProductRow): StoredProduct {
  const { variants, ...product } = row;
  return {
    product: {
      id: product.id,
      slug: product.slug,
      name: product.name,
      subtitle: product.subtitle,
      description: product.description,
      category: product.category,
      status: product.status,
      featured: product.featured,
      options: product.options,
      attributes: product.attributes,
      seoTitle: product.seo_title,
      seoDescription: product.seo_description,
      version: product.version,
      createdAt: product.created_at,
      updatedAt: product.updated_at,
      publishAt: product.publish_at,
      unpublishAt: product.unpublish_at,
      pictures: product.pictures,
      variants: variants.filter((variant) => !variant.isRemoved).map(toVariant),
    },
    removedVariants: variants.filter((variant) => variant.isRemoved).map(toVariant),
  };
}

function toVariant(row: VariantRow): CatalogueVariant {
  const { id, sku, name, options, prices, costMinor, costCurrency, weightGrams, dimensions, taxClass } = row;
  const costPrice =
    costMinor === null || costCurrency === null ? null : { amount: costMinor, currency: costCurrency };
  return {
    id,
    sku,
    name,
    options,
    prices,
    costPrice,
    weightGrams,
    dimensions,
    taxClass,
    pictureId: row.pictureId,
  };
}
