// What the API and the audit log tell of a product, apart from the documents of domain/documents.ts.
import type { EditableProduct } from "@souk/contracts";
import { toPictureView } from "../media/domain/picture-view.ts";
import type { CatalogueProduct, CatalogueVariant, VariantPrice } from "./domain/product.ts";

/** A product as staff edit it: all prices, costs and ids, in the form that PUT takes. */
export function toEditableProduct(product: CatalogueProduct): EditableProduct {
  return {
    id: product.id,
    version: product.version,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
    pictures: product.pictures.map(toPictureView),
    content: {
      slug: product.slug,
      name: product.name,
      subtitle: product.subtitle,
      description: product.description,
      categoryId: product.category?.id ?? null,
      status: product.status,
      featured: product.featured,
      options: product.options.map(({ name, values }) => ({ name, values: [...values] })),
      attributes: product.attributes,
      seoTitle: product.seoTitle,
      seoDescription: product.seoDescription,
      variants: product.variants.map(toEditableVariant),
      ...(product.publishAt && { publishAt: product.publishAt.toISOString() }),
      ...(product.unpublishAt && { unpublishAt: product.unpublishAt.toISOString() }),
    },
  };
}

function toEditableVariant(variant: CatalogueVariant): EditableProduct["content"]["variants"][number] {
  const { id, sku, options, prices, costPrice, weightGrams, dimensions, taxClass } = variant;
  return {
    id,
    sku,
    options,
    prices: prices.map(({ amount, currency }) => ({ amount, currency })),
    compareAtPrices: prices.flatMap(compareAtView),
    ...(costPrice === null ? {} : { costPrice }),
    weightGrams,
    ...(dimensions && { dimensions }),
    taxClass,
  };
}

function compareAtView({ compareAt, currency }: VariantPrice): { amount: number; currency: string }[] {
  return compareAt === null ? [] : [{ amount: compareAt, currency }];
}

/** A product in the audit log: what staff can change. */
export const auditView = (product: CatalogueProduct): EditableProduct["content"] =>
  toEditableProduct(product).content;
