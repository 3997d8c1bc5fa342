// Staff add a picture to a product: the file first, the row after, so that no row ever speaks of a file that is not there.
import { inTransaction } from "@souk/db";
import type { CataloguePicture, CatalogueProduct } from "../../catalogue/domain/product.ts";
import { findProduct, lockProduct, productNotFound } from "../../catalogue/store/products.ts";
import type { Deps } from "../../deps.ts";
import { requireOptionValue, requireRoom } from "../domain/product-pictures.ts";
import { keepPictureFile, requireKept } from "./keep-picture-file.ts";
import { writePictures } from "./write-pictures.ts";

export type AddPicture = {
  readonly id: string;
  readonly productIdOrSlug: string;
  /** Where the file lies that was sent. */
  readonly path: string;
  readonly alt: string;
  /** The colour it shows; null where it shows them all. */
  readonly optionValue: string | null;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export type Added = { readonly product: CatalogueProduct; readonly picture: CataloguePicture };

/** A repeated id (a retry after a crash) adds nothing. */
export async function addPicture(deps: Deps, command: AddPicture): Promise<Added> {
  const { id, productIdOrSlug, path, alt, optionValue, actorId, requireVersion } = command;
  const check = (product: CatalogueProduct): void => {
    requireVersion(product.version);
    requireOptionValue(product.options, optionValue, "/optionValue");
    requireRoom(product.pictures);
  };
  const seen = (await findProduct(deps.db, productIdOrSlug))?.product;
  if (seen === undefined) throw productNotFound();
  const earlier = seen.pictures.find((picture) => picture.id === id);
  if (earlier !== undefined) return { product: seen, picture: earlier };
  check(seen);

  const { key, ...file } = await keepPictureFile(deps, path);
  const { width, height } = file;
  const picture = { id, optionValue, alt, width, height };
  const product = await inTransaction(deps.db, async (db) => {
    const { product: before } = await lockProduct(db, seen.id);
    if (before.pictures.some((one) => one.id === id)) return before; // A twin of this request was faster.
    check(before);
    await requireKept(db, key);
    const at = deps.now();
    const added = {
      ...file,
      id,
      alt,
      product_id: before.id,
      position: before.pictures.length,
      option_value: optionValue,
      created_at: at,
    };
    const pictures = [...before.pictures, picture];
    const action = "product.add_picture";
    return writePictures(db, { product: before, pictures, added, action, actorId, at });
  });
  deps.documents.expireAll();
  return { product, picture };
}
