// A category as staff edit it, and what the tree of categories allows.
import type { CategoryBody } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import type { CataloguePicture } from "./product.ts";

export type CatalogueCategory = {
  readonly id: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly version: number;
  readonly updatedAt: Date;
};
/** What it shows: its own picture, or one of a product that stands for it. */
export type CategoryPicture = CataloguePicture & { readonly isOwn: boolean };
export type StoredCategory = {
  readonly category: CatalogueCategory;
  readonly picture: CategoryPicture | null;
};

/** What its products tell of it: where that changes, their documents have to be made anew. */
export function isToldByProducts(before: CatalogueCategory, after: CatalogueCategory): boolean {
  return before.slug !== after.slug || before.name !== after.name;
}

/** The category as it will be: what the body does not name takes its default, slug and place stay. */
export function writeCategory(
  before: Pick<CatalogueCategory, "id" | "slug" | "position" | "version">,
  body: CategoryBody,
  updatedAt: Date,
): CatalogueCategory {
  const { slug = before.slug, position = before.position, ...content } = body;
  return { ...content, id: before.id, slug, position, version: before.version, updatedAt };
}

/** The order names each category below the parent once; otherwise somebody else has changed the tree meanwhile, or it is a mistake. */
export function requireSameCategories(present: readonly string[], ordered: readonly string[]): void {
  const isComplete = new Set(ordered).size === ordered.length && ordered.length === present.length;
  if (isComplete && present.every((id) => ordered.includes(id))) return;
  throw new Refusal("invalid", "categories_incomplete", "Name each category below that parent once.", {
    fields: [
      {
        pointer: "/ids",
        code: "categories_incomplete",
        message: "must name each category below the parent once",
      },
    ],
  });
}

export type Contents = { readonly products: number; readonly categories: number };

export function requireEmpty({ products, categories }: Contents): void {
  if (products === 0 && categories === 0) return;
  throw notEmpty({ products, categories });
}

export function notEmpty(contents?: Contents): Refusal {
  return new Refusal(
    "conflict",
    "category_not_empty",
    "There are products or categories in it; say with moveTo where they shall go.",
    contents && { extra: contents },
  );
}

export function categoryNotFound(): Refusal {
  return new Refusal("not_found", "category_not_found", "There is no such category.");
}

/** A category named in a body or query that is not there. */
export function categoryUnknown(pointer: string): Refusal {
  return new Refusal("invalid", "category_unknown", "There is no such category.", {
    fields: [{ pointer, code: "category_unknown", message: "must be the id of a category" }],
  });
}
