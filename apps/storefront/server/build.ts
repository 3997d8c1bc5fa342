// Builds the storefront when its sources changed since the last build, and says where the results are. Used by the launcher at its first start.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const BUILD_TIMEOUT_MS = 120_000;
const OUTPUT_TAIL_LENGTH = 4_000;
const FINGERPRINT_FILE = "sources.sha256";
/** What goes into the bundle, seen from the storefront's folder. Libraries are covered by the lock file. */
const SOURCES = [
  "app",
  "public",
  "package.json",
  "react-router.config.ts",
  "vite.config.ts",
  "../../packages/ui/src",
  "../../packages/client/src",
  "../../packages/contracts/src",
  "../../packages/money/src",
  "../../packages/errors/src",
  "../../package-lock.json",
] as const;

export const storefrontDirectory = fileURLToPath(new URL("..", import.meta.url));

export type StorefrontOutput = {
  /** Whether anything had to be built. */
  readonly built: boolean;
  readonly durationMs: number;
  /** The module to import: its exports are the handler's `build`. */
  readonly serverFile: string;
  /** What is served as files: `assets/*` for ever, the rest for a while. */
  readonly clientDirectory: string;
};

async function filesBelow(path: string): Promise<readonly string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return undefined;
      throw error;
    },
  );
  if (entries === undefined) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A hash over names and contents of everything the build reads; some 200 small files, read in about 20 ms. */
export async function sourcesFingerprint(directory: string): Promise<string> {
  const lists = await Promise.all(SOURCES.map((source) => filesBelow(join(directory, source))));
  const files = lists.flat().toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256").update(process.version);
  for (const [index, file] of files.entries()) {
    const content = contents[index] ?? "";
    hash.update(`\n${relative(directory, file)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function runBuild(directory: string): Promise<void> {
  const require = createRequire(join(directory, "package.json"));
  const program = join(dirname(require.resolve("@react-router/dev/package.json")), "bin.cjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "build"], {
      cwd: directory,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: BUILD_TIMEOUT_MS,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_TAIL_LENGTH);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The storefront could not be built:\n${output}`)),
    );
  });
}

/** Builds into `<directory>/build`, in a child process, unless what is there was made of these very sources. */
export async function buildStorefront(
  options: { readonly directory?: string; readonly log?: (message: string) => void } = {},
): Promise<StorefrontOutput> {
  const { directory = storefrontDirectory, log = () => {} } = options;
  const startedAt = performance.now();
  const fingerprintFile = join(directory, "build", FINGERPRINT_FILE);
  const serverFile = join(directory, "build/server/index.js");
  const fingerprint = await sourcesFingerprint(directory);
  const isFresh =
    existsSync(serverFile) &&
    existsSync(fingerprintFile) &&
    (await readFile(fingerprintFile, "utf8")) === fingerprint;
  if (!isFresh) {
    log("Building the storefront (once, and whenever its sources change).");
    await rm(fingerprintFile, { force: true }); // A build that is cut off must not pass for a finished one.
    await runBuild(directory);
    await writeFile(fingerprintFile, fingerprint);
  }
  const durationMs = Math.round(performance.now() - startedAt);
  return { built: !isFresh, durationMs, serverFile, clientDirectory: join(directory, "build/client") };
}
