// Access tokens in memory: shared, renewed in time, forgotten when refused.
import { expect, test } from "vitest";
import { SessionCache } from "../app/lib/session-cache.server.ts";

const tokens = (name: string, expiresIn = 600) => ({
  accessToken: `access-${name}`,
  refreshToken: name,
  expiresIn,
});

test("parallel requests share one renewal", async () => {
  const cache = new SessionCache(() => 0);
  let asked = 0;
  const renew = async () => tokens(`r${(asked += 1) + 1}`);
  const [first, second] = await Promise.all([cache.get("r1", renew), cache.get("r1", renew)]);
  expect(asked).toBe(1);
  expect(first).toEqual(second);
  expect(await cache.get("r2", renew)).toEqual(first); // The new refresh token is known already.
  expect(asked).toBe(1);
});

test("tokens are renewed shortly before they end", async () => {
  let now = 0;
  const cache = new SessionCache(() => now);
  cache.keep(tokens("r1", 600));
  const renew = async () => tokens("r2");
  now = 569_000;
  expect((await cache.get("r1", renew)).accessToken).toBe("access-r1");
  now = 570_000;
  expect((await cache.get("r1", renew)).accessToken).toBe("access-r2");
});

test("a refused renewal is not remembered", async () => {
  const cache = new SessionCache(() => 0);
  await expect(cache.get("r1", () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  expect((await cache.get("r1", async () => tokens("r2"))).accessToken).toBe("access-r2");
});

test("a session that was forgotten while it was renewed stays forgotten under its old token", async () => {
  const cache = new SessionCache(() => 0);
  const pending = Promise.withResolvers<ReturnType<typeof tokens>>();
  const asked = cache.get("r1", () => pending.promise);
  cache.forget("r1");
  pending.resolve(tokens("r2"));
  await asked;
  expect((await cache.get("r1", async () => tokens("r3"))).accessToken).toBe("access-r3");
});

test("the oldest sessions make room for new ones", async () => {
  const cache = new SessionCache(() => 0);
  for (let index = 0; index <= 10_000; index += 1) cache.keep(tokens(`r${index}`));
  expect((await cache.get("r0", async () => tokens("new"))).accessToken).toBe("access-new");
  expect((await cache.get("r10000", async () => tokens("new"))).accessToken).toBe("access-r10000");
});

test("without a clock of its own the cache uses the real one", async () => {
  const cache = new SessionCache();
  cache.keep(tokens("r1"));
  expect((await cache.get("r1", async () => tokens("r2"))).accessToken).toBe("access-r1");
});

const tokensOf = (subject: string, refreshToken: string) => ({
  ...tokens(refreshToken),
  accessToken: `head.${Buffer.from(JSON.stringify({ sub: subject })).toString("base64url")}.${refreshToken}`,
});

test("a person's other sessions are forgotten, this one and other people's are not", async () => {
  const cache = new SessionCache(() => 0);
  const here = tokensOf("mina", "here");
  cache.keep(here);
  cache.keep(tokensOf("mina", "kept"));
  await cache.get("renewed", async () => tokensOf("mina", "renewed-2"));
  cache.keep(tokensOf("omar", "stranger"));
  cache.forgetOthersOf(here);
  const asked: string[] = [];
  const renew = async (refreshToken: string) => {
    asked.push(refreshToken);
    return tokensOf("anybody", "new");
  };
  for (const refreshToken of ["here", "kept", "renewed", "renewed-2", "stranger"])
    await cache.get(refreshToken, renew);
  expect(asked).toEqual(["kept", "renewed", "renewed-2"]);
});
