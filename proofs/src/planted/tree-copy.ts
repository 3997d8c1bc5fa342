// A copy of this tree in a temporary folder, whose sources may be spoiled: the tree itself is never touched. Libraries are shared with it.
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const OWN_SCOPE = "@souk";
/** Neither sources nor made from them for a shop to run. */
const LEFT_OUT: ReadonlySet<string> = new Set(["node_modules", ".git", ".souk", "coverage"]);

export type TreeCopy = {
  readonly directory: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  remove(): Promise<void>;
};

export async function copyTree(): Promise<TreeCopy> {
  const directory = await mkdtemp(join(tmpdir(), "souk-planted-"));
  await cp(ROOT, directory, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  await linkLibraries(directory);
  return {
    directory,
    read: (path) => readFile(join(directory, path), "utf8"),
    write: (path, text) => writeFile(join(directory, path), text),
    remove: () => rm(directory, { recursive: true }),
  };
}

/** What others wrote is linked to; our own packages are found in the copy, because the links to them are relative. */
async function linkLibraries(directory: string): Promise<void> {
  const from = join(ROOT, "node_modules");
  const to = join(directory, "node_modules");
  await mkdir(join(to, OWN_SCOPE), { recursive: true });
  const libraries = (await readdir(from)).filter((name) => name !== OWN_SCOPE);
  const own = await readdir(join(from, OWN_SCOPE));
  await Promise.all([
    ...libraries.map((name) => symlink(join(from, name), join(to, name))),
    ...own.map(async (name) => {
      const target = await readlink(join(from, OWN_SCOPE, name));
      await symlink(target, join(to, OWN_SCOPE, name));
    }),
  ]);
}
