// Starts the real shop, everything in it, on a data folder that is thrown away afterwards.
import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 15_000;
const PASSWORD_BYTES = 18;
const program = fileURLToPath(new URL("./shop-process.ts", import.meta.url));

const Ready = z.object({ url: z.url(), sandboxUrl: z.url() });

/** Where the shop is, and who may do everything in it. Plain data: it travels from the process that starts the shop to those that visit it. */
export type ShopAddress = z.infer<typeof Ready> & {
  readonly administrator: { readonly email: string; readonly password: string };
};
export type StartedShop = { readonly address: ShopAddress; stop(): Promise<void> };

export async function startShop(): Promise<StartedShop> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-journeys-"));
  const administrator = {
    email: "admin@souk.example",
    password: randomBytes(PASSWORD_BYTES).toString("base64url"),
  };
  const child = fork(program, {
    env: {
      ...process.env,
      SOUK_DATA: dataDirectory,
      SOUK_ADMIN_EMAIL: administrator.email,
      SOUK_ADMIN_PASSWORD: administrator.password,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = async () => {
    await end(child);
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    return { address: { ...(await becomesReady(child)), administrator }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function becomesReady(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  const waiting = new AbortController();
  const signal = AbortSignal.any([waiting.signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`The shop ended before it was open (${code}). What it said is above.`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return Ready.parse(message);
  } finally {
    ended.catch(() => {}); // The race is over; that the loser was called off is no news.
    waiting.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(deadline);
}
