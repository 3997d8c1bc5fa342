// The table of settings in docs/guides/configuration.md and what the code reads are the same, to the last variable.
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect, test } from "vitest";
import { databaseNames, variableOf } from "../src/database-names.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const find = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root, exclude: ["**/node_modules/**", "**/build/**"] });

/** Set by npm and by build tools for themselves, not settings of a shop. */
const surroundings: readonly string[] = ["NODE_ENV", "PATH", "HOME"];

const configFiles = [
  ...find("services/*/src/**/{config,*-config}.ts"),
  ...find("sandbox/*/src/config.ts"),
  ...find("launcher/src/{config,payment-ways}.ts"),
];
const sources = [
  ...find("{packages,services,sandbox}/*/src/**/*.ts"),
  ...find("apps/*/{app,server}/**/*.{ts,tsx}"),
  ...find("{launcher,demo}/src/**/*.ts"),
].filter((path) => !path.startsWith("packages/testing/"));

const keysOfSchemas = configFiles.flatMap((path) =>
  [...read(path).matchAll(/^\s+([A-Z][A-Z0-9_]{2,}): /gm)].map(([, name]) => name ?? ""),
);
const namedReads = sources.flatMap((path) =>
  [...read(path).matchAll(/\benv(?:ironment)?(?:\.|\[")([A-Z][A-Z0-9_]{2,})/g)].map(([, name]) => name ?? ""),
);
const known = new Set([...keysOfSchemas, ...namedReads, ...databaseNames.map(variableOf)]);
for (const name of surroundings) known.delete(name);

const rows = [...read("docs/guides/configuration.md").matchAll(/^\| `([A-Z0-9_]+)` \|(.*)\|$/gm)];
const documented = rows.map(([, name]) => name ?? "");

test("enough was read to compare anything", () => {
  expect(configFiles.length).toBeGreaterThanOrEqual(8);
  expect(sources.length).toBeGreaterThan(200);
  expect(known.size).toBeGreaterThan(30);
});

test("every variable that is read is in the table, once", () => {
  expect([...known].filter((name) => !documented.includes(name)).sort()).toEqual([]);
  expect(documented.filter((name, index) => documented.indexOf(name) !== index)).toEqual([]);
});

test("every variable in the table is read by somebody", () => {
  expect(documented.filter((name) => !known.has(name))).toEqual([]);
});

test("each row says its default, its meaning and who reads it", () => {
  for (const [, name, rest = ""] of rows) {
    const cells = rest.split("|").map((cell) => cell.trim());
    expect({ name, cells: cells.filter((cell) => cell !== "").length }).toEqual({ name, cells: 3 });
  }
});

test("nobody reads the environment of the process but programs, which hand it to a config.ts", () => {
  const readers = sources.filter((path) => /\bprocess\.env\b/.test(read(path)));
  const allowed = [
    /\/main\.ts$/,
    /^launcher\/src\/(main|doctor|seed)\.ts$/,
    /^packages\/embedded-postgres\/src\/cluster\.ts$/,
    /^apps\/storefront\/server\/build\.ts$/,
  ];
  expect(readers.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
});
