// Staff put a product's pictures into another order and say what they show.
import { inTransaction } from "@souk/db";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { lockProduct } from "../../catalogue/store/products.ts";
import type { Deps } from "../../deps.ts";
import { arrange, type ArrangedPicture } from "../domain/product-pictures.ts";
import { writePictures } from "./write-pictures.ts";

export type ArrangePictures = {
  readonly productIdOrSlug: string;
  readonly pictures: readonly ArrangedPicture[];
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function arrangePictures(deps: Deps, command: ArrangePictures): Promise<CatalogueProduct> {
  const { productIdOrSlug, actorId, requireVersion } = command;
  const changed = await inTransaction(deps.db, async (db) => {
    const { product } = await lockProduct(db, productIdOrSlug);
    requireVersion(product.version);
    const pictures = arrange(product, command.pictures);
    const at = deps.now();
    return writePictures(db, { product, pictures, action: "product.arrange_pictures", actorId, at });
  });
  deps.documents.expireAll();
  return changed;
}
