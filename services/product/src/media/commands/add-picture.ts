// Adds a picture to a product. The original is kept as it was given; sizes are made of it when they are asked for.
// Who calls this vouches for the bytes: what strangers upload has to be checked and made anew first.
import { inTransaction } from "@souk/db";
import sharp from "sharp";
import { pictureIdFor, type CatalogueProduct } from "../../catalogue/domain/product.ts";
import { lockProduct } from "../../catalogue/store/products.ts";
import { saveProducts } from "../../catalogue/store/save-products.ts";
import type { Deps } from "../../deps.ts";

export type AddPicture = {
  readonly productId: string;
  readonly bytes: Uint8Array;
  readonly contentType: "image/svg+xml" | "image/png" | "image/jpeg" | "image/webp";
  readonly alt: string;
  /** The colour it shows; null where it shows them all. */
  readonly optionValue: string | null;
};

/** Gives back the picture's id. */
export async function addPicture(deps: Deps, command: AddPicture): Promise<string> {
  const { productId, bytes, contentType, alt, optionValue } = command;
  const id = deps.newId();
  const { width, height } = await sharp(bytes).metadata();
  const original = await deps.originals.keep(id, bytes);
  await inTransaction(deps.db, async (db) => {
    const { product } = await lockProduct(db, productId);
    const now = deps.now();
    const position = product.pictures.length;
    const row = {
      id,
      position,
      alt,
      width,
      height,
      original,
      product_id: product.id,
      option_value: optionValue,
    };
    const pictures = [...product.pictures, { id, optionValue, alt, width, height }];
    const added = { ...row, content_type: contentType, created_at: now };
    await saveProducts(db, [withPictures(product, pictures, now)], [added]);
  });
  deps.documents.expireAll();
  return id;
}

function withPictures(
  product: CatalogueProduct,
  pictures: CatalogueProduct["pictures"],
  updatedAt: Date,
): CatalogueProduct {
  const variants = product.variants.map((variant) => ({
    ...variant,
    pictureId: pictureIdFor(pictures, variant.options),
  }));
  return { ...product, pictures, variants, updatedAt, version: product.version + 1 };
}
