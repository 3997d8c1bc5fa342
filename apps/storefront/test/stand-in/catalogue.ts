// The demo catalogue in the shapes of the REST contract, for the stand-in API.
import type { Category, Picture, Product, Variant } from "@souk/contracts";
import { createHash } from "node:crypto";
import {
  demoCatalogue,
  type DemoPicture,
  type DemoProduct,
  type DemoVariant,
} from "../../../../demo/src/index.ts";

const WIDTHS = [320, 640, 960, 1440];
const uuidOf = (text: string): string => {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export type DrawnPicture = { readonly product: DemoProduct; readonly picture: DemoPicture };
export const drawings = new Map<string, DrawnPicture>();

function toPicture(product: DemoProduct, picture: DemoPicture): Picture {
  const id = uuidOf(`${product.slug} ${picture.view} ${picture.optionValue ?? ""}`);
  drawings.set(id, { product, picture });
  return {
    id,
    url: `/media/${id}/960.webp`,
    srcset: WIDTHS.map((width) => `/media/${id}/${width}.webp ${width}w`).join(", "),
    optionValue: picture.optionValue ?? null,
    alt: picture.alt,
    width: 960,
    height: 1200,
  };
}

function toVariant(product: DemoProduct, variant: DemoVariant, currency: "EUR" | "USD"): Variant {
  const shown = product.pictures.find(
    (picture) =>
      picture.view === "front" && Object.values(variant.optionValues).includes(picture.optionValue ?? "-"),
  );
  return {
    id: uuidOf(variant.sku),
    sku: variant.sku,
    name: Object.values(variant.optionValues).join(", "),
    options: { ...variant.optionValues },
    price: { amount: variant.price[currency], currency },
    compareAtPrice: variant.compareAt ? { amount: variant.compareAt[currency], currency } : null,
    available: variant.stock,
    pictureId: shown ? uuidOf(`${product.slug} ${shown.view} ${shown.optionValue ?? ""}`) : null,
  };
}

export function toProduct(product: DemoProduct, currency: "EUR" | "USD"): Product {
  const variants = product.variants.map((variant) => toVariant(product, variant, currency));
  const cheapest = variants.toSorted((a, b) => a.price.amount - b.price.amount)[0];
  if (!cheapest) throw new Error("A product without variants.");
  const pictures = product.pictures.map((picture) => toPicture(product, picture));
  return {
    id: uuidOf(product.slug),
    slug: product.slug,
    name: product.name,
    subtitle: product.subtitle,
    categorySlug: product.categorySlug,
    price: cheapest.price,
    compareAtPrice: cheapest.compareAtPrice,
    available: variants.reduce((sum, variant) => sum + variant.available, 0),
    featured: product.featured,
    rating: null,
    createdAt: product.isNew ? new Date().toISOString() : "2026-01-05T08:00:00.000Z",
    image: pictures[0] ?? null,
    variants,
    description: product.description,
    status: "active",
    options: product.options.map((option) => ({ name: option.name, values: [...option.values] })),
    attributes: {
      ...product.attributes,
      materials: product.materials,
      care: product.care,
      ...product.dimensions,
    },
    seoTitle: product.seo.title,
    seoDescription: product.seo.description,
    pictures,
    version: 1,
    updatedAt: "2026-01-05T08:00:00.000Z",
  };
}

export const demo = demoCatalogue();
const within = (slug: string): readonly string[] => [
  slug,
  ...demo.categories.filter((category) => category.parentSlug === slug).map((category) => category.slug),
];
export const productsIn = (slug: string | null): readonly DemoProduct[] => {
  const slugs = slug === null ? undefined : within(slug);
  return demo.products.filter((product) => !slugs || slugs.includes(product.categorySlug));
};
export const categories: readonly Category[] = demo.categories.map((category) => ({
  id: uuidOf(category.slug),
  slug: category.slug,
  name: category.name,
  description: category.description,
  parentId: category.parentSlug ? uuidOf(category.parentSlug) : null,
  position: category.position,
  image: ((product) => (product ? (toProduct(product, "EUR").image?.url ?? null) : null))(
    productsIn(category.slug)[0],
  ),
  productCount: productsIn(category.slug).length,
}));
