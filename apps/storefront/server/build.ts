// Builds the storefront when its sources changed since the last build, and says where the results are. Used by the launcher at its first start.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { compressAssets } from "./compress-assets.ts";

const BUILD_TIMEOUT_MS = 120_000;
const LOCK_WAIT_MS = 200;
const SQLITE_BUSY = 5;
const OUTPUT_TAIL_LENGTH = 4_000;
const FINGERPRINT_FILE = "sources.sha256";
/** What goes into the bundle, seen from the storefront's folder. Libraries are covered by the lock file. */
const SOURCES = [
  "app",
  "server/compress-assets.ts",
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
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
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
    const endWithUs = (): void => void child.kill(); // A start that is cut off leaves no process behind.
    process.once("exit", endWithUs);
    child.once("close", () => process.off("exit", endWithUs));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The storefront could not be built:\n${output}`)),
    );
  });
}

/** A lock of the operating system, on a small file: it ends with the process that holds it, however that ends, and is never stale. */
function takeLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec("pragma locking_mode = exclusive; pragma journal_mode = off; begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

async function waitForLock(path: string): Promise<DatabaseSync> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    const lock = takeLock(path);
    if (lock) return lock;
    await setTimeout(LOCK_WAIT_MS);
  }
}

/** Builds unless it was done by somebody else while waiting: two processes that start at once must not build into one folder. */
async function buildOnce(
  directory: string,
  { isFresh, finish }: { isFresh: () => Promise<boolean>; finish: () => Promise<void> },
): Promise<boolean> {
  const lock = await waitForLock(join(directory, ".react-router/build-owner.lock"));
  try {
    if (await isFresh()) return false;
    await runBuild(directory);
    await finish();
    return true;
  } finally {
    lock.close();
  }
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
  const isFresh = async () =>
    existsSync(serverFile) &&
    existsSync(fingerprintFile) &&
    (await readFile(fingerprintFile, "utf8")) === fingerprint;
  // The build empties the folder, so that one that is cut off leaves no fingerprint and cannot pass for a finished one.
  const finish = async () => {
    await compressAssets(join(directory, "build/client/assets"));
    await writeFile(fingerprintFile, fingerprint);
  };
  let built = false;
  if (!(await isFresh())) {
    log("Building the storefront (once, and whenever its sources change).");
    built = await buildOnce(directory, { isFresh, finish });
  }
  const durationMs = Math.round(performance.now() - startedAt);
  return { built, durationMs, serverFile, clientDirectory: join(directory, "build/client") };
}
