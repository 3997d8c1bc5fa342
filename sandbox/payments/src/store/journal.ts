// An append-only file of JSON lines. A line counts once it is on disk; many lines share one fsync.
import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

const newline = 0x0a;

/** What the journal needs of a file that was opened for appending. */
export type JournalFile = Pick<FileHandle, "appendFile" | "datasync" | "close">;

export class Journal {
  readonly #file: JournalFile;
  readonly #reportFailure: (error: unknown) => void;
  #pending: string[] = [];
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(file: JournalFile, reportFailure: (error: unknown) => void) {
    this.#file = file;
    this.#reportFailure = reportFailure;
  }

  append(line: string): void {
    this.#pending.push(`${line}\n`);
    if (this.#next) return;
    this.#next = this.#flushAfter(this.#current);
    this.#next.catch(this.#reportFailure);
  }

  /**
   * Resolves when everything appended so far is on disk. After a failed write it rejects for ever: memory is then ahead of the disk, and
   * nothing may be promised any more.
   */
  durable(): Promise<void> {
    return this.#next ?? this.#current;
  }

  async close(): Promise<void> {
    try {
      await this.durable();
    } finally {
      await this.#file.close();
    }
  }

  async #flushAfter(earlier: Promise<void>): Promise<void> {
    await earlier; // While the disk is busy with the batch before, this one grows.
    const lines = this.#pending;
    this.#pending = [];
    this.#current = this.durable();
    this.#next = undefined;
    await this.#file.appendFile(lines.join(""));
    await this.#file.datasync();
  }
}

export async function openJournal(path: string, reportFailure: (error: unknown) => void): Promise<Journal> {
  const file = await open(path, "a", 0o600);
  await syncDirectory(dirname(path));
  return new Journal(file, reportFailure);
}

/**
 * Hands over the lines of a journal that nobody writes to yet. What follows the last newline is a write that was cut short by a crash; it was
 * never acknowledged and is cut off. Lines before it were written whole: one that cannot be read is damage, and stops the start.
 */
export async function replayJournal(path: string, readLine: (line: string) => void): Promise<void> {
  const wholeSize = await readLines(path, readLine);
  const file = await open(path, "r+");
  try {
    await file.truncate(wholeSize);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readLines(path: string, readLine: (line: string) => void): Promise<number> {
  let wholeSize = 0;
  let lineNumber = 0;
  let rest: Buffer[] = [];
  const chunks: AsyncIterable<Buffer> = createReadStream(path);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const line = Buffer.concat([...rest, chunk.subarray(start, end)]);
      rest = [];
      lineNumber += 1;
      try {
        readLine(line.toString("utf8"));
      } catch (cause) {
        throw new Error(`Line ${lineNumber} of ${path} is damaged.`, { cause });
      }
      wholeSize += line.length + 1;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  return wholeSize;
}

// The name of a new file is on disk only once its folder is.
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
