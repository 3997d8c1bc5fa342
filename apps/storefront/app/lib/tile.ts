// What a list shows of a product. Lists are long and versions are many, so that only this much of an item goes into a page.
import type { ProductItem } from "@souk/contracts";

const NEW_FOR_MS = 30 * 86_400_000;

export type Tile = Pick<
  ProductItem,
  "id" | "slug" | "name" | "subtitle" | "price" | "compareAtPrice" | "available"
> & {
  readonly image: ProductItem["image"];
  readonly isNew: boolean;
  /** Whether the versions differ in price. */
  readonly hasPriceRange: boolean;
};

export function toTile(item: ProductItem, nowMs = Date.now()): Tile {
  const { id, slug, name, subtitle, price, compareAtPrice, available, image } = item;
  const isNew = nowMs - Date.parse(item.createdAt) < NEW_FOR_MS;
  const hasPriceRange = new Set(item.variants.map((variant) => variant.price.amount)).size > 1;
  return { id, slug, name, subtitle, price, compareAtPrice, available, image, isNew, hasPriceRange };
}

export const toTiles = (items: readonly ProductItem[]): readonly Tile[] => items.map((item) => toTile(item));
