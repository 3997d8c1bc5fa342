// The catalogue as a seed takes it: plain data of whoever starts the shop.
import type { SearchLanguage } from "@souk/contracts";
import type { PictureView } from "../media/originals.ts";

type SeedPicture = { readonly view: PictureView; readonly optionValue?: string; readonly alt: string };
type SeedVariant = {
  readonly sku: string;
  readonly optionValues: Readonly<Record<string, string>>;
  /** Minor units by currency. */
  readonly price: Readonly<Record<string, number>>;
  readonly compareAt?: Readonly<Record<string, number>>;
  readonly stock: number;
};
export type SeedCategory = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  readonly parentSlug?: string;
};
export type SeedProduct = {
  readonly slug: string;
  readonly name: string;
  readonly subtitle: string;
  readonly description: string;
  readonly materials: string;
  readonly dimensions: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number };
  readonly weightGrams: number;
  readonly care: string;
  readonly categorySlug: string;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly SeedVariant[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly featured: boolean;
  readonly isNew: boolean;
  readonly seo: { readonly title: string; readonly description: string };
  readonly pictures: readonly SeedPicture[];
};
export type SeedCatalogue = {
  readonly categories: readonly SeedCategory[];
  readonly products: readonly SeedProduct[];
  /** Words that mean the same to those who search, for each language. */
  readonly synonyms?: readonly SeedSynonyms[];
};
export type SeedSynonyms = {
  readonly language: SearchLanguage;
  readonly groups: readonly (readonly string[])[];
};

/** A product to be made; `drawnAs` is the one whose pictures it shows, `number` its place in the shop. */
export type PlannedProduct = {
  readonly product: SeedProduct;
  readonly drawnAs: string;
  readonly number: number;
};

/** So many products, one after the other: those that are written, then copies of them with numbers in their names. */
export function* plannedProducts(products: readonly SeedProduct[], count: number): Generator<PlannedProduct> {
  for (let number = 0; number < count; number += 1) {
    const product = products[number % products.length];
    if (product === undefined) return;
    const copy = Math.floor(number / products.length) + 1;
    yield { product: copy === 1 ? product : copyOf(product, copy), drawnAs: product.slug, number };
  }
}

function copyOf(product: SeedProduct, copy: number): SeedProduct {
  return {
    ...product,
    slug: `${product.slug}-${copy}`,
    name: `${product.name} ${copy}`,
    featured: false,
    isNew: false,
    variants: product.variants.map((variant) => ({ ...variant, sku: `${variant.sku}-N${copy}` })),
  };
}

/** Lists of at most so many. */
export function* chunksOf<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
