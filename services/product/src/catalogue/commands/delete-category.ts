// Staff take a category out of the tree: an empty one, or one whose products, categories and address another one takes over.
import { CategoryDeleted, StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import { enqueue } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { REMOVE_RENDITIONS_AFTER_MS, RemoveRenditions } from "../../media/job-definitions.ts";
import { categoryAuditView } from "../category-views.ts";
import { categoryNotFound, categoryUnknown, requireEmpty } from "../domain/category.ts";
import { enqueueRefresh } from "../job-definitions.ts";
import { countContents, findCategory, lockTree, nextTreeVersion } from "../store/category-tree.ts";
import { deleteCategory as deleteCategoryRow } from "../store/write-categories.ts";

export type DeleteCategory = {
  readonly id: string;
  readonly moveToId: string | null;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function deleteCategory(deps: Deps, command: DeleteCategory): Promise<void> {
  const { id, moveToId, actorId } = command;
  await inTransaction(deps.db, async (db) => {
    await lockTree(db);
    const stored = await findCategory(db, id);
    if (stored === undefined) throw categoryNotFound();
    const { category, picture } = stored;
    command.requireVersion(category.version);
    if (moveToId === null) requireEmpty(await countContents(db, id));
    else if (moveToId === id || (await findCategory(db, moveToId)) === undefined)
      throw categoryUnknown("/moveTo");
    const at = deps.now();
    await deleteCategoryRow(db, { id, moveToId, at });
    await nextTreeVersion(db);
    await enqueueRefresh(db);
    if (picture?.isOwn === true) {
      const data = { pictureId: picture.id };
      await enqueue(db, RemoveRenditions, { data, afterMs: REMOVE_RENDITIONS_AFTER_MS });
    }
    const { slug, version } = category;
    await publish(db, CategoryDeleted, { categoryId: id, slug, version, movedToId: moveToId });
    await publish(db, StaffActed, {
      actorId,
      action: "category.delete",
      subjectType: "category",
      subjectId: id,
      before: categoryAuditView(category),
      after: { movedToId: moveToId },
      at: at.toISOString(),
    });
  });
  deps.documents.expireAll();
}
