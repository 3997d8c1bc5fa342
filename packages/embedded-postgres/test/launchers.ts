// Starts launchers as child processes and watches what becomes of their servers.
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { onTestFinished, vi } from "vitest";

const program = fileURLToPath(new URL("programs/launcher.ts", import.meta.url));
const patienceMs = 20_000;

export type Launcher = {
  readonly child: ChildProcess;
  /** What it said first. */
  readonly said: {
    readonly pid: number;
    readonly url: string;
    readonly error?: string;
    readonly ownerPid?: number;
  };
};

/** A folder for one test, removed after it. */
export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "embedded-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}

type LaunchOptions = SpawnOptions & {
  readonly args?: readonly string[];
  readonly through?: readonly string[];
  readonly onStart?: (child: ChildProcess) => Promise<void>;
};

/** Starts a launcher; it is killed, and its server waited for, at the end of the test. */
export function launch(
  dataDirectory: string,
  { args = [], through = [], ...options }: LaunchOptions = {},
): ChildProcess {
  const [command = "", ...rest] = [...through, process.execPath, program, dataDirectory, ...args];
  const child = spawn(command, rest, { stdio: ["pipe", "pipe", "pipe"], cwd: "/", ...options });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await noServerOf(dataDirectory);
  });
  return child;
}

/** Starts a launcher and waits for its first word. */
export async function launched(
  dataDirectory: string,
  { onStart, ...options }: LaunchOptions = {},
): Promise<Launcher> {
  const child = launch(dataDirectory, options);
  await onStart?.(child);
  let complaint = "";
  child.stderr?.on("data", (text) => (complaint += String(text)));
  const lines = createInterface({ input: child.stdout! });
  const [line] = await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(() => {
      throw new Error(`The launcher ended without a word. ${complaint}`);
    }),
  ]);
  return { child, said: JSON.parse(line) };
}

/** All processes that have the folder on their command line, but for launchers. */
export function serversOf(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      const command = commandOf(pid);
      return command.includes("postgres") && command.includes(folder) && !command.includes("launcher.ts");
    })
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

export async function noServerOf(folder: string): Promise<void> {
  await vi.waitFor(
    () => {
      const left = serversOf(folder);
      if (left.length > 0) throw new Error(`Still there: ${left.join(", ")}`);
    },
    { timeout: patienceMs, interval: 20 },
  );
}

/** Runs one statement on a server. */
export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
