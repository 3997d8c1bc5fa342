// What the product service says of its tree of categories.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const category = z.object({ categoryId: Id, slug: z.string(), version: z.int() });
const byCategory = (data: { readonly categoryId: string }): string => data.categoryId;

export const CategoryCreated = defineEvent({
  type: "category.created.v1",
  schema: category,
  keyOf: byCategory,
});
export const CategoryUpdated = defineEvent({
  type: "category.updated.v1",
  schema: category,
  keyOf: byCategory,
});
export const CategoryDeleted = defineEvent({
  type: "category.deleted.v1",
  schema: category.extend({ movedToId: Id.nullable() }),
  keyOf: byCategory,
});
