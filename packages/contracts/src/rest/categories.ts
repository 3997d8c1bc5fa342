// REST contract of the tree of categories, as staff edit it.
import { z } from "zod";
import { Id, requiredText, Slug, text, TEXT_LENGTH_MAX, Timestamp } from "./common.ts";
import { Category, Picture } from "./products.ts";

/** All of them are sent at once, to everybody. */
export const CATEGORIES_MAX = 2_000;
const POSITION_MAX = 1_000_000;

/** A category's own page: everything that is told of it. A former slug answers with the present one. */
export const CategoryDetails = Category.extend({
  picture: Picture.nullable(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  version: z.int(),
  updatedAt: Timestamp,
}).meta({ id: "CategoryDetails" });
export type CategoryDetails = z.infer<typeof CategoryDetails>;

export const CategoryParams = z.strictObject({ id: requiredText(120) });
export const CategoryBody = z.strictObject({
  slug: Slug.optional(),
  name: requiredText(200),
  description: text(TEXT_LENGTH_MAX).default(""),
  parentId: Id.nullable().default(null),
  /** Among those with the same parent; the last one where it is left out. */
  position: z.int().min(0).max(POSITION_MAX).optional(),
  seoTitle: text(200).nullable().default(null),
  seoDescription: text(500).nullable().default(null),
});
export type CategoryBody = z.infer<typeof CategoryBody>;

/** All categories below one parent (null: the top), in their new order. */
export const CategoryOrderBody = z.strictObject({
  parentId: Id.nullable(),
  ids: z.array(Id).min(1).max(CATEGORIES_MAX),
});
export type CategoryOrderBody = z.infer<typeof CategoryOrderBody>;

/** `moveTo`: the category that takes over its products, the categories below it, and its address. */
export const DeleteCategoryQuery = z.strictObject({ moveTo: Id.optional() });
