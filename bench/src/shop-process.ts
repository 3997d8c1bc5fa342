// The shop under test, as a process of its own, started the way anybody starts it.
import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const START = fileURLToPath(new URL("../../launcher/src/start.ts", import.meta.url));
const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 20;
const PAGE_KIB = 4;
const KIB_PER_MIB = 1024;

export type ShopProcess = {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first 200 of /readyz. */
  readonly readyMs: number;
  residentMib(): Promise<number>;
  stop(): Promise<void>;
};

export type ShopProcessOptions = {
  readonly dataDirectory: string;
  readonly env?: Readonly<Record<string, string>>;
};

export async function startShopProcess({
  dataDirectory,
  env = {},
}: ShopProcessOptions): Promise<ShopProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, LOG_LEVEL: "error", ...env, PORT: String(port), SOUK_DATA: dataDirectory },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.resume();
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    readyMs: performance.now() - startedAt,
    async residentMib() {
      const statm = await readFile(`/proc/${pid}/statm`, "utf8");
      return (Number(statm.split(" ")[1]) * PAGE_KIB) / KIB_PER_MIB;
    },
    stop: () => stop(child),
  };
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The shop ended with status ${child.exitCode}.`);
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await delay(READY_POLL_MS);
  }
  child.kill("SIGKILL");
  throw new Error("The shop did not become ready.");
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
