// Bugs are planted into a copy and taken out again; `npm run proofs -- planted` sees each of them caught. Here: that they fit, all of them.
import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bug, bugs } from "../src/planted/bugs.ts";
import { plant } from "../src/planted/plant.ts";
import { copyTree, type TreeCopy } from "../src/planted/tree-copy.ts";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;

let tree: TreeCopy;
beforeAll(async () => {
  tree = await copyTree();
}, TIMEOUT_MS);
afterAll(() => tree.remove());

test.each(bugs.map((bug) => [bug.name, bug] as const))("%s fits the product as it is", async (_, bug) => {
  const takeOut = await plant(tree, bug);
  expect(takeOut).toBeTypeOf("function");
  if (typeof takeOut === "function") await takeOut();
});

test("a bug goes into the copy alone, and out of it again", async () => {
  const path = "packages/errors/src/index.ts";
  const before = await tree.read(path);
  const [line = ""] = before.split("\n");
  const bug: Bug = {
    name: "none",
    breaks: "nothing",
    in: path,
    text: line,
    becomes: "// $& planted",
    proof: ["model"],
    expects: /FAILED/,
  };
  const takeOut = await plant(tree, bug);
  expect(await tree.read(path)).toBe(before.replace(line, () => bug.becomes));
  if (typeof takeOut === "function") await takeOut();
  expect(await tree.read(path)).toBe(before);
});

test("a bug that does not fit is told", async () => {
  const [bug] = bugs;
  if (!bug) throw new Error("There are no bugs.");
  expect(await plant(tree, { ...bug, text: "nobody ever wrote this" })).toMatch(/0 times, not once/);
  expect(await plant(tree, { ...bug, text: "const " })).toMatch(/\d+ times, not once/);
  expect(await plant(tree, { ...bug, in: "services/order/migrations/", text: "nobody wrote this" })).toMatch(
    /0 times, not once/,
  );
});

test("in a folder of migrations the newest that has the text is changed", async () => {
  const [bug] = bugs;
  if (!bug) throw new Error("There are no bugs.");
  await tree.write("services/order/migrations/9998_planted.sql", "select 'planted';\n");
  await tree.write("services/order/migrations/9999_planted.sql", "select 'planted';\n");
  const takeOut = await plant(tree, {
    ...bug,
    in: "services/order/migrations/",
    text: "'planted'",
    becomes: "'bad'",
  });
  expect(await tree.read("services/order/migrations/9999_planted.sql")).toContain("'bad'");
  expect(await tree.read("services/order/migrations/9998_planted.sql")).toContain("'planted'");
  if (typeof takeOut === "function") await takeOut();
});

test("each bug has a name of its own, and nothing was tried where none is chosen", async () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length);
  const { status, said } = await prove("planted", "--only", "no-such-bug");
  expect(said).toContain("planted: 0 cases, FAILED: no case was tried");
  expect(status).toBe(1);
  expect(existsSync(tree.directory)).toBe(true);
}, 120_000);
