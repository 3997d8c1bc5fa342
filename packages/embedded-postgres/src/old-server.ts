// A server that outlived its launcher, for its supervisor was killed too: found by postmaster.pid and stopped before a new one starts.
// Only the holder of the data lock comes here, so no living launcher can be meant.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isErrnoException } from "./binaries.ts";

const pollMs = 20;
// A fast shutdown writes a checkpoint, which takes as long as the disk does; an immediate one leaves recovery to the next start.
const patience: Patience = { fastShutdownMaxMs: 60_000, immediateShutdownMaxMs: 10_000 };

export type Patience = { readonly fastShutdownMaxMs: number; readonly immediateShutdownMaxMs: number };

/** The lines of postmaster.pid that matter here. */
export type PidFile = { readonly pid: number; readonly status: string };

export function readPidFile(clusterDirectory: string): PidFile | undefined {
  try {
    const lines = readFileSync(pidFilePath(clusterDirectory), "utf8").split("\n");
    return { pid: Number(lines[0]), status: String(lines[7]).trim() };
  } catch (error) {
    if (isErrnoException(error) && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Stops what still runs on the cluster and takes its stale pid file away, which PostgreSQL would believe if the number was given to another process. */
export async function stopOldServer(clusterDirectory: string): Promise<void> {
  const left = readPidFile(clusterDirectory);
  if (left === undefined) return;
  await stopServer(left.pid, clusterDirectory);
  rmSync(pidFilePath(clusterDirectory), { force: true });
}

/** Asks a server to stop, then insists; comes back when it is gone. */
export async function stopServer(
  pid: number,
  clusterDirectory: string,
  limits: Patience = patience,
): Promise<void> {
  const isThere = (): boolean => isServerOf(pid, clusterDirectory);
  if (await isGoneAfter("SIGINT", limits.fastShutdownMaxMs, { pid, isThere })) return;
  if (await isGoneAfter("SIGQUIT", limits.immediateShutdownMaxMs, { pid, isThere })) return;
  throw new Error(`The PostgreSQL server of ${clusterDirectory} (process ${pid}) does not stop.`);
}

type Target = { readonly pid: number; readonly isThere: () => boolean };

/** Sends the signal again and again: one that comes before the server has set its handlers is lost. */
async function isGoneAfter(
  signal: NodeJS.Signals,
  withinMs: number,
  { pid, isThere }: Target,
): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < withinMs; waitedMs += pollMs) {
    if (!isThere()) return true;
    sendSignal(pid, signal);
    await delay(pollMs);
  }
  return false;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isErrnoException(error) || error.code !== "ESRCH") throw error; // ESRCH: it ended this moment.
  }
}

/** Whether that process is the server of that cluster, and not one that was given the same number later. */
function isServerOf(pid: number, clusterDirectory: string): boolean {
  const command = process.platform === "linux" ? commandFromProc(pid) : commandFromPs(pid);
  return command.includes("postgres") && command.includes(clusterDirectory);
}

function commandFromProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // There is no such process, or it ended this moment.
  }
}

/** Where there is no /proc (macOS). */
export function commandFromPs(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return ""; // ps ends with 1 when there is no such process.
  }
}

function pidFilePath(clusterDirectory: string): string {
  return join(clusterDirectory, "postmaster.pid");
}
