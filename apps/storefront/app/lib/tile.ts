// What a list shows of a product. Lists are long and versions are many, so that only this much of an item goes into a page.
import type { ProductItem } from "@souk/contracts";

export type Tile = Pick<
  ProductItem,
  "id" | "slug" | "name" | "subtitle" | "price" | "compareAtPrice" | "available"
> & {
  readonly image: Omit<NonNullable<ProductItem["image"]>, "id"> | null;
  /** Whether the versions differ in price. */
  readonly hasPriceRange: boolean;
};

export function toTile({
  id,
  slug,
  name,
  subtitle,
  price,
  compareAtPrice,
  available,
  createdAt,
  image,
  variants,
}: ProductItem): Tile {
  const hasPriceRange = new Set(variants.map((variant) => variant.price.amount)).size > 1;
  const { id: _id, ...picture } = image ?? { id: "", url: "", srcset: "", alt: "", width: 0, height: 0 };
  return {
    id,
    slug,
    name,
    subtitle,
    price,
    compareAtPrice,
    available,
    createdAt,
    image: image && picture,
    hasPriceRange,
  };
}
