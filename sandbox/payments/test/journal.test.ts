// The journal: what is acknowledged is on disk, whatever the moment of the crash.
import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Journal, openJournal, replayJournal } from "../src/store/journal.ts";
import { newDirectory, removeDirectory } from "./provider.ts";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await newDirectory();
  path = join(directory, "journal.jsonl");
});
afterEach(() => removeDirectory(directory));

const unreported = (error: unknown): void => expect.unreachable(String(error));
const linesOf = async (file: string): Promise<string[]> => {
  const lines: string[] = [];
  await replayJournal(file, (line) => lines.push(line));
  return lines;
};

test("lines come back in the order they were appended, also those longer than a read", async () => {
  const written = Array.from({ length: 300 }, (_, index) => `${index} ${"é".repeat(index * 10)}`);
  const journal = await openJournal(path, unreported);
  for (const line of written) journal.append(line);
  await journal.close();
  expect(await linesOf(path)).toEqual(written);
});

test("a file cut at any byte keeps every whole line and nothing else, and can be appended to", async () => {
  const written = ['{"a":"ä"}', '{"b":2}', "{}"];
  const whole = Buffer.from(written.map((line) => `${line}\n`).join(""));
  for (let size = 0; size <= whole.length; size += 1) {
    const cut = whole.subarray(0, size);
    const kept = written.slice(0, cut.toString("latin1").split("\n").length - 1);
    await writeFile(path, cut);
    expect(await linesOf(path)).toEqual(kept);
    await appendFile(path, "next\n");
    expect(await linesOf(path)).toEqual([...kept, "next"]);
  }
});

test("a whole line that cannot be read stops the start and names the line", async () => {
  await writeFile(path, '{}\n{"a":\n{}\n');
  await expect(replayJournal(path, (line) => void JSON.parse(line))).rejects.toThrow("Line 2");
  expect((await stat(path)).size).toBe(12);
});

test("many appends share a few syncs, and durable waits for all that was appended before it", async () => {
  const syncs: number[] = [];
  const appended: string[] = [];
  const file = {
    appendFile: async (text: string | Uint8Array) => void appended.push(String(text)),
    datasync: async () => void syncs.push(appended.length),
    close: async () => undefined,
  };
  const journal = new Journal(file, unreported);
  for (let index = 0; index < 500; index += 1) journal.append(`${index}`);
  await journal.durable();
  expect(syncs).toEqual([1]);
  expect(appended.join("").split("\n")).toHaveLength(501);
  await journal.durable();
  expect(syncs).toEqual([1]);
});

test("after a failed write nothing is promised any more", async () => {
  const failures: unknown[] = [];
  let isFull = true;
  const file = {
    appendFile: async () => {
      if (isFull) throw new Error("ENOSPC");
    },
    datasync: async () => undefined,
    close: async () => undefined,
  };
  const journal = new Journal(file, (error) => void failures.push(error));
  await journal.durable();
  journal.append("lost");
  await expect(journal.durable()).rejects.toThrow("ENOSPC");
  isFull = false;
  journal.append("later");
  await expect(journal.durable()).rejects.toThrow("ENOSPC");
  await expect(journal.close()).rejects.toThrow("ENOSPC");
  expect(failures.length).toBe(2);
});

test("the file holds nothing but the lines and is closed to other users", async () => {
  const journal = await openJournal(path, unreported);
  journal.append("{}");
  await journal.close();
  expect(await readFile(path, "utf8")).toBe("{}\n");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
