// The shop and the payment provider as processes of their own, started the way anybody starts them.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, createWriteStream, openSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Random } from "./random.ts";

const SHOP = fileURLToPath(new URL("../../launcher/src/start.ts", import.meta.url));
const PROVIDER = fileURLToPath(new URL("../../sandbox/payments/src/main.ts", import.meta.url));
const MAILBOX = fileURLToPath(new URL("../../sandbox/mailbox/src/main.ts", import.meta.url));
/** The first start builds the storefront. */
const READY_TIMEOUT_MS = 300_000;
const READY_POLL_MS = 20;
/** Below the ports that the system hands out: nothing takes the shop's port while it is down. */
const PORTS = { min: 20_000, max: 29_999 };

export type Environment = Readonly<Record<string, string>>;

export type Running = {
  /** Settles with the exit status or the signal. */
  readonly ended: Promise<number | string>;
  /** The process as it is: no last words, nothing closed. */
  kill(): Promise<void>;
  stop(): Promise<number | string>;
};

export type RunningShop = Running & { readonly readyMs: number };

/** Resolves when the shop can sell. Its output goes to the end of the log file. */
export async function startShop(options: {
  readonly port: number;
  readonly env: Environment;
  readonly logFile: string;
}): Promise<RunningShop> {
  const { port, env, logFile } = options;
  const startedAt = performance.now();
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, [SHOP], {
    env: { ...surroundings(), ...env, PORT: String(port) },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const shop = running(child);
  const end: { status?: number | string } = {};
  void shop.ended.then((status) => (end.status = status));
  while (end.status === undefined && performance.now() - startedAt < READY_TIMEOUT_MS) {
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return { ...shop, readyMs: performance.now() - startedAt };
    await delay(READY_POLL_MS);
  }
  await shop.kill();
  throw new Error(`The shop did not become ready (${end.status ?? "time is up"}); see ${logFile}.`);
}

const announcement = z.object({ url: z.string() });
const mailboxAnnouncement = announcement.extend({ smtpUrl: z.string() });

type ProcessOptions = { readonly env: Environment; readonly logFile: string };

export async function startProvider(options: ProcessOptions): Promise<Running & { readonly url: string }> {
  const { first, running } = await startAnnounced(PROVIDER, options);
  return { ...running, ...announcement.parse(first) };
}

/** A mailbox that outlives the shop. */
export async function startMailbox(
  options: ProcessOptions,
): Promise<Running & { readonly url: string; readonly smtpUrl: string }> {
  const { first, running } = await startAnnounced(MAILBOX, options);
  return { ...running, ...mailboxAnnouncement.parse(first) };
}

/** These say in JSON where they are, in their first line. */
async function startAnnounced(program: string, { env, logFile }: ProcessOptions) {
  const child = spawn(process.execPath, [program], {
    env: { ...surroundings(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(createWriteStream(logFile, { flags: "a", mode: 0o600 }));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const first: unknown = JSON.parse(String(line));
  return { first, running: running(child) };
}

export async function freePort(random: Random): Promise<number> {
  for (;;) {
    const port = random.integer(PORTS.min, PORTS.max);
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** The path alone: what somebody set for their own shop must not reach this one. */
function surroundings(): Environment {
  return { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/" };
}

const alive = new Set<ChildProcess>();

/** What a proof started goes with it when it is told to end. */
export function endTogether(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      const ends = [...alive].map((child) => running(child).stop());
      void Promise.all(ends).then(() => process.exit(1));
    });
  }
}

/** It ends with this proof, whatever ends this. */
export function trackProcess(child: ChildProcess): void {
  alive.add(child);
  child.once("exit", () => alive.delete(child));
}

function running(child: ChildProcess): Running {
  trackProcess(child);
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (status, signal) => resolve(status ?? signal ?? "unknown"));
  });
  return {
    ended,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
