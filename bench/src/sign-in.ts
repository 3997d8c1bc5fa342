// What knowing who calls costs: a token that is known already, and passwords that are checked while others look around.
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import { z } from "zod";
import { median, percentile } from "./figures.ts";
import { measure } from "./requests.ts";
import type { ShopProcess } from "./shop-process.ts";
import { BENCH_ADMIN } from "./stocked-shop.ts";

const CONNECTIONS = 32;
const MICROSECONDS_PER_SECOND = 1e6;
const MS_PER_SECOND = 1_000;
const READS_PER_SECOND = 1_000;
const SIGN_INS_PER_SECOND = 20;
/** How often something is sent; the timers of Node are no finer. */
const TICK_MS = 5;

export type Measurement = { readonly shop: ShopProcess; readonly path: string; readonly seconds: number };

const session = z.object({ accessToken: z.string() });
const credentials = JSON.stringify({
  email: BENCH_ADMIN.SOUK_ADMIN_EMAIL,
  password: BENCH_ADMIN.SOUK_ADMIN_PASSWORD,
});

/** What a read with a token costs more than one without, in processor time of the shop: that says little about the rest of the machine. */
export async function tokenCheckMicroseconds({ shop, path, seconds }: Measurement): Promise<number> {
  const pool = new Pool(shop.url);
  const { accessToken } = session.parse(JSON.parse(await signIn(pool)));
  await pool.close();
  const anonymous = { method: "GET" as const, path };
  const known = { ...anonymous, headers: { authorization: `Bearer ${accessToken}` } };
  const costOf = async (request: typeof anonymous): Promise<number> => {
    const before = await shop.cpuSeconds();
    const load = { url: shop.url, requests: [request], connections: CONNECTIONS, seconds, rounds: 1 };
    const { perSecond } = await measure(load);
    return ((await shop.cpuSeconds()) - before) / (perSecond * seconds);
  };
  const differences: number[] = [];
  await costOf(anonymous);
  for (let round = 0; round < 3; round += 1)
    differences.push((await costOf(known)) - (await costOf(anonymous)));
  return median(differences) * MICROSECONDS_PER_SECOND;
}

export type BesideSignIns = {
  readonly aloneP99Ms: number;
  readonly besideP99Ms: number;
  readonly signInP99Ms: number;
};

/** The same reads at the same pace, by turns without and with sign-ins; medians of three rounds. */
export async function readsBesideSignIns(measurement: Measurement): Promise<BesideSignIns> {
  const pool = new Pool(measurement.shop.url, { connections: CONNECTIONS });
  const alone: number[] = [];
  const beside: number[] = [];
  const signIns: number[] = [];
  await readAtPace(pool, { ...measurement, seconds: 2 });
  for (let round = 0; round < 3; round += 1) {
    alone.push(await readAtPace(pool, measurement));
    const [reads, signedIn] = await Promise.all([
      readAtPace(pool, measurement),
      signInAtPace(pool, measurement),
    ]);
    beside.push(reads);
    signIns.push(signedIn);
  }
  await pool.close();
  return { aloneP99Ms: median(alone), besideP99Ms: median(beside), signInP99Ms: median(signIns) };
}

function readAtPace(pool: Pool, { path, seconds }: Measurement): Promise<number> {
  return atPace({ perSecond: READS_PER_SECOND, seconds }, () => expect2xx(pool, { method: "GET", path }));
}

function signInAtPace(pool: Pool, { seconds }: Measurement): Promise<number> {
  return atPace({ perSecond: SIGN_INS_PER_SECOND, seconds }, () => signIn(pool));
}

function signIn(pool: Pool): Promise<string> {
  const headers = { "content-type": "application/json" };
  return expect2xx(pool, { method: "POST", path: "/api/v1/users/login", headers, body: credentials });
}

/** The 99th percentile of how long the calls took. They are sent when their time has come, whether or not earlier ones are back. */
async function atPace(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  call: () => Promise<unknown>,
): Promise<number> {
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const failures: unknown[] = [];
  const timed = async (): Promise<void> => {
    const before = performance.now();
    try {
      await call();
      latencies.push(performance.now() - before);
    } catch (error) {
      failures.push(error); // Told when all are back: nobody waits for each by itself.
    }
  };
  const startedAt = performance.now();
  while (running.length < perSecond * seconds) {
    const dueCount = Math.min(
      perSecond * seconds,
      Math.ceil(((performance.now() - startedAt) / MS_PER_SECOND) * perSecond),
    );
    while (running.length < dueCount) running.push(timed());
    await delay(TICK_MS);
  }
  await Promise.all(running);
  if (failures.length > 0) throw new Error(`${failures.length} requests failed.`, { cause: failures[0] });
  return percentile(latencies, 0.99);
}

async function expect2xx(pool: Pool, request: Parameters<Pool["request"]>[0]): Promise<string> {
  const { statusCode, body } = await pool.request(request);
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${request.method} ${request.path}: ${statusCode} ${text}`);
  return text;
}
