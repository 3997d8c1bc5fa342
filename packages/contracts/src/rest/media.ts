// REST contract of pictures: uploading, describing and ordering them.
import { z } from "zod";
import { Id, requiredText, text } from "./common.ts";
import { Picture } from "./products.ts";

export const PICTURES_PER_PRODUCT_MAX = 30;
export const PICTURE_BYTES_MAX = 20 * 1024 * 1024;
export const PICTURE_ALT_LENGTH_MAX = 300;

/** The body of an upload is the file itself. */
export const UploadPictureQuery = z.strictObject({
  alt: text(PICTURE_ALT_LENGTH_MAX).default(""),
  /** The value of an option (a colour) that it shows; all of them where it is left out. */
  optionValue: requiredText(60).optional(),
});
export const ProductPictureParams = z.strictObject({ id: requiredText(120), pictureId: Id });

/** All pictures of the product in their new order. */
export const ProductPicturesBody = z.strictObject({
  pictures: z
    .array(
      z.strictObject({
        id: Id,
        alt: text(PICTURE_ALT_LENGTH_MAX),
        optionValue: requiredText(60).nullable(),
      }),
    )
    .max(PICTURES_PER_PRODUCT_MAX),
});
export type ProductPicturesBody = z.infer<typeof ProductPicturesBody>;

/** `version` is the product's after the change. */
export const ProductPictures = z
  .object({ productId: Id, version: z.int(), pictures: z.array(Picture) })
  .meta({ id: "ProductPictures" });
export type ProductPictures = z.infer<typeof ProductPictures>;
export const AddedPicture = ProductPictures.extend({ picture: Picture }).meta({ id: "AddedPicture" });
export type AddedPicture = z.infer<typeof AddedPicture>;
