// Turns a product of a seed into what the store keeps: the product, its pictures, and what is on hand at first.
import {
  pictureIdFor,
  variantName,
  type CatalogueProduct,
  type VariantPrice,
} from "../catalogue/domain/product.ts";
import { drawnOriginal } from "../media/originals.ts";
import type { PictureRow } from "../media/store/pictures.ts";
import type { PlannedProduct, SeedProduct } from "./catalogue.ts";
import type { InitialStock } from "./store/seed-rows.ts";

export type BuiltProduct = {
  readonly product: CatalogueProduct;
  readonly pictures: readonly PictureRow[];
  readonly stock: readonly InitialStock[];
};
export type SeedTools = {
  readonly newId: () => string;
  readonly now: Date;
  readonly categories: ReadonlyMap<string, NonNullable<CatalogueProduct["category"]>>;
};

/** The size in which the demo's pictures are drawn. */
const DRAWING_WIDTH = 1200;
const DRAWING_HEIGHT = 1500;
const MINUTE_MS = 60_000;
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS;

export function buildProduct(tools: SeedTools, planned: PlannedProduct): BuiltProduct {
  const { product, number } = planned;
  const id = tools.newId();
  const createdAt = createdAtOf(tools.now, { isNew: product.isNew, number });
  const pictures = pictureRows(tools, planned, { product_id: id, created_at: createdAt });
  const shown = pictures.map((row) => ({
    id: row.id,
    optionValue: row.option_value,
    alt: row.alt,
    width: row.width,
    height: row.height,
  }));
  const variants = variantsOf(product, { newId: tools.newId, pictures: shown });
  const stock = variants.map(({ id: variantId }, index) => ({
    variant_id: variantId,
    quantity: product.variants[index]?.stock ?? 0,
  }));
  const built: CatalogueProduct = {
    id,
    slug: product.slug,
    name: product.name,
    subtitle: product.subtitle,
    description: product.description,
    category: tools.categories.get(product.categorySlug) ?? null,
    status: "active",
    featured: product.featured,
    options: product.options,
    attributes: attributesOf(product),
    seoTitle: product.seo.title,
    seoDescription: product.seo.description,
    version: 1,
    createdAt,
    updatedAt: createdAt,
    publishAt: null,
    unpublishAt: null,
    variants,
    pictures: shown,
  };
  return { product: built, pictures, stock };
}

function variantsOf(
  product: SeedProduct,
  { newId, pictures }: { readonly newId: () => string; readonly pictures: CatalogueProduct["pictures"] },
): CatalogueProduct["variants"] {
  return product.variants.map((variant) => ({
    id: newId(),
    sku: variant.sku,
    name: variantName(product.options, variant.optionValues),
    options: variant.optionValues,
    prices: seedPrices(variant),
    costPrice: null,
    weightGrams: product.weightGrams,
    dimensions: product.dimensions,
    taxClass: "standard",
    pictureId: pictureIdFor(pictures, variant.optionValues),
  }));
}

function attributesOf({
  attributes,
  materials,
  care,
  dimensions,
}: SeedProduct): CatalogueProduct["attributes"] {
  return { ...attributes, materials, care, ...dimensions };
}

/** New things first, the others in the order of the catalogue. */
function createdAtOf(now: Date, { isNew, number }: { isNew: boolean; number: number }): Date {
  return new Date(now.getTime() - number * MINUTE_MS - (isNew ? 0 : MONTH_MS));
}

function seedPrices({ price, compareAt }: SeedProduct["variants"][number]): VariantPrice[] {
  return Object.entries(price).map(([currency, amount]) => ({
    currency,
    amount,
    compareAt: compareAt?.[currency] ?? null,
  }));
}

function pictureRows(
  tools: SeedTools,
  { product, drawnAs }: PlannedProduct,
  owner: Pick<PictureRow, "product_id" | "created_at">,
): PictureRow[] {
  return product.pictures.map(({ view, optionValue, alt }, position) => ({
    ...owner,
    id: tools.newId(),
    position,
    option_value: optionValue ?? null,
    alt,
    width: DRAWING_WIDTH,
    height: DRAWING_HEIGHT,
    original: drawnOriginal({
      productSlug: drawnAs,
      view,
      ...(optionValue === undefined ? {} : { optionValue }),
    }),
    content_type: "image/svg+xml",
  }));
}
