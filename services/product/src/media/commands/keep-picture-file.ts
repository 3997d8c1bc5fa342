// The first half of every upload: the file is made anew and lies where pictures lie. If nothing more comes of it, a sweep takes it away.
import { Refusal } from "@souk/errors";
import type { AnyDb } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { fileOriginal } from "../originals.ts";
import { originalName } from "../storage.ts";
import { keepFile } from "../store/media-files.ts";
import type { PictureRow } from "../store/pictures.ts";

/** What is kept of the file, as a picture's row has it. */
export type KeptFile = Pick<PictureRow, "width" | "height" | "original" | "content_type"> & {
  readonly key: string;
};

export async function keepPictureFile(deps: Deps, path: string): Promise<KeptFile> {
  const { key, bytes, width, height, contentType } = await deps.remakePicture(path);
  await requireKept(deps.db, key);
  await deps.mediaStorage.write(originalName(key), bytes, contentType);
  return { key, width, height, original: fileOriginal(key), content_type: contentType };
}

/** In the transaction that uses the file, too: it must not go before that is committed. */
export async function requireKept(db: AnyDb, key: string): Promise<void> {
  if (await keepFile(db, key)) return;
  throw new Refusal("unavailable", "picture_being_deleted", "The same picture is just being deleted.", {
    retryAfterSeconds: 1,
  });
}
