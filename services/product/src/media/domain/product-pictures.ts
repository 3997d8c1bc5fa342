// What the pictures of a product must fulfil, and what follows of them for its variants.
import { PICTURES_PER_PRODUCT_MAX } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import {
  pictureIdFor,
  type CataloguePicture,
  type CatalogueProduct,
  type ProductOption,
} from "../../catalogue/domain/product.ts";

export type ArrangedPicture = Pick<CataloguePicture, "id" | "alt" | "optionValue">;

export function requireRoom(pictures: readonly CataloguePicture[]): void {
  if (pictures.length < PICTURES_PER_PRODUCT_MAX) return;
  throw new Refusal(
    "conflict",
    "pictures_full",
    `A product has at most ${PICTURES_PER_PRODUCT_MAX} pictures; delete one first.`,
  );
}

/** A picture shows one of the values that shoppers choose between, or all of them. */
export function requireOptionValue(
  options: readonly ProductOption[],
  optionValue: string | null,
  pointer: string,
): void {
  if (optionValue === null || options.some(({ values }) => values.includes(optionValue))) return;
  throw new Refusal("invalid", "option_value_unknown", "No option of the product has that value.", {
    fields: [{ pointer, code: "option_value_unknown", message: "must be a value of one of the options" }],
  });
}

/** The pictures in their new order, with their new texts. Each has to be named once, so that none is lost by mistake. */
export function arrange(
  product: CatalogueProduct,
  arranged: readonly ArrangedPicture[],
): readonly CataloguePicture[] {
  const known = new Map(product.pictures.map((picture) => [picture.id, picture]));
  const pictures = arranged.flatMap(({ id, alt, optionValue }, index) => {
    requireOptionValue(product.options, optionValue, `/pictures/${index}/optionValue`);
    const picture = known.get(id);
    known.delete(id);
    return picture === undefined ? [] : [{ ...picture, alt, optionValue }];
  });
  if (known.size === 0 && pictures.length === arranged.length) return pictures;
  throw new Refusal("invalid", "pictures_incomplete", "Name each picture of the product once.", {
    fields: [
      {
        pointer: "/pictures",
        code: "pictures_incomplete",
        message: "must name each picture of the product once",
      },
    ],
  });
}

/** The product with these pictures, and with them its variants, as its next version. */
export function withPictures(
  product: CatalogueProduct,
  pictures: readonly CataloguePicture[],
  updatedAt: Date,
): CatalogueProduct {
  const variants = product.variants.map((variant) => ({
    ...variant,
    pictureId: pictureIdFor(pictures, variant.options),
  }));
  return { ...product, pictures, variants, updatedAt, version: product.version + 1 };
}
