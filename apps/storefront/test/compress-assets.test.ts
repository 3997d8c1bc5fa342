// Client files that were compressed ahead: beside each text that is worth it lies the same text, smaller.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressAssets } from "../server/compress-assets.ts";

test("a script gets a smaller copy beside it; small files and pictures get none", async ({
  onTestFinished,
}) => {
  const directory = await mkdtemp(join(tmpdir(), "souk-assets-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const script = "export const lantern = 'brass';\n".repeat(100);
  await writeFile(join(directory, "page.js"), script);
  await writeFile(join(directory, "small.js"), "export {};");
  await writeFile(join(directory, "face.woff2"), Buffer.alloc(4_096));
  await compressAssets(directory);
  expect((await readdir(directory)).toSorted()).toEqual(["face.woff2", "page.js", "page.js.br", "small.js"]);
  const compressed = await readFile(join(directory, "page.js.br"));
  expect(compressed.length).toBeLessThan(script.length / 2);
  expect(brotliDecompressSync(compressed).toString()).toBe(script);
});
