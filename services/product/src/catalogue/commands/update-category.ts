// Staff rename a category, describe it, move it elsewhere in the tree. A former slug goes on finding it.
import { CategoryUpdated, StaffActed, type CategoryBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { categoryAuditView } from "../category-views.ts";
import { categoryNotFound, categoryUnknown, isToldByProducts, writeCategory } from "../domain/category.ts";
import { enqueueRefresh } from "../job-definitions.ts";
import { findCategory, lockTree, nextTreeVersion } from "../store/category-tree.ts";
import { markProductsOfCategory } from "../store/stale-products.ts";
import { updateCategory as updateCategoryRow } from "../store/write-categories.ts";

export type UpdateCategory = {
  readonly id: string;
  readonly body: CategoryBody;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function updateCategory(deps: Deps, command: UpdateCategory): Promise<void> {
  const { id, body, actorId } = command;
  await inTransaction(deps.db, async (db) => {
    await lockTree(db);
    const before = (await findCategory(db, id))?.category;
    if (before === undefined) throw categoryNotFound();
    command.requireVersion(before.version);
    if (body.parentId !== null && (await findCategory(db, body.parentId)) === undefined)
      throw categoryUnknown("/parentId");
    const after = writeCategory(before, body, deps.now());
    await updateCategoryRow(db, after);
    await nextTreeVersion(db);
    if (isToldByProducts(before, after)) {
      await markProductsOfCategory(db, id);
      await enqueueRefresh(db);
    }
    await publish(db, CategoryUpdated, { categoryId: id, slug: after.slug, version: before.version + 1 });
    await publish(db, StaffActed, {
      actorId,
      action: "category.update",
      subjectType: "category",
      subjectId: id,
      before: categoryAuditView(before),
      after: categoryAuditView(after),
      at: after.updatedAt.toISOString(),
    });
  });
  deps.documents.expireAll();
}
