// Staff add a category to the tree.
import { CATEGORIES_MAX, CategoryCreated, StaffActed, type CategoryBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { categoryUnknown, writeCategory } from "../domain/category.ts";
import { slugify, slugWithId } from "../domain/slug.ts";
import {
  countCategories,
  findCategory,
  listChildren,
  lockTree,
  nextTreeVersion,
} from "../store/category-tree.ts";
import { insertCategory } from "../store/write-categories.ts";
import { categoryAuditView } from "../category-views.ts";

export type CreateCategory = { readonly id: string; readonly body: CategoryBody; readonly actorId: string };

/** A repeated id (a retry after a crash) changes nothing. */
export async function createCategory(deps: Deps, command: CreateCategory): Promise<void> {
  const { id, body, actorId } = command;
  await inTransaction(deps.db, async (db) => {
    await lockTree(db);
    if ((await findCategory(db, id)) !== undefined) return;
    if (body.parentId !== null && (await findCategory(db, body.parentId)) === undefined)
      throw categoryUnknown("/parentId");
    if ((await countCategories(db)) >= CATEGORIES_MAX)
      throw new Refusal("conflict", "categories_full", `A shop has at most ${CATEGORIES_MAX} categories.`);
    const nameSlug = slugify(body.name);
    const isNameFree = nameSlug !== "" && (await findCategory(db, nameSlug)) === undefined;
    const slug = isNameFree ? nameSlug : slugWithId(body.name, id, "category");
    const last = (await listChildren(db, body.parentId)).at(-1);
    const base = { id, slug, position: last === undefined ? 1 : last.position + 1, version: 1 };
    const category = writeCategory(base, body, deps.now());
    await insertCategory(db, category);
    await nextTreeVersion(db);
    await publish(db, CategoryCreated, { categoryId: id, slug: category.slug, version: category.version });
    await publish(db, StaffActed, {
      actorId,
      action: "category.create",
      subjectType: "category",
      subjectId: id,
      before: null,
      after: categoryAuditView(category),
      at: category.updatedAt.toISOString(),
    });
  });
  deps.documents.expireAll();
}
