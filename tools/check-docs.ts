// Documents must not rot: every path and every npm script that a document names exists.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const FILES_MIN = 5;
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8"))).scripts;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(path));

const faults = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  return [...brokenLinks(file, text), ...brokenPaths(text), ...unknownScripts(text)].map(
    (fault) => `${file}: ${fault}`,
  );
});
for (const fault of faults) console.error(fault);
console.log(`documents: ${files.length} read, ${faults.length} faults`);
if (files.length < FILES_MIN) throw new Error("Too few documents were read: the check is blind.");
if (faults.length > 0) process.exitCode = 1;

function brokenLinks(file: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#|<)([^)\s#]+)/g)].map(([, link]) => link ?? "");
  return links.filter((link) => !existsSync(join(dirname(file), link))).map((link) => `there is no ${link}`);
}

/** Paths from the root, in backticks: `services/order/src/app.ts`. */
function brokenPaths(text: string): readonly string[] {
  const folder =
    "(?:packages|services|apps|sandbox|launcher|demo|e2e|bench|proofs|tools|docs|infrastructure|monitoring)";
  const paths = [...text.matchAll(new RegExp(`\`(${folder}/[\\w./-]+)\``, "g"))].map(
    ([, path]) => path ?? "",
  );
  return paths.filter((path) => !existsSync(path)).map((path) => `there is no ${path}`);
}

function unknownScripts(text: string): readonly string[] {
  const named = [...text.matchAll(/`?npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
  return named.filter((name) => scripts[name] === undefined).map((name) => `there is no script "${name}"`);
}
