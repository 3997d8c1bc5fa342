// What a list shows of a product. Lists are long and versions are many, so that only this much of an item goes into a page.
import type { ProductItem } from "@souk/contracts";
import { pictureSrcset } from "@souk/contracts/pictures";
import type { PictureSource } from "@souk/ui";

const NEW_FOR_MS = 30 * 86_400_000;

export type Tile = Pick<
  ProductItem,
  "id" | "slug" | "name" | "subtitle" | "price" | "compareAtPrice" | "available" | "image" | "rating"
> & {
  /** Of the 30 days before a reduction; the law wants it wherever one is shown. */
  readonly lowestPrice: ProductItem["price"] | null;
  readonly isNew: boolean;
  /** Whether the versions differ in price. */
  readonly hasPriceRange: boolean;
};

export function toTile(item: ProductItem, nowMs = Date.now()): Tile {
  const { id, slug, name, subtitle, price, compareAtPrice, available, image, rating } = item;
  const lowestPrice = item.lowestPrice30Days ?? null;
  const isNew = nowMs - Date.parse(item.createdAt) < NEW_FOR_MS;
  const hasPriceRange = new Set(item.variants.map((variant) => variant.price.amount)).size > 1;
  const said = { id, slug, name, subtitle, price, compareAtPrice, lowestPrice, available, image, rating };
  return { ...said, isNew, hasPriceRange };
}

export const toTiles = (items: readonly ProductItem[]): readonly Tile[] => items.map((item) => toTile(item));

/** Worked out where it is shown: a page's data names each picture once, not in seven widths. */
export function tilePicture({ image }: Pick<Tile, "image">): PictureSource | null {
  return image && { ...image, srcset: pictureSrcset(image.url) };
}
