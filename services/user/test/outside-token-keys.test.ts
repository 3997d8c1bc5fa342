// An outside issuer's keys, asked for over HTTP at a time that stands still: strangers cannot make us ask.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, jwtVerify, type JWTVerifyGetKey, SignJWT } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createIssuerKeys } from "../src/identities/clients/issuer-keys.ts";

const JUST_ASKED_MS = 10_000;
const TOO_OLD_MS = 600_001;

let server: Server;
let asked = 0;
let reply: () => { readonly status: number; readonly body: string };
let published: JWK[] = [];
let nowMs = Date.now();
let keys: JWTVerifyGetKey;

beforeEach(async () => {
  asked = 0;
  published = [];
  reply = () => ({ status: 200, body: JSON.stringify({ keys: published }) });
  server = createServer((_request, response) => {
    asked += 1;
    const { status, body } = reply();
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  keys = createIssuerKeys({ name: "Outside", jwksUrl, now: () => new Date(nowMs) });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A key that the issuer has from now on, and a token signed with it. */
async function aKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  published.push({ ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" });
  return {
    token: await new SignJWT({ sub: "s" }).setProtectedHeader({ alg: "ES256", kid }).sign(privateKey),
  };
}
const verify = async (token: string) => (await jwtVerify(token, keys)).payload.sub;

test("are asked for once for all who need them, and then kept", async () => {
  const { token } = await aKey("a");
  expect(await Promise.all(Array.from({ length: 10 }, () => verify(token)))).toEqual(Array(10).fill("s"));
  nowMs += TOO_OLD_MS - 1;
  await verify(token);
  expect(asked).toBe(1);
  nowMs += 1;
  await verify(token);
  expect(asked).toBe(2);
});

test("are asked for once more for an unknown key id, but not again and again", async () => {
  const { token } = await aKey("a");
  await verify(token);
  nowMs += JUST_ASKED_MS;
  const unknown = await aKey("b");
  published.pop();
  for (let count = 0; count < 5; count += 1) {
    await expect(verify(unknown.token)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  }
  expect(asked).toBe(2);
});

test("may change: a new one is found, and one that was withdrawn goes", async () => {
  const old = await aKey("a");
  await verify(old.token);
  const { token } = await aKey("b");
  published.shift();
  nowMs += JUST_ASKED_MS;
  expect(await verify(token)).toBe("s");
  await expect(verify(old.token)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
});

test("that cannot be had are asked for again only after a while", async () => {
  const { token } = await aKey("a");
  const good = reply;
  reply = () => ({ status: 500, body: "" });
  const unavailable = { kind: "unavailable", code: "identity_provider_unavailable" };
  for (let count = 0; count < 5; count += 1) await expect(verify(token)).rejects.toMatchObject(unavailable);
  expect(asked).toBe(1);
  reply = good;
  nowMs += JUST_ASKED_MS;
  expect(await verify(token)).toBe("s");
});

test.each([
  ["are no JSON", 200, "<html>"],
  ["are no key set", 200, '{"keys":[{"kid":"a"}]}'],
  ["are gone", 404, '{"keys":[]}'],
  ["have no end", 200, JSON.stringify({ keys: [], more: "m".repeat(300_000) })],
])("that %s cannot be had", async (_what, status, body) => {
  const { token } = await aKey("a");
  reply = () => ({ status, body });
  await expect(verify(token)).rejects.toMatchObject({ kind: "unavailable" });
});

test("go on to count while the issuer is down, as long as they are not too old", async () => {
  const { token } = await aKey("a");
  await verify(token);
  const unknown = await aKey("b");
  reply = () => ({ status: 500, body: "" });
  nowMs += JUST_ASKED_MS;
  await expect(verify(unknown.token)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  expect(await verify(token)).toBe("s");
  nowMs += TOO_OLD_MS;
  await expect(verify(token)).rejects.toMatchObject({ kind: "unavailable" });
});

test("of two that fit the same token, neither is taken", async () => {
  const { token } = await aKey("a");
  await aKey("a");
  await expect(verify(token)).rejects.toMatchObject({ code: "ERR_JWKS_MULTIPLE_MATCHING_KEYS" });
});
