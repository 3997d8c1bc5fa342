// Staff give a category a picture of its own, or take it away; what it showed before goes.
import { CategoryUpdated, StaffActed } from "@souk/contracts";
import { inTransaction, runBatch, type AnyDb } from "@souk/db";
import { publish } from "@souk/events";
import { enqueue } from "@souk/jobs";
import { categoryNotFound, type StoredCategory } from "../../catalogue/domain/category.ts";
import { findCategory, lockTree, nextTreeVersion } from "../../catalogue/store/category-tree.ts";
import { setCategoryPicture as setPictureOfRow } from "../../catalogue/store/write-categories.ts";
import type { Deps } from "../../deps.ts";
import { REMOVE_RENDITIONS_AFTER_MS, RemoveRenditions } from "../job-definitions.ts";
import { deletePicture, insertPicturesQuery } from "../store/pictures.ts";
import { keepPictureFile, requireKept, type KeptFile } from "./keep-picture-file.ts";

export type SetCategoryPicture = {
  readonly categoryId: string;
  /** The picture and where its file lies; null for none. */
  readonly picture: { readonly id: string; readonly path: string; readonly alt: string } | null;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function setCategoryPicture(deps: Deps, command: SetCategoryPicture): Promise<void> {
  const { categoryId, picture, requireVersion } = command;
  const seen = await findCategory(deps.db, categoryId);
  if (seen === undefined) throw categoryNotFound();
  if (picture !== null && seen.picture?.id === picture.id) return; // A retry after a crash.
  requireVersion(seen.category.version);
  const file = picture === null ? undefined : await keepPictureFile(deps, picture.path);
  await inTransaction(deps.db, async (db) => {
    await lockTree(db);
    const before = await findCategory(db, categoryId);
    if (before === undefined) throw categoryNotFound();
    requireVersion(before.category.version);
    await write(db, { before, command, file, at: deps.now() });
    await nextTreeVersion(db);
  });
  deps.documents.expireAll();
}

type Change = {
  readonly before: StoredCategory;
  readonly command: SetCategoryPicture;
  readonly file: KeptFile | undefined;
  readonly at: Date;
};

async function write(db: AnyDb, { before, command, file, at }: Change): Promise<void> {
  const { categoryId: id, picture, actorId } = command;
  if (picture !== null && file !== undefined) {
    const { key, ...kept } = file;
    await requireKept(db, key);
    const row = { ...kept, id: picture.id, alt: picture.alt, category_id: id, created_at: at };
    await runBatch(db, [insertPicturesQuery([row])]);
  }
  await setPictureOfRow(db, { id, pictureId: picture?.id ?? null, at });
  if (before.picture?.isOwn === true) {
    await deletePicture(db, before.picture.id);
    const data = { pictureId: before.picture.id };
    await enqueue(db, RemoveRenditions, { data, afterMs: REMOVE_RENDITIONS_AFTER_MS });
  }
  const { slug, version } = before.category;
  await publish(db, CategoryUpdated, { categoryId: id, slug, version: version + 1 });
  await publish(db, StaffActed, {
    actorId,
    action: "category.set_picture",
    subjectType: "category",
    subjectId: id,
    before: { pictureId: before.picture?.id ?? null },
    after: { pictureId: picture?.id ?? null },
    at: at.toISOString(),
  });
}
