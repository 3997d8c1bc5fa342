// Turns what staff wrote into the product as it will be. Pure: ids, times and what is stored already come in.
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
  /** What the store had: the product's identity, its pictures, and the variants whose ids live on. */
  readonly base: Pick<
    CatalogueProduct,
    "id" | "slug" | "category" | "version" | "createdAt" | "updatedAt" | "pictures"
  >;
  readonly knownVariants: readonly CatalogueVariant[];
  readonly newId: () => string;
};

export function writeProduct({ content, base, knownVariants, newId }: Written): CatalogueProduct {
  checkContent(content);
  const { variants, ...rest } = content;
  const taken = new Set(variants.map((variant) => variant.id));
  return {
    ...rest,
    ...base,
    variants: variants.map((variant, index): CatalogueVariant => {
      const { sku, options, weightGrams, taxClass } = variant;
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
        taxClass,
        pictureId: pictureIdFor(base.pictures, options),
      };
    }),
  };
}

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
