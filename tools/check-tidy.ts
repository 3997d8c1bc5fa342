// Small rules of the house that no linter knows: names of folders and files, one command a file, first lines, promises without owner.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { faultsOf } from "./src/tidy-rules.ts";

const FILES_MIN = 100;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.(?:ts|tsx)$/.test(path));
const faults = files.flatMap((path) => faultsOf(path, read(path)).map((fault) => `${path}: ${fault}`));
for (const fault of faults) console.error(fault);
console.log(`tidy: ${files.length} files read, ${faults.length} faults`);
if (files.length < FILES_MIN) throw new Error("Too few files were read: the check is blind.");
if (faults.length > 0) process.exitCode = 1;

/** A file that git still lists and that is gone is being moved. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "// gone";
  }
}
