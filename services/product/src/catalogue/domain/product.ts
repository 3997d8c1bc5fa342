// What a product is, and what a product that staff wrote must fulfil. No I/O, no clock, no new ids in here.
import type { AttributeDefinition, Dimensions, MoneyBody, ProductBody } from "@souk/contracts";
import { Refusal, type FieldError } from "@souk/errors";
import { isCurrency } from "@souk/money";
import { attributeErrors } from "./attributes.ts";

export type ProductStatus = "draft" | "active" | "archived";
export type TaxClass = "standard" | "reduced" | "zero";
export type ProductOption = { readonly name: string; readonly values: readonly string[] };
export type VariantPrice = {
  readonly currency: string;
  readonly amount: number;
  /** The price before a sale. */
  readonly compareAt: number | null;
};
export type CatalogueVariant = {
  readonly id: string;
  readonly sku: string;
  /** Like "Indigo, Large"; empty for a product without options. */
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly prices: readonly VariantPrice[];
  readonly costPrice: MoneyBody | null;
  readonly weightGrams: number;
  readonly dimensions: Dimensions | null;
  readonly taxClass: TaxClass;
  readonly pictureId: string | null;
};
export type CataloguePicture = {
  readonly id: string;
  /** The colour it shows; null where it shows them all. */
  readonly optionValue: string | null;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
};
export type CatalogueProduct = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: { readonly id: string; readonly slug: string; readonly name: string } | null;
  readonly status: ProductStatus;
  readonly featured: boolean;
  readonly options: readonly ProductOption[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When it goes on sale by itself, and when it is taken off; null once that was done. */
  readonly publishAt: Date | null;
  readonly unpublishAt: Date | null;
  readonly variants: readonly CatalogueVariant[];
  readonly pictures: readonly CataloguePicture[];
};

/** What staff write, without what the store knows: ids, version, pictures. */
export type ProductContent = Omit<ProductBody, "slug" | "categoryId">;
type VariantContent = ProductContent["variants"][number];

/** Refuses, with all its faults at once, a product that could not be sold as it is written. */
export function checkContent(
  content: ProductContent,
  definitions: readonly AttributeDefinition[] = [],
): void {
  const errors = [
    ...optionErrors(content),
    ...attributeErrors(content.attributes, definitions),
    ...timeErrors(content),
    ...content.variants.flatMap((variant, index) => variantErrors(content, variant, `/variants/${index}`)),
    ...repeats(content.variants.map((variant) => variant.sku)).map((index) =>
      fieldError(`/variants/${index}/sku`, "sku_repeated", "another variant has this SKU"),
    ),
    ...repeats(content.variants.flatMap((variant) => (variant.id === undefined ? [] : [variant.id]))).map(
      (index) => fieldError(`/variants/${index}/id`, "variant_repeated", "another variant has this id"),
    ),
    ...repeats(content.variants.map((variant) => variantName(content.options, variant.options))).map(
      (index) =>
        fieldError(`/variants/${index}/options`, "options_repeated", "another variant has the same options"),
    ),
  ];
  if (errors.length > 0) {
    throw new Refusal("invalid", "product_invalid", "The product is not complete and consistent.", {
      fields: errors,
    });
  }
}

/** The values of a variant in the order of the product's options. */
export function variantName(
  options: readonly ProductOption[],
  values: Readonly<Record<string, string>>,
): string {
  return options.map((option) => values[option.name] ?? "").join(", ");
}

/** The prices of a variant, each with the price before the sale in the same currency. */
export function pricesOf(variant: Pick<VariantContent, "prices" | "compareAtPrices">): VariantPrice[] {
  return variant.prices.map(({ currency, amount }) => ({
    currency,
    amount,
    compareAt: variant.compareAtPrices.find((price) => price.currency === currency)?.amount ?? null,
  }));
}

/** The first picture that shows one of the variant's values, or else the first of all. */
export function pictureIdFor(
  pictures: readonly CataloguePicture[],
  values: Readonly<Record<string, string>>,
): string | null {
  const shown = new Set(Object.values(values));
  const own = pictures.find(({ optionValue }) => optionValue !== null && shown.has(optionValue));
  return (own ?? pictures[0])?.id ?? null;
}

function optionErrors({ options }: ProductContent): FieldError[] {
  return [
    ...repeats(options.map((option) => option.name)).map((index) =>
      fieldError(`/options/${index}/name`, "option_repeated", "another option has this name"),
    ),
    ...options.flatMap((option, optionIndex) =>
      repeats(option.values).map((index) =>
        fieldError(
          `/options/${optionIndex}/values/${index}`,
          "value_repeated",
          "the option has this value already",
        ),
      ),
    ),
  ];
}

function timeErrors({ publishAt, unpublishAt }: ProductContent): FieldError[] {
  if (publishAt === undefined || unpublishAt === undefined) return [];
  if (Date.parse(publishAt) < Date.parse(unpublishAt)) return [];
  return [fieldError("/unpublishAt", "unpublished_before_published", "must be later than publishAt")];
}

function variantErrors(content: ProductContent, variant: VariantContent, pointer: string): FieldError[] {
  return [...valueErrors(content, variant, pointer), ...priceErrors(variant, pointer)];
}

function valueErrors({ options }: ProductContent, variant: VariantContent, pointer: string): FieldError[] {
  const missing = options
    .filter((option) => !option.values.includes(variant.options[option.name] ?? ""))
    .map((option) =>
      fieldError(
        `${pointer}/options`,
        "option_value_unknown",
        `must have one of the values of ${option.name}`,
      ),
    );
  const unknown = Object.keys(variant.options)
    .filter((name) => options.every((option) => option.name !== name))
    .map((name) => fieldError(`${pointer}/options`, "option_unknown", `the product has no option ${name}`));
  return [...missing, ...unknown];
}

function priceErrors(variant: VariantContent, pointer: string): FieldError[] {
  const currencies = variant.prices.map((price) => price.currency);
  const all = [
    ...variant.prices,
    ...variant.compareAtPrices,
    ...(variant.costPrice ? [variant.costPrice] : []),
  ];
  return [
    ...all
      .filter((price) => !isCurrency(price.currency))
      .map((price) =>
        fieldError(pointer, "currency_unknown", `${price.currency} is no currency that Souk knows`),
      ),
    ...repeats(currencies).map((index) =>
      fieldError(
        `${pointer}/prices/${index}/currency`,
        "currency_repeated",
        "the variant has a price in it already",
      ),
    ),
    ...repeats(variant.compareAtPrices.map((price) => price.currency)).map((index) =>
      fieldError(`${pointer}/compareAtPrices/${index}/currency`, "currency_repeated", "it is there already"),
    ),
    ...variant.compareAtPrices.flatMap((price, index) =>
      currencies.includes(price.currency)
        ? []
        : [
            fieldError(
              `${pointer}/compareAtPrices/${index}/currency`,
              "price_missing",
              "there is no price in it",
            ),
          ],
    ),
  ];
}

/** The places at which something stands that stood before. */
function repeats(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

function fieldError(pointer: string, code: string, message: string): FieldError {
  return { pointer, code, message };
}
