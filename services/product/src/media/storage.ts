// Where the files of pictures lie: a folder of this machine, or a bucket (s3-storage.ts). Names are made here and nowhere else, so that
// nothing a client sends can become a path.
import { randomUUID } from "node:crypto";
import { glob, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RenditionName } from "./domain/picture-view.ts";

/** Files under names that never get other content. */
export type MediaStorage = {
  /** Undefined where there is no such file. */
  read(name: FileName): Promise<Buffer | undefined>;
  /** Whole or not at all. The same name again is the same file again. */
  write(name: FileName, bytes: Uint8Array, contentType: string): Promise<void>;
  /** What is not there is removed already. */
  remove(name: FileName): Promise<void>;
  /** What writes that died have left lying about. */
  removeLeftovers(): Promise<void>;
  close(): void;
};
export type FileName = `${"originals" | "renditions"}/${string}`;

const PART = ".part";
/** Nothing is written for so long. */
const PART_AGE_MAX_MS = 3_600_000;
const KEY = /^[0-9a-f-]{36,64}$/;

/** Uploaded pictures are named by the hash of what is in them. */
export function originalName(key: string): FileName {
  return `originals/${requireKey(key)}`;
}

export function renditionName(pictureId: string, { width, format }: RenditionName): FileName {
  return `renditions/${requireKey(pictureId)}-${width}.${format}`;
}

function requireKey(key: string): string {
  if (KEY.test(key)) return key;
  throw new Error("This is neither a hash nor an id, and no file has such a name.");
}

/** Files below one folder; the right thing for one machine. */
export function createLocalStorage(directory: string): MediaStorage {
  return {
    read: (name) => readIfThere(join(directory, name)),
    async write(name, bytes) {
      const path = join(directory, name);
      const part = `${path}.${randomUUID()}${PART}`;
      await mkdir(join(path, ".."), { recursive: true });
      await writeFile(part, bytes);
      await rename(part, path);
    },
    remove: (name) => rm(join(directory, name), { force: true }),
    async removeLeftovers() {
      const oldBeforeMs = Date.now() - PART_AGE_MAX_MS;
      for await (const path of glob(`*/*${PART}`, { cwd: directory })) {
        const { mtimeMs } = await stat(join(directory, path));
        if (mtimeMs < oldBeforeMs) await rm(join(directory, path), { force: true });
      }
    },
    close: () => undefined,
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
