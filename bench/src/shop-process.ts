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
/** All load comes from one address. The limits are out of its way but counted all the same, so that the figures contain what they cost. */
const limitsOutOfTheWay = Object.fromEntries(
  ["LOCAL", "USER", "SIGN_IN"].map((name) => [`GATEWAY_RATE_LIMIT_${name}`, "1000000000/60"]),
);
const KIB_PER_MIB = 1024;
/** The kernel's USER_HZ, the same on every Linux; and the field of /proc/<pid>/stat, counted from the one after the name. */
const TICKS_PER_SECOND = 100;
const USER_TIME_FIELD = 11;

export type ShopProcess = {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first 200 of /readyz. */
  readonly readyMs: number;
  residentMib(): Promise<number>;
  /** Of all its threads, since it began; what others do on the machine is not in it. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
  /** Ends it between two lines, as a crash does. */
  kill(): Promise<void>;
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
    env: {
      ...process.env,
      LOG_LEVEL: "error",
      ...limitsOutOfTheWay,
      ...env,
      PORT: String(port),
      SOUK_DATA: dataDirectory,
    },
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
    async cpuSeconds() {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8");
      const [user = "", system = ""] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(USER_TIME_FIELD);
      return (Number(user) + Number(system)) / TICKS_PER_SECOND;
    },
    stop: () => stop(child, "SIGTERM"),
    kill: () => stop(child, "SIGKILL"),
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

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
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
