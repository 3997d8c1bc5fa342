// Every check that runs without a test: format, types, lint, imports, tidiness, generated files, documents. All of them run, whatever fails.
import { spawn } from "node:child_process";

type Check = { readonly name: string; readonly command: readonly [string, ...string[]] };

const checks: readonly Check[] = [
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "types of the storefront", command: ["npm", "run", "--silent", "types", "-w", "apps/storefront"] },
  { name: "lint", command: ["oxlint"] },
  { name: "imports", command: ["node", "tools/check-imports.ts"] },
  { name: "tidy", command: ["node", "tools/check-tidy.ts"] },
  { name: "documents", command: ["node", "tools/check-docs.ts"] },
  { name: "generated files", command: ["node", "tools/generate.ts", "--check"] },
];

async function main(): Promise<void> {
  const failed: string[] = [];
  for (const { name, command } of checks) {
    const startedAt = performance.now();
    const isGood = await run(command);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${isGood ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (!isGood) failed.push(name);
  }
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}

function run([program, ...parameters]: Check["command"]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

await main();
