// An append-only file of JSON lines that can be replaced by a shorter one. A line counts once it is on disk; many lines share one fsync.
import { open, readFile, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

export class Journal {
  readonly #path: string;
  #file: FileHandle;
  #pending: string[] = [];
  #compact: (() => readonly string[]) | undefined;
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Resolves when the line is on disk. After a failed write it rejects for ever. */
  append(line: string): Promise<void> {
    this.#pending.push(`${line}\n`);
    return this.#flushSoon();
  }

  /** Replaces the file by these lines, asked for when it is written; they must hold what was appended before. */
  compact(lines: () => readonly string[]): Promise<void> {
    this.#compact = lines;
    return this.#flushSoon();
  }

  async close(): Promise<void> {
    try {
      await (this.#next ?? this.#current);
    } finally {
      await this.#file.close();
    }
  }

  #flushSoon(): Promise<void> {
    this.#next ??= this.#flushAfter(this.#current);
    return this.#next;
  }

  async #flushAfter(earlier: Promise<void>): Promise<void> {
    await earlier; // While the disk is busy with the batch before, this one grows.
    const text = this.#pending.join("");
    const kept = this.#compact?.();
    this.#pending = [];
    this.#compact = undefined;
    this.#current = this.#flushSoon();
    this.#next = undefined;
    if (kept) await this.#replace(kept.map((line) => `${line}\n`).join(""));
    else {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    }
  }

  // A new file takes the place of the old one in one step: a crash leaves either of them, whole.
  async #replace(text: string): Promise<void> {
    const path = `${this.#path}.new`;
    const file = await open(path, "w", 0o600);
    await file.appendFile(text);
    await file.sync();
    await rename(path, this.#path);
    await syncDirectory(dirname(path));
    await this.#file.close();
    this.#file = file;
  }
}

/**
 * Opens or creates a journal and gives its lines, all at once: its owner keeps it short. What follows the last newline was cut short by a
 * crash and never acknowledged; it is dropped.
 */
export async function openJournal(
  path: string,
): Promise<{ readonly journal: Journal; readonly lines: readonly string[] }> {
  const file = await open(path, "a", 0o600);
  await syncDirectory(dirname(path));
  const content = await readFile(path);
  const wholeSize = content.lastIndexOf("\n") + 1;
  await file.truncate(wholeSize);
  await file.sync();
  const lines = content.subarray(0, wholeSize).toString("utf8").split("\n").slice(0, -1);
  return { journal: new Journal(path, file), lines };
}

// The name of a file is on disk only once its folder is.
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
