// Staff take a picture away. Its sizes go a little later by a job, its file with the next sweep if no other picture has the same.
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { enqueue } from "@souk/jobs";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { lockProduct } from "../../catalogue/store/products.ts";
import type { Deps } from "../../deps.ts";
import { REMOVE_RENDITIONS_AFTER_MS, RemoveRenditions } from "../job-definitions.ts";
import { deletePicture as deletePictureRow } from "../store/pictures.ts";
import { writePictures } from "./write-pictures.ts";

export type DeletePicture = {
  readonly productIdOrSlug: string;
  readonly pictureId: string;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function deletePicture(deps: Deps, command: DeletePicture): Promise<CatalogueProduct> {
  const { productIdOrSlug, pictureId, actorId, requireVersion } = command;
  const changed = await inTransaction(deps.db, async (db) => {
    const { product } = await lockProduct(db, productIdOrSlug);
    requireVersion(product.version);
    const pictures = product.pictures.filter(({ id }) => id !== pictureId);
    if (pictures.length === product.pictures.length)
      throw new Refusal("not_found", "picture_not_found", "The product has no such picture.");
    const at = deps.now();
    const after = await writePictures(db, {
      product,
      pictures,
      action: "product.delete_picture",
      actorId,
      at,
    });
    await deletePictureRow(db, pictureId);
    await enqueue(db, RemoveRenditions, { data: { pictureId }, afterMs: REMOVE_RENDITIONS_AFTER_MS });
    return after;
  });
  deps.documents.expireAll();
  return changed;
}
