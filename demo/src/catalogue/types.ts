// The shape of the demo catalogue as other parts read it: plain data, ready to be seeded.
import type { DemoSynonyms } from "./synonyms.ts";

export type PictureView = "front" | "detail" | "in_use";

/** Amounts in minor units, one for each currency the demo shop sells in. */
export type Prices = { readonly EUR: number; readonly USD: number };

export type DemoPicture = {
  readonly view: PictureView;
  /** The colour the picture shows; absent where a product has no colours. */
  readonly optionValue?: string;
  readonly alt: string;
};

export type DemoOption = { readonly name: string; readonly values: readonly string[] };

export type DemoVariant = {
  readonly sku: string;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly price: Prices;
  /** The price before a sale. */
  readonly compareAt?: Prices;
  readonly stock: number;
};

export type DemoDimensions = {
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
};

export type DemoCategory = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  /** Absent for the top level. */
  readonly parentSlug?: string;
};

export type DemoProduct = {
  readonly slug: string;
  readonly name: string;
  readonly subtitle: string;
  /** Paragraphs are parted by an empty line. */
  readonly description: string;
  readonly materials: string;
  readonly dimensions: DemoDimensions;
  readonly weightGrams: number;
  readonly care: string;
  readonly categorySlug: string;
  readonly options: readonly DemoOption[];
  readonly variants: readonly DemoVariant[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly featured: boolean;
  readonly isNew: boolean;
  readonly seo: { readonly title: string; readonly description: string };
  readonly pictures: readonly DemoPicture[];
};

export type DemoCatalogue = {
  readonly categories: readonly DemoCategory[];
  readonly products: readonly DemoProduct[];
  readonly synonyms: readonly DemoSynonyms[];
};
