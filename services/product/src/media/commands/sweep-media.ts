// Deletes the files that no picture has: of uploads that came to nothing, and of pictures that were deleted.
import type { Deps } from "../../deps.ts";
import { originalName } from "../storage.ts";
import { condemnFiles, forgetFile } from "../store/media-files.ts";

/** Far longer than an upload takes from its file to its row. */
const UNUSED_SECONDS = 3_600;
/** At once; what is left waits for the next sweep. */
const FILES_MAX = 500;

/** Gives back how many. A sweep that dies in the middle is finished by the next one. */
export async function sweepMedia(deps: Deps): Promise<number> {
  const keys = await condemnFiles(deps.db, { unusedSeconds: UNUSED_SECONDS, limit: FILES_MAX });
  for (const key of keys) {
    await deps.mediaStorage.remove(originalName(key));
    await forgetFile(deps.db, key);
  }
  await deps.mediaStorage.removeLeftovers();
  return keys.length;
}
