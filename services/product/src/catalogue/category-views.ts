// What the API and the audit log tell of a category.
import type { CategoryBody, CategoryDetails } from "@souk/contracts";
import { CATEGORY_PICTURE_WIDTH, picturePath, toPictureView } from "../media/domain/picture-view.ts";
import type { CatalogueCategory, StoredCategory } from "./domain/category.ts";

export function toCategoryView({ category, picture }: StoredCategory, productCount: number): CategoryDetails {
  const { updatedAt, ...told } = category;
  return {
    ...told,
    image: picture && picturePath(picture.id, { width: CATEGORY_PICTURE_WIDTH, format: "webp" }),
    productCount,
    picture: picture && toPictureView(picture),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What staff can change of it. */
export function categoryAuditView(category: CatalogueCategory): CategoryBody {
  const { slug, name, description, parentId, position, seoTitle, seoDescription } = category;
  return { slug, name, description, parentId, position, seoTitle, seoDescription };
}
