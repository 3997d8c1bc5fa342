// Turns what staff wrote into the product as it will be. Pure: ids, times and what is stored already come in.
import type { AttributeDefinition } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import {
  checkContent,
  pictureIdFor,
  pricesOf,
  variantName,
  type CatalogueProduct,
  type CatalogueVariant,
  type ProductContent,
} from "./product.ts";

export type Written = {
  readonly content: ProductContent;
  /** What attributes of some names have to be. */
  readonly definitions?: readonly AttributeDefinition[];
  /** What the store had: the product's identity, its pictures, and the variants whose ids live on. */
  readonly base: Pick<
    CatalogueProduct,
    "id" | "slug" | "category" | "version" | "createdAt" | "updatedAt" | "pictures"
  >;
  readonly knownVariants: readonly CatalogueVariant[];
  readonly newId: () => string;
};

export function writeProduct(written: Written): CatalogueProduct {
  const { content, definitions, base, knownVariants, newId } = written;
  checkContent(content, definitions);
  const { variants, publishAt, unpublishAt, ...rest } = content;
  const taken = new Set(variants.map((variant) => variant.id));
  return {
    ...rest,
    ...base,
    publishAt: toTime(publishAt),
    unpublishAt: toTime(unpublishAt),
    variants: variants.map((variant, index): CatalogueVariant => {
      const { sku, options, weightGrams, dimensions = null, taxClass } = variant;
      // Without an id a variant is known by its SKU, unless another line claims that id.
      const sameSku = knownVariants.find((known) => known.sku === sku && !taken.has(known.id));
      if (variant.id !== undefined && !knownVariants.some((known) => known.id === variant.id)) {
        throw unknownVariant(index);
      }
      return {
        id: variant.id ?? sameSku?.id ?? newId(),
        sku,
        name: variantName(content.options, options),
        options,
        prices: pricesOf(variant),
        costPrice: variant.costPrice ?? null,
        weightGrams,
        dimensions,
        taxClass,
        pictureId: pictureIdFor(base.pictures, options),
      };
    }),
  };
}

const toTime = (time: string | undefined): Date | null => (time === undefined ? null : new Date(time));

function unknownVariant(index: number): Refusal {
  return new Refusal(
    "invalid",
    "variant_unknown",
    "The product has no such variant; leave the id out to make one.",
    {
      fields: [
        {
          pointer: `/variants/${index}/id`,
          code: "variant_unknown",
          message: "is no variant of this product",
        },
      ],
    },
  );
}
