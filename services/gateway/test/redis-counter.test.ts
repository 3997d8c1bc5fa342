// Several gateways that count together, and what becomes of a limit when Redis is silent, gone, or back.
import { anyone, route } from "@souk/http";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { openDoor, telemetryInto, type Door } from "./doors.ts";
import { startRedisServer, type RedisServer } from "./redis-server.ts";

const routes = [
  route("GET /cheap", { summary: "Cheap", ownership: "none", access: anyone() }, () => ({})),
  route("GET /free", { summary: "Free", ownership: "none", access: anyone(), cost: 0 }, () => ({})),
  route(
    "POST /sign-in",
    { summary: "Sign in", ownership: "none", access: anyone(), body: z.object({}), guessable: true },
    () => ({}),
  ),
];
const PATIENCE = { timeout: 20_000, interval: 20 };

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function startRedis(port?: number): Promise<RedisServer> {
  const redis = await startRedisServer(port);
  cleanUps.push(() => redis.close());
  return redis;
}

type Gateway = { readonly door: Door; readonly lines: string[] };

/** So long that only a silence which a test wants is one. */
const TIMEOUT_MS = 1_000;

async function openGateway(url: string, points: number, more: Record<string, string> = {}): Promise<Gateway> {
  const lines: string[] = [];
  const env = {
    REDIS_URL: url,
    GATEWAY_REDIS_TIMEOUT_MS: String(TIMEOUT_MS),
    GATEWAY_RATE_LIMIT_ADDRESS: `${points}/3600`,
    ...more,
  };
  const door = await openDoor({ routes, env, telemetry: telemetryInto(lines) });
  cleanUps.push(() => door.close());
  return { door, lines };
}

const ask = (door: Door, remoteAddress = "192.0.2.1") => door.inject({ url: "/api/v1/cheap", remoteAddress });
const left = async (door: Door, remoteAddress?: string) =>
  Number(/r=(\d+)/.exec(String((await ask(door, remoteAddress)).headers.ratelimit))?.[1]);
/** Until a request is counted in Redis. */
async function counted(gateway: Gateway, redis: RedisServer): Promise<void> {
  const before = sum(redis);
  await vi.waitFor(async () => {
    await ask(gateway.door, "198.51.100.1");
    expect(sum(redis)).toBeGreaterThan(before);
  }, PATIENCE);
}
const sum = ({ used }: RedisServer) => [...used.values()].reduce((all, one) => all + one, 0);
const told = (lines: readonly string[], text: string) => lines.filter((line) => line.includes(text)).length;

test("two gateways refuse together, and tell of what is left of both", async () => {
  const redis = await startRedis();
  const [one, other] = [await openGateway(redis.url, 4), await openGateway(redis.url, 4)];
  for (const gateway of [one, other]) await counted(gateway, redis);
  expect(await left(one.door)).toBe(3);
  expect(await left(other.door)).toBe(2);
  expect(await left(one.door)).toBe(1);
  expect(await left(other.door)).toBe(0);
  for (const { door } of [one, other, one, other]) {
    const refused = await ask(door);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toBe("3600");
  }
  expect(redis.used.get("souk:limit:address:192.0.2.1")).toBeLessThanOrEqual(6); // Who has nothing left costs Redis nothing.
});

test("a Redis that is not there is no outage: this gateway counts alone, and says so once", async () => {
  const { door, lines } = await openGateway("redis://127.0.0.1:1", 3);
  expect([await left(door), await left(door), await left(door)]).toEqual([2, 1, 0]);
  expect((await ask(door)).statusCode).toBe(429);
  await vi.waitFor(() => expect(told(lines, "redis is away")).toBe(1), PATIENCE);
  for (let index = 0; index < 10; index += 1) await ask(door, `192.0.2.${index}`);
  expect(told(lines, "redis is away")).toBe(1);
});

test("a Redis that falls silent holds up one request, not all, and is used again when it speaks", async () => {
  const redis = await startRedis();
  const gateway = await openGateway(redis.url, 1_000);
  await counted(gateway, redis);
  redis.fallSilent();
  expect((await ask(gateway.door)).statusCode).toBe(200);
  expect(told(gateway.lines, "redis is away")).toBe(1);
  expect(await left(gateway.door)).toBe(998);
  expect(await left(gateway.door)).toBe(997);
  redis.speakAgain();
  await counted(gateway, redis);
  expect(told(gateway.lines, "redis is back")).toBe(1);
  expect(told(gateway.lines, "redis is away")).toBe(1);
});

test("a Redis that goes away and comes back is found again", async () => {
  const first = await startRedis();
  const gateway = await openGateway(first.url, 1_000);
  await counted(gateway, first);
  await first.close();
  cleanUps.splice(0, 1);
  expect((await ask(gateway.door)).statusCode).toBe(200);
  const second = await startRedis(Number(new URL(first.url).port));
  await counted(gateway, second);
  await vi.waitFor(() => expect(told(gateway.lines, "redis is back")).toBe(1), PATIENCE);
});

test("what is free does not ask Redis", async () => {
  const redis = await startRedis();
  const gateway = await openGateway(redis.url, 10);
  await counted(gateway, redis);
  const before = sum(redis);
  await gateway.door.inject("/api/v1/free");
  expect(sum(redis)).toBe(before);
});

test("a guess that was right is given back, in Redis and without it", async () => {
  const redis = await startRedis();
  const { door } = await openGateway(redis.url, 100, { GATEWAY_RATE_LIMIT_SIGN_IN: "2/3600" });
  const signIn = () =>
    door.inject({ method: "POST", url: "/api/v1/sign-in", payload: {}, remoteAddress: "192.0.2.9" });
  const usedNow = () => [...redis.used].find(([key]) => key.includes("sign-in"))?.[1];
  await vi.waitFor(async () => {
    await signIn();
    expect(usedNow()).toBeDefined();
  }, PATIENCE);
  for (let index = 0; index < 5; index += 1) {
    await vi.waitFor(() => expect(usedNow()).toBe(0), PATIENCE);
    expect((await signIn()).statusCode).toBe(200);
  }
  redis.fallSilent();
  for (let index = 0; index < 5; index += 1) expect((await signIn()).statusCode).toBe(200);
});
