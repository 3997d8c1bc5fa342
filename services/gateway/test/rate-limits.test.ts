// Who is counted as whom, for what, and what they are told.
import { Refusal } from "@souk/errors";
import { createTokenVerifier, anyone, machine, route, signedIn, type TokenVerifier } from "@souk/http";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeKeys, openDoor, signToken, telemetryInto, type Door, type DoorOptions } from "./doors.ts";

const common = { summary: "A route", ownership: "none" };
const anyBody = z.looseObject({});
const routes = [
  route("GET /cheap", { ...common, access: anyone() }, () => ({})),
  route("GET /dear", { ...common, access: anyone(), cost: 4 }, () => ({})),
  route("GET /free", { ...common, access: anyone(), cost: 0, absolute: true }, () => ({})),
  route("GET /mine", { ...common, access: signedIn() }, ({ caller }) => ({ userId: caller.userId })),
  route("POST /sign-in", { ...common, access: anyone(), body: anyBody, guessable: true }, ({ body }) =>
    guess(body),
  ),
  route("POST /password", { ...common, access: signedIn(), body: anyBody, guessable: true }, ({ body }) =>
    guess(body),
  ),
  route(
    "POST /mail-me",
    { ...common, access: anyone(), body: anyBody, guessable: true, status: 202 },
    () => ({}),
  ),
  route(
    "POST /details",
    { ...common, access: anyone(), body: anyBody, guessable: "when_refused" },
    ({ body }) => guess(body),
  ),
  route("POST /hook", { ...common, access: machine("a signature"), rawBody: true }, () => ({})),
];
function guess(body: unknown): object {
  if (typeof body === "object" && body !== null && "broken" in body) throw new Error("Ours to mend.");
  if (typeof body === "object" && body !== null && "right" in body) return {};
  throw new Refusal("unauthenticated", "credentials_invalid", "Wrong.");
}
/** Windows that no test lives to see the end of. */
const limit = (points: number) => `${points}/3600`;
const address = (points: number) => ({ GATEWAY_RATE_LIMIT_ADDRESS: limit(points) });

const opened: Door[] = [];
afterEach(async () => {
  for (const door of opened.splice(0)) await door.close();
});
async function open(env: Record<string, string>, options: DoorOptions = {}): Promise<Door> {
  const door = await openDoor({ routes, env, ...options });
  opened.push(door);
  return door;
}

type Asked = { url: string; from?: string; headers?: Record<string, string>; payload?: object };
function ask(door: Door, { url, from = "192.0.2.1", headers = {}, payload }: Asked) {
  const method = payload === undefined ? "GET" : "POST";
  return door.inject({ method, url, headers, remoteAddress: from, ...(payload && { payload }) });
}
const statusesOf = async (count: number, one: (index: number) => Promise<{ statusCode: number }>) => {
  const statuses: Record<number, number> = {};
  for (let index = 0; index < count; index += 1) {
    const { statusCode } = await one(index);
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
  }
  return statuses;
};

describe("an address", () => {
  test("is told what is left, and 429 when nothing is", async () => {
    const door = await open(address(2));
    const first = await ask(door, { url: "/api/v1/cheap" });
    expect(first.headers["ratelimit-policy"]).toBe('"address";q=2;w=3600');
    expect(first.headers.ratelimit).toMatch(/^"address";r=1;t=3600$/);
    expect((await ask(door, { url: "/api/v1/cheap" })).statusCode).toBe(200);
    const refused = await ask(door, { url: "/api/v1/cheap" });
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["content-type"]).toContain("application/problem+json");
    expect(refused.json()).toMatchObject({
      code: "rate_limited",
      status: 429,
      "violated-policies": ["address"],
    });
    expect(refused.headers.ratelimit).toMatch(/^"address";r=0;t=\d+$/);
    expect(refused.headers["retry-after"]).toMatch(/^(3600|35\d\d)$/);
    expect(refused.headers).toMatchObject({ "x-content-type-options": "nosniff" });
    expect((await ask(door, { url: "/api/v1/cheap", from: "192.0.2.2" })).statusCode).toBe(200);
  });

  test("pays what a route costs, a question for its head included, and once", async () => {
    const door = await open(address(100));
    const left = async (url: string, method: "GET" | "HEAD" = "GET") =>
      /r=(\d+)/.exec(
        String((await door.inject({ method, url, remoteAddress: "192.0.2.1" })).headers.ratelimit),
      )?.[1];
    expect(await left("/api/v1/dear")).toBe("96");
    expect(await left("/api/v1/dear", "HEAD")).toBe("92");
    expect(await left("/api/v1/cheap")).toBe("91");
    expect(await left("/api/v1/nothing")).toBe("90");
  });

  test("of IPv6 is a whole /64, and IPv4 is itself in either spelling", async () => {
    const door = await open(address(1));
    const status = async (from: string) => (await ask(door, { url: "/api/v1/cheap", from })).statusCode;
    expect(await status("2001:db8:1:2::1")).toBe(200);
    expect(await status("2001:db8:1:2:ffff::9")).toBe(429);
    expect(await status("2001:db8:1:3::1")).toBe(200);
    expect(await status("192.0.2.1")).toBe(200);
    expect(await status("::ffff:192.0.2.1")).toBe(429);
  });

  test("is not limited in health, keys, files and what is free", async () => {
    const door = await open(address(1));
    for (const url of ["/healthz", "/readyz", "/.well-known/jwks.json", "/free"]) {
      expect(await statusesOf(5, () => ask(door, { url }))).toEqual({ 200: 5 });
      expect((await ask(door, { url })).headers).not.toHaveProperty("ratelimit");
    }
    expect((await ask(door, { url: "/api/v1/cheap" })).statusCode).toBe(200);
  });

  test("pays for pages, without being told on each", async () => {
    const door = await open(address(10), { storefront: async () => new Response("page") });
    const page = await ask(door, { url: "/" });
    expect(page.statusCode).toBe(200);
    expect(page.headers).not.toHaveProperty("ratelimit");
    expect((await ask(door, { url: "/products" })).statusCode).toBe(200);
    const refused = await ask(door, { url: "/search" });
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toHaveProperty("ratelimit");
  });

  test("is not limited where limits are off", async () => {
    const door = await open({ ...address(1), GATEWAY_RATE_LIMITS: "off" });
    expect(await statusesOf(5, () => ask(door, { url: "/api/v1/cheap" }))).toEqual({ 200: 5 });
  });

  test("over its limit is counted for the operators, by policy and by no name", async () => {
    const telemetry = telemetryInto();
    const door = await open(address(1), { telemetry });
    await statusesOf(3, () => ask(door, { url: "/api/v1/cheap" }));
    expect(await telemetry.metrics.registry.metrics()).toMatch(
      /gateway_rate_limited_total\{policy="address",service="gateway"\} 2|gateway_rate_limited_total\{service="gateway",policy="address"\} 2/,
    );
  });
});

describe("forged addresses", () => {
  const forged = (index: number) => `198.51.${index >> 8}.${index & 255}`;

  test("of a client that is no hop are not read: a thousand of them are one client", async () => {
    const door = await open(address(10));
    const statuses = await statusesOf(1_000, (index) =>
      ask(door, {
        url: "/api/v1/cheap",
        headers: {
          "x-forwarded-for": forged(index),
          forwarded: `for=${forged(index)}`,
          "x-real-ip": forged(index),
          "x-client-ip": forged(index),
          "cf-connecting-ip": forged(index),
        },
      }),
    );
    expect(statuses).toEqual({ 200: 10, 429: 990 });
  });

  test("that a trusted hop passed on stand left of the one it saw itself, and are not read either", async () => {
    const door = await open({ ...address(10), GATEWAY_TRUSTED_HOPS: "10.0.0.0/8" });
    const statuses = await statusesOf(1_000, (index) =>
      ask(door, {
        url: "/api/v1/cheap",
        from: "10.0.0.1",
        headers: { "x-forwarded-for": `${forged(index)}, 10.9.9.9, 203.0.113.9, 10.0.0.2` },
      }),
    );
    expect(statuses).toEqual({ 200: 10, 429: 990 });
  });

  test("are not what a hop says of different clients: each of those has its own limit", async () => {
    const door = await open({ ...address(1), GATEWAY_TRUSTED_HOPS: "10.0.0.1" });
    const statuses = await statusesOf(50, (index) =>
      ask(door, {
        url: "/api/v1/cheap",
        from: "10.0.0.1",
        headers: { "x-forwarded-for": forged(index) },
      }),
    );
    expect(statuses).toEqual({ 200: 50 });
  });
});

describe("whoever proved who they are", () => {
  async function openWithUsers(env: Record<string, string>) {
    const keys = await makeKeys();
    const door = await open(env, { jwks: keys.jwks });
    const bearer = async (userId: string) => `Bearer ${await signToken(keys.privateKey, userId)}`;
    return { door, bearer };
  }

  test("is counted as themselves too, wherever they are and whichever token they have", async () => {
    const { door, bearer } = await openWithUsers({ GATEWAY_RATE_LIMIT_USER: limit(3) });
    const statuses: number[] = [];
    for (const from of ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"]) {
      const headers = { authorization: await bearer("u-1") };
      statuses.push((await ask(door, { url: "/api/v1/mine", from, headers })).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const headers = { authorization: await bearer("u-2") };
    expect((await ask(door, { url: "/api/v1/mine", headers })).statusCode).toBe(200);
  });

  test("is told of both limits, at the first sight of a token and later", async () => {
    const { door, bearer } = await openWithUsers({ ...address(9), GATEWAY_RATE_LIMIT_USER: limit(5) });
    const headers = { authorization: await bearer("u-1") };
    for (const used of [1, 2]) {
      const answer = await ask(door, { url: "/api/v1/mine", headers });
      expect(answer.headers["ratelimit-policy"]).toBe('"address";q=9;w=3600, "user";q=5;w=3600');
      expect(answer.headers.ratelimit).toMatch(
        new RegExp(`^"address";r=${9 - used};t=\\d+, "user";r=${5 - used};t=\\d+$`),
      );
    }
  });

  test("cannot be anybody by a token that was only read: a bad one counts for its address, and dearly", async () => {
    const { door } = await openWithUsers({ ...address(100), GATEWAY_RATE_LIMIT_USER: limit(1) });
    const strangers = await makeKeys();
    const statuses = await statusesOf(20, async (index) => {
      const authorization = `Bearer ${await signToken(strangers.privateKey, `u-${index}`)}`;
      return ask(door, { url: "/api/v1/mine", headers: { authorization } });
    });
    expect(statuses).toEqual({ 401: 10, 429: 10 });
    expect((await ask(door, { url: "/api/v1/cheap", from: "192.0.2.2" })).statusCode).toBe(200);
  });

  test("does not pay for keys that cannot be had right now", async () => {
    const jwks = () => Promise.reject(new Error("the issuer is away"));
    const door = await open(address(3), { jwks });
    const { privateKey } = await makeKeys();
    const headers = { authorization: `Bearer ${await signToken(privateKey, "u-1")}` };
    const statuses = await statusesOf(4, () => ask(door, { url: "/api/v1/mine", headers }));
    expect(statuses).toEqual({ 503: 3, 429: 1 });
  });

  test("is an API key by itself, not the person who made it", async () => {
    const verifier = verifierOf({ "key-a": { akid: "a" }, "key-b": { akid: "b" }, person: {} });
    const env = { GATEWAY_RATE_LIMIT_API_KEY: limit(2), GATEWAY_RATE_LIMIT_USER: limit(1) };
    const door = await open(env, { verifier });
    const status = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await ask(door, { url: "/api/v1/cheap", headers });
      return [answer.statusCode, String(answer.headers["ratelimit-policy"]).includes('"api-key"')];
    };
    expect(await status("key-a")).toEqual([200, true]);
    expect(await status("key-a")).toEqual([200, true]);
    expect(await status("key-a")).toEqual([429, true]);
    expect(await status("key-b")).toEqual([200, true]);
    expect(await status("person")).toEqual([200, false]);
    expect(await status("person")).toEqual([429, false]);
  });
});

/** Credentials whose claims are known before anybody asks, as after an exchange. */
function verifierOf(known: Record<string, { akid?: string }>): TokenVerifier {
  const claims = new Map(
    Object.entries(known).map(([token, more]) => [
      token,
      { sub: "u-1", sid: "s-1", roles: [], perms: [], iat: 1, exp: 2, jti: token, ...more },
    ]),
  );
  const refusing = createTokenVerifier({
    issuer: "souk",
    audience: "souk-api",
    keys: async () => ({ keys: [] }),
  });
  return { recall: (token) => claims.get(token), verify: (token) => refusing.verify(token) };
}

describe("what can be guessed", () => {
  const env = { GATEWAY_RATE_LIMIT_SIGN_IN: limit(5) };
  const signIn = (door: Door, from: string) => ask(door, { url: "/api/v1/sign-in", from, payload: {} });

  test("has a strict limit of its own beside the general one", async () => {
    const door = await open(env);
    expect(await statusesOf(8, () => signIn(door, "192.0.2.1"))).toEqual({ 401: 5, 429: 3 });
    const refused = await signIn(door, "192.0.2.1");
    expect(refused.json()).toMatchObject({ "violated-policies": ["sign-in"] });
    expect(refused.headers["ratelimit-policy"]).toContain('"sign-in";q=5;w=3600');
    expect((await ask(door, { url: "/api/v1/cheap" })).statusCode).toBe(200);
    expect((await signIn(door, "192.0.2.2")).statusCode).toBe(401);
  });

  test("costs nothing where it was right; what does not say so costs", async () => {
    const keys = await makeKeys();
    const door = await open(env, { jwks: keys.jwks });
    const headers = { authorization: `Bearer ${await signToken(keys.privateKey, "u-2")}` };
    const right = (url: string) => () => ask(door, { url, headers, payload: { right: true } });
    expect(await statusesOf(9, right("/api/v1/sign-in"))).toEqual({ 200: 9 });
    expect(await statusesOf(9, right("/api/v1/password"))).toEqual({ 200: 9 });
    expect(await statusesOf(8, () => signIn(door, "192.0.2.1"))).toEqual({ 401: 5, 429: 3 });
    const mail = () => ask(door, { url: "/api/v1/mail-me", from: "192.0.2.3", payload: {} });
    expect(await statusesOf(7, mail)).toEqual({ 202: 5, 429: 2 });
  });

  test("counts afterwards where most requests bring nothing to guess: as many at a time as one likes, until they are refused", async () => {
    const keys = await makeKeys();
    const door = await open(env, { jwks: keys.jwks });
    const headers = { authorization: `Bearer ${await signToken(keys.privateKey, "u-3")}` };
    const send = (payload: object, from = "192.0.2.1", more: Record<string, string> = {}) =>
      ask(door, { url: "/api/v1/details", from, payload, headers: more });
    const together = await Promise.all(Array.from({ length: 20 }, () => send({ right: true })));
    expect(new Set(together.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect((await send({ broken: true })).statusCode).toBe(500);
    expect(await statusesOf(8, () => send({}))).toEqual({ 401: 5, 429: 3 });
    const shutOut = await send({ right: true });
    expect(shutOut.json()).toMatchObject({ "violated-policies": ["sign-in"] });
    expect((await signIn(door, "192.0.2.1")).statusCode).toBe(429);
    const places = await statusesOf(8, (index) => send({}, `192.0.2.${10 + index}`, headers));
    expect(places).toEqual({ 401: 5, 429: 3 });
  });

  test("is counted for who is signed in as well: a stolen token does not guess a password from many places", async () => {
    const keys = await makeKeys();
    const door = await open(env, { jwks: keys.jwks });
    const headers = { authorization: `Bearer ${await signToken(keys.privateKey, "u-1")}` };
    const statuses = await statusesOf(8, (index) =>
      ask(door, { url: "/api/v1/password", from: `192.0.2.${index}`, headers, payload: {} }),
    );
    expect(statuses).toEqual({ 401: 5, 429: 3 });
  });
});

test.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])(
  "this machine itself (%s) has a limit of its own, and none for guessing",
  async (from) => {
    const door = await open({
      ...address(1),
      GATEWAY_RATE_LIMIT_WEBHOOKS: limit(1),
      GATEWAY_RATE_LIMIT_LOCAL: limit(6),
      GATEWAY_RATE_LIMIT_SIGN_IN: limit(1),
    });
    const cheap = await ask(door, { url: "/api/v1/cheap", from });
    expect(cheap.headers["ratelimit-policy"]).toBe('"local";q=6;w=3600');
    const hook = () => ask(door, { url: "/api/v1/hook", from, payload: {} });
    expect(await statusesOf(2, hook)).toEqual({ 200: 2 });
    const signIn = () => ask(door, { url: "/api/v1/sign-in", from, payload: {} });
    expect(await statusesOf(2, signIn)).toEqual({ 401: 1, 429: 1 });
    expect(await statusesOf(2, () => ask(door, { url: "/api/v1/cheap", from }))).toEqual({ 200: 1, 429: 1 });
  },
);

test("webhooks are counted apart, and a provider's Authorization is none of ours", async () => {
  const door = await open({ ...address(1), GATEWAY_RATE_LIMIT_WEBHOOKS: limit(3) });
  await ask(door, { url: "/api/v1/cheap" });
  const hook = () =>
    ask(door, { url: "/api/v1/hook", headers: { authorization: "Bearer of-the-provider" }, payload: {} });
  expect(await statusesOf(5, hook)).toEqual({ 200: 3, 429: 2 });
});

test("other origins that are listed may read the limits, and their preflights are free", async () => {
  const origin = "https://app.example";
  const door = await open({ ...address(1), GATEWAY_CORS_ORIGINS: origin });
  const headers = { origin, "access-control-request-method": "GET" };
  const preflight = () =>
    door.inject({ method: "OPTIONS", url: "/api/v1/cheap", headers, remoteAddress: "192.0.2.1" });
  expect(await statusesOf(3, preflight)).toEqual({ 204: 3 });
  await ask(door, { url: "/api/v1/cheap", headers: { origin } });
  const refused = await ask(door, { url: "/api/v1/cheap", headers: { origin } });
  expect(refused.statusCode).toBe(429);
  expect(refused.headers["access-control-allow-origin"]).toBe(origin);
  expect(refused.headers["access-control-expose-headers"]).toMatch(/ratelimit.*ratelimit-policy/i);
});
