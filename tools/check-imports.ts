// The import rules of the house. A checker that read nothing would pass: this one also counts what it read.
import { spawnSync } from "node:child_process";
import { z } from "zod";

const MODULES_MIN = 100;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;
const folders = [
  "packages",
  "services",
  "sandbox",
  "demo",
  "launcher",
  "apps/storefront/app",
  "apps/storefront/server",
];

const report = z.object({
  summary: z.object({
    totalCruised: z.int(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const done = spawnSync(
  "depcruise",
  ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders],
  {
    encoding: "utf8",
    maxBuffer: OUTPUT_BYTES_MAX,
  },
);
if (done.stdout === "") throw new Error(`dependency-cruiser said nothing: ${done.stderr}`);
const { summary } = report.parse(JSON.parse(done.stdout));
for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`imports: ${summary.totalCruised} modules read, ${summary.violations.length} violations`);
if (summary.totalCruised < MODULES_MIN)
  throw new Error(`Only ${summary.totalCruised} modules were read: the check is blind.`);
if (summary.violations.length > 0) process.exitCode = 1;
