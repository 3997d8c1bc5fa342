// The storefront is built only when its sources changed.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildStorefront, sourcesFingerprint, storefrontDirectory } from "../server/build.ts";

test("a second build of the same sources does nothing", async () => {
  await buildStorefront();
  const again = await buildStorefront();
  expect(again.built).toBe(false);
  expect(again.serverFile).toMatch(/build\/server\/index\.js$/);
});

test("a changed source changes the fingerprint, and a build that fails says why", async () => {
  const directory = await mkdtemp(join(tmpdir(), "storefront-"));
  await cp(join(storefrontDirectory, "package.json"), join(directory, "package.json"));
  const before = await sourcesFingerprint(directory);
  expect(await sourcesFingerprint(directory)).toBe(before);
  await writeFile(join(directory, "vite.config.ts"), "changed");
  expect(await sourcesFingerprint(directory)).not.toBe(before);
  const messages: string[] = [];
  await expect(buildStorefront({ directory, log: (message) => messages.push(message) })).rejects.toThrow();
  expect(messages).toHaveLength(1);
  await rm(directory, { recursive: true });
});
