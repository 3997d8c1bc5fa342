// What every change of a product's pictures ends with: the product's next version, and who is told of it.
import { ProductUpdated, StaffActed } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import type { CataloguePicture, CatalogueProduct } from "../../catalogue/domain/product.ts";
import { saveProducts } from "../../catalogue/store/save-products.ts";
import { withPictures } from "../domain/product-pictures.ts";
import { updatePictures, type PictureRow } from "../store/pictures.ts";

export type PictureChange = {
  readonly product: CatalogueProduct;
  readonly pictures: readonly CataloguePicture[];
  readonly added?: PictureRow;
  readonly action: "product.add_picture" | "product.arrange_pictures" | "product.delete_picture";
  readonly actorId: string;
  readonly at: Date;
};

/** In the caller's transaction, which has locked the product. */
export async function writePictures(db: AnyDb, change: PictureChange): Promise<CatalogueProduct> {
  const { product, pictures, added, at } = change;
  const changed = withPictures(product, pictures, at);
  await saveProducts(db, [changed], { newPictures: added === undefined ? [] : [added] });
  await updatePictures(db, pictures);
  const { id, slug, version } = changed;
  await publish(db, ProductUpdated, { productId: id, slug, version });
  await publish(db, StaffActed, {
    actorId: change.actorId,
    action: change.action,
    subjectType: "product",
    subjectId: id,
    before: { pictures: product.pictures },
    after: { pictures },
    at: at.toISOString(),
  });
  return changed;
}
