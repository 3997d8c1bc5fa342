// Staff put the categories below one parent into another order.
import { StaffActed, type CategoryOrderBody } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { requireSameCategories } from "../domain/category.ts";
import { listChildren, lockTree, nextTreeVersion } from "../store/category-tree.ts";
import { orderCategories as writeOrder } from "../store/write-categories.ts";

export type OrderCategories = CategoryOrderBody & {
  readonly actorId: string;
  /** Of the tree as a whole. */
  readonly requireVersion: (current: number) => void;
};

const TREE = "categories";

export async function orderCategories(deps: Deps, command: OrderCategories): Promise<void> {
  const { parentId, ids, actorId } = command;
  await inTransaction(deps.db, async (db) => {
    command.requireVersion(await lockTree(db));
    const present = (await listChildren(db, parentId)).map(({ id }) => id);
    requireSameCategories(present, ids);
    const at = deps.now();
    await writeOrder(db, ids, at);
    await nextTreeVersion(db);
    await publish(db, StaffActed, {
      actorId,
      action: "category.order",
      subjectType: "category",
      subjectId: parentId ?? TREE,
      before: { ids: present },
      after: { ids },
      at: at.toISOString(),
    });
  });
  deps.documents.expireAll();
}
