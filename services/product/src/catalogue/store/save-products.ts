// Writes products whole, one or hundreds at once, with everything that is derived of them: the documents that shoppers read and the
// search's text. Each table takes one statement for all products. The one way in which a product gets into the database.
import { runBatch, type AnyDb, type BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import { sortKey } from "../../search/domain/fold-text.ts";
import { insertPicturesQuery, type PictureRow } from "../../media/store/pictures.ts";
import type { PublicPrices } from "../../prices/domain/public-price.ts";
import { historyQuery, loadPublicPrices } from "../../prices/store/public-prices.ts";
import { loadRatings } from "../../reviews/store/ratings.ts";
import { searchQueries } from "../../search/store/search-index.ts";
import { detailsDocument, listingDocuments, type Ratings } from "../domain/documents.ts";
import { categoryUnknown } from "../domain/category.ts";
import type { CatalogueProduct } from "../domain/product.ts";
import { skuTaken } from "./taken-skus.ts";
import { asRows, variantQueries } from "./variant-queries.ts";

export type SaveOptions = {
  /** Pictures of the products that the database has not yet. */
  readonly newPictures?: readonly PictureRow[];
  /** From when on their prices are what they are; the time of the latest edit where it is left out. */
  readonly at?: Date;
};

/** One transaction; ids that exist are changed, others are inserted. */
export async function saveProducts(
  db: AnyDb,
  products: readonly CatalogueProduct[],
  options: SaveOptions = {},
): Promise<void> {
  await runSave(db, await saveQueries(db, products, options));
}

/**
 * What writes the products, made of the prices and ratings that are known now. The products must stay locked from here to `runSave`,
 * or be new: else what is refreshed meanwhile (a price list began) would be overwritten by what was before.
 */
export async function saveQueries(
  db: AnyDb,
  products: readonly CatalogueProduct[],
  { newPictures = [], at = latestEdit(products) }: SaveOptions = {},
): Promise<readonly BatchQuery[]> {
  if (products.length === 0) return [];
  const prices = await loadPublicPrices(db, products, at);
  const ratings = await loadRatings(
    db,
    products.map(({ id }) => id),
  );
  return [
    ...productQueries(products),
    insertPicturesQuery(newPictures),
    historyQuery(products, { prices, at }),
    ...variantQueries(products),
    ...documentQueries(products, { prices, ratings }),
    ...searchQueries(products),
  ];
}

export async function runSave(db: AnyDb, queries: readonly BatchQuery[]): Promise<void> {
  if (queries.length === 0) return;
  try {
    await runBatch(db, queries);
  } catch (error) {
    throw takenOf(error) ?? error;
  }
}

function latestEdit(products: readonly CatalogueProduct[]): Date {
  return new Date(Math.max(...products.map(({ updatedAt }) => updatedAt.getTime())));
}

/** Somebody else's slug or SKU: the unique constraint tells, however many tried at once. */
function takenOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("constraint" in error)) return undefined;
  switch (error.constraint) {
    case "products_own_slug":
      return new Refusal("conflict", "slug_taken", "Another product has or had this slug.", {
        fields: [{ pointer: "/slug", code: "slug_taken", message: "is taken" }],
      });
    case "variants_sku_key":
      return skuTaken();
    case "products_category_id_fkey": // It was there when the product was written, and was deleted meanwhile.
      return categoryUnknown("/categoryId");
    default:
      return undefined;
  }
}

function productQueries(products: readonly CatalogueProduct[]): BatchQuery[] {
  const productRows = products.map((product) => ({
    id: product.id,
    slug: product.slug,
    name: product.name,
    subtitle: product.subtitle,
    description: product.description,
    category_id: product.category?.id ?? null,
    status: product.status,
    featured: product.featured,
    options: product.options,
    attributes: product.attributes,
    seo_title: product.seoTitle,
    seo_description: product.seoDescription,
    version: product.version,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    publish_at: product.publishAt,
    unpublish_at: product.unpublishAt,
  }));
  return [
    {
      sql: `insert into product_slugs (slug, product_id)
            select slug, id from jsonb_to_recordset($1::jsonb) as r (slug text, id uuid)
            on conflict do nothing`,
      parameters: asRows(products.map(({ slug, id }) => ({ slug, id }))),
    },
    {
      sql: `insert into products select * from jsonb_populate_recordset(null::products, $1::jsonb)
            on conflict (id) do update set
              slug = excluded.slug, name = excluded.name, subtitle = excluded.subtitle, description = excluded.description,
              category_id = excluded.category_id, status = excluded.status, featured = excluded.featured,
              options = excluded.options, attributes = excluded.attributes, seo_title = excluded.seo_title,
              seo_description = excluded.seo_description, version = excluded.version, updated_at = excluded.updated_at,
              publish_at = excluded.publish_at, unpublish_at = excluded.unpublish_at`,
      parameters: asRows(productRows),
    },
  ];
}

function documentQueries(
  products: readonly CatalogueProduct[],
  facts: { readonly prices: PublicPrices; readonly ratings: Ratings },
): BatchQuery[] {
  const listings = products.flatMap((product) =>
    listingDocuments(product, facts).map(({ currency, priceMinor, document }) => ({
      product_id: product.id,
      currency,
      status: product.status,
      featured: product.featured,
      category_id: product.category?.id ?? null,
      name_key: sortKey(product.name),
      price_minor: priceMinor,
      created_at: product.createdAt,
      document,
    })),
  );
  const details = products.map((product) => ({
    product_id: product.id,
    slug: product.slug,
    status: product.status,
    version: product.version,
    document: detailsDocument(product),
  }));
  return [
    {
      sql: "delete from product_listings where product_id = any ($1::uuid[])",
      parameters: [products.map(({ id }) => id)],
    },
    {
      sql: "insert into product_listings select * from jsonb_populate_recordset(null::product_listings, $1::jsonb)",
      parameters: asRows(listings),
    },
    {
      sql: `insert into product_details select * from jsonb_populate_recordset(null::product_details, $1::jsonb)
            on conflict (product_id) do update set
              slug = excluded.slug, status = excluded.status, version = excluded.version, document = excluded.document`,
      parameters: asRows(details),
    },
  ];
}
