// Puts a bug into a copy of the tree and takes it out again. A bug whose text is not there any more is a proof that shows nothing, and fails.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bug } from "./bugs.ts";
import type { TreeCopy } from "./tree-copy.ts";

/** Gives what takes it out again; a text where it does not fit. */
export async function plant(tree: TreeCopy, bug: Bug): Promise<(() => Promise<void>) | string> {
  const path = await placeOf(tree, bug);
  const before = path === undefined ? "" : await tree.read(path);
  const places = before.split(bug.text).length - 1;
  if (path === undefined || places !== 1) return `its text stands in ${bug.in} ${places} times, not once`;
  await tree.write(
    path,
    before.replace(bug.text, () => bug.becomes),
  );
  return () => tree.write(path, before);
}

/** Of migrations the newest counts: what it says is what the database does. */
async function placeOf(tree: TreeCopy, { in: place, text }: Bug): Promise<string | undefined> {
  if (!place.endsWith("/")) return place;
  const files = (await readdir(join(tree.directory, place))).toSorted();
  const texts = await Promise.all(files.map((file) => tree.read(join(place, file))));
  const newest = texts.findLastIndex((one) => one.includes(text));
  return newest < 0 ? undefined : join(place, files[newest] ?? "");
}
