// What the clock does to a product: a draft goes on sale, what is on sale is taken off.
import type { CatalogueProduct } from "./product.ts";

export type Moment = {
  /** What the times are compared with. */
  readonly databaseNow: Date;
  readonly updatedAt: Date;
};

/** The product with what was due done, as its next version. Times that have come are gone, whatever they found. */
export function turnByTime(product: CatalogueProduct, { databaseNow, updatedAt }: Moment): CatalogueProduct {
  const isDue = (time: Date | null): boolean => time !== null && time <= databaseNow;
  const { publishAt, unpublishAt } = product;
  const published = isDue(publishAt) && product.status === "draft" ? "active" : product.status;
  return {
    ...product,
    status: isDue(unpublishAt) ? "archived" : published,
    publishAt: isDue(publishAt) ? null : publishAt,
    unpublishAt: isDue(unpublishAt) ? null : unpublishAt,
    version: product.version + 1,
    updatedAt,
  };
}
