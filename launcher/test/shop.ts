// Shops as real child processes, each in a process group of its own as a terminal gives it, and what is left of them.
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

export const startFile = fileURLToPath(new URL("../src/start.ts", import.meta.url));
export const doctorFile = fileURLToPath(new URL("../src/doctor.ts", import.meta.url));
export const seedFile = fileURLToPath(new URL("../src/seed.ts", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const patienceMs = 60_000;

export type Ended = {
  readonly status: number | null;
  readonly signal: string | null;
  readonly afterMs: number;
};
export type ShopProcess = {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  said(): string;
  /** Waits until it says that it is open; gives its address. */
  opened(): Promise<string>;
  ended(): Promise<Ended>;
  /** To the whole group, as Ctrl-C in a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
};
export type Launch = { readonly env: Readonly<Record<string, string>>; readonly command?: readonly string[] };

const running = new Set<ShopProcess>();

export function launch({ env, command = [process.execPath, startFile] }: Launch): ShopProcess {
  const [program = "", ...parameters] = command;
  const child = spawn(program, parameters, {
    cwd: root,
    detached: true,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding("utf8").on("data", (part: string) => (text += part));
  const startedAt = performance.now();
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (status, signal) =>
      resolve({ status, signal, afterMs: performance.now() - startedAt }),
    );
  });
  const shop: ShopProcess = {
    child,
    said: () => text,
    ended: () => ended,
    signalGroup: (signal) => void process.kill(-(child.pid ?? 0), signal),
    async opened() {
      const url = await Promise.race([
        vi.waitFor(() => urlIn(text), { timeout: patienceMs, interval: 20 }),
        ended.then(() => {
          throw new Error(`The shop ended: ${text}`);
        }),
      ]);
      return url;
    },
  };
  running.add(shop);
  void ended.then(() => running.delete(shop));
  return shop;
}

function urlIn(text: string): string {
  const url = /^ {2}Shop +(http:\S+)$/m.exec(text)?.[1];
  if (url === undefined || !text.includes("Ctrl-C closes it.")) throw new Error(`Not open yet: ${text}`);
  return url;
}

/** For the end of a test that failed. */
export async function killAll(): Promise<void> {
  const left = [...running];
  for (const shop of left) shop.signalGroup("SIGKILL");
  await Promise.all(left.map((shop) => shop.ended()));
}

/** Runs to its end. */
export async function run(
  launching: Launch,
): Promise<{ readonly status: number | null; readonly said: string }> {
  const program = launch(launching);
  const { status } = await program.ended();
  return { status, said: program.said() };
}

/** Processes whose command line, environment or working folder names the data folder. */
export function processesOf(folder: string): readonly string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => {
    const traces = [read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/environ`), cwdOf(pid)];
    return traces.some((trace) => trace.includes(folder));
  });
}

export async function nothingLeftOf(folder: string): Promise<void> {
  await vi.waitFor(
    () => {
      const left = processesOf(folder).map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`)}`);
      if (left.length > 0) throw new Error(`Still there: ${left.join("; ")}`);
    },
    { timeout: 20_000, interval: 20 },
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // Gone meanwhile, or nobody's business.
  }
}

function cwdOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}
