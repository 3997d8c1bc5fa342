// Tokens that are nearly those of the outside issuer: none of them opens anything.
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UserService } from "@souk/contracts/rpc";
import { startTestShop, type TestShop } from "@souk/testing";
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { userService } from "../src/app.ts";

const SHOP_PAGE = "https://shop.example";
const KEY_ID = "first";
let issuer: Issuer;
let shop: TestShop;
beforeAll(async () => {
  issuer = await startIssuer();
  shop = await startTestShop({
    services: [userService],
    env: {
      USER_OUTSIDE_ISSUERS: JSON.stringify([
        {
          id: "outside",
          name: "Outside",
          issuer: issuer.url,
          audience: "shop",
          authorizedParties: [SHOP_PAGE],
          requiredClaims: { sts: "active", email_verified: true },
        },
      ]),
    },
  });
});
afterAll(async () => {
  await shop.close();
  issuer.server.closeAllConnections();
  issuer.server.close();
});

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;
type Issuer = {
  readonly url: string;
  readonly server: Server;
  isBroken: boolean;
  readonly pair: KeyPair;
  readonly jwk: JWK;
};

async function startIssuer(): Promise<Issuer> {
  const pair = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: KEY_ID, use: "sig", alg: "RS256" };
  const server = createServer((_request, response) => {
    response.writeHead(made.isBroken ? 500 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made: Issuer = { url, server, isBroken: false, pair, jwk };
  return made;
}

type Parts = { readonly header: Record<string, unknown>; readonly payload: Record<string, unknown> };

function good(): Parts {
  const iat = Math.floor(shop.clock.now().getTime() / 1000);
  const sub = randomUUID();
  return {
    header: { alg: "RS256", typ: "JWT", kid: KEY_ID, cat: "cl_1" },
    payload: {
      iss: issuer.url,
      sub,
      aud: ["shop"],
      azp: SHOP_PAGE,
      sid: "sess_1",
      sts: "active",
      email: `${sub}@example.com`,
      email_verified: true,
      iat,
      nbf: iat - 10,
      exp: iat + 60,
      jti: randomUUID(),
    },
  };
}

function sign({ header, payload }: Parts, key: KeyPair["privateKey"] | Uint8Array = issuer.pair.privateKey) {
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", ...header }).sign(key);
}
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ask = (token: string) =>
  shop.call("GET", "/users/profile", { headers: { authorization: `Bearer ${token}` } });
/** On a slow machine the first answer may come too late, which is 503 and worth another try. */
const profile = (token: string) =>
  shop.until(async () => {
    const answer = await ask(token);
    return answer.status !== 503 && answer;
  });

type Mutant = (parts: Parts) => Promise<string> | string;
const withHeader =
  (change: Record<string, unknown>): Mutant =>
  ({ header, payload }) =>
    sign({ header: { ...header, ...change }, payload });
const withClaims =
  (change: (payload: Record<string, unknown>) => Record<string, unknown>): Mutant =>
  ({ header, payload }) =>
    sign({ header, payload: { ...payload, ...change(payload) } });
const unsigned =
  (alg: string): Mutant =>
  ({ header, payload }) =>
    `${encoded({ ...header, alg })}.${encoded(payload)}.`;

const mutants: readonly (readonly [string, Mutant])[] = [
  ["alg none", unsigned("none")],
  ["alg None", unsigned("None")],
  ["alg NONE", unsigned("NONE")],
  [
    "alg nOnE with the signature kept",
    async (parts) => {
      const [, , signature] = (await sign(parts)).split(".");
      return `${encoded({ ...parts.header, alg: "nOnE" })}.${encoded(parts.payload)}.${signature}`;
    },
  ],
  ["an empty alg", unsigned("")],
  [
    "HS256 with the public key as the secret",
    ({ header, payload }) =>
      new SignJWT(payload)
        .setProtectedHeader({ ...header, alg: "HS256" })
        .sign(Buffer.from(JSON.stringify(issuer.jwk))),
  ],
  [
    "an algorithm that the key is not for",
    async ({ header, payload }) => {
      const key = await importJWK(await exportJWK(issuer.pair.privateKey), "RS512");
      return sign({ header: { ...header, alg: "RS512" }, payload }, key);
    },
  ],
  ["a key id that nobody has", withHeader({ kid: "unknown" })],
  ["a key id that is a path", withHeader({ kid: "../../../../dev/null" })],
  ["a key id that is SQL", withHeader({ kid: "' or 1=1 --" })],
  ["a key id without end", withHeader({ kid: "k".repeat(300) })],
  ["no key id", withHeader({ kid: undefined })],
  [
    "a key of its own (jwk)",
    async ({ header, payload }) => {
      const own = await generateKeyPair("RS256");
      const jwk = await exportJWK(own.publicKey);
      return sign({ header: { ...header, jwk }, payload }, own.privateKey);
    },
  ],
  [
    "the issuer's own key, but embedded",
    async ({ header, payload }) =>
      sign({ header: { ...header, jwk: await exportJWK(issuer.pair.publicKey) }, payload }),
  ],
  ["an address of keys (jku)", withHeader({ jku: "https://evil.example/jwks.json" })],
  ["an address of certificates (x5u)", withHeader({ x5u: "https://evil.example/cert.pem" })],
  ["certificates of its own (x5c)", withHeader({ x5c: ["MIIB"] })],
  [
    "something critical that nobody knows",
    ({ header, payload }) => {
      const critical = { ...header, crit: ["http://evil.example/crit"], "http://evil.example/crit": true };
      return `${encoded(critical)}.${encoded(payload)}.c2lnbmF0dXJl`;
    },
  ],
  ["another type", withHeader({ typ: "logout+jwt" })],
  ["the type of our own tokens' refreshing", withHeader({ typ: "rt+jwt" })],
  ["a signature by somebody else", async (parts) => sign(parts, (await generateKeyPair("RS256")).privateKey)],
  [
    "a changed claim",
    async (parts) => {
      const [header, , signature] = (await sign(parts)).split(".");
      return `${header}.${encoded({ ...parts.payload, sub: "somebody else" })}.${signature}`;
    },
  ],
  ["half a signature", async (parts) => (await sign(parts)).slice(0, -40)],
  ["no signature", async (parts) => (await sign(parts)).split(".").slice(0, 2).join(".")],
  ["another issuer", withClaims(() => ({ iss: "https://else.example" }))],
  ["nearly the issuer", withClaims(({ iss }) => ({ iss: `${String(iss)}/` }))],
  ["another audience", withClaims(() => ({ aud: "another" }))],
  ["no audience", withClaims(() => ({ aud: undefined }))],
  ["another authorized party", withClaims(() => ({ azp: "https://evil.example" }))],
  ["nearly the authorized party", withClaims(() => ({ azp: `${SHOP_PAGE}.evil.example` }))],
  ["no authorized party", withClaims(() => ({ azp: undefined }))],
  ["authorized parties as a list", withClaims(() => ({ azp: [SHOP_PAGE] }))],
  ["a time that is over", withClaims(({ iat }) => ({ exp: Number(iat) - 10 }))],
  ["a time that has not come", withClaims(({ iat }) => ({ nbf: Number(iat) + 60 }))],
  ["no end", withClaims(() => ({ exp: undefined }))],
  ["an end that is text", withClaims(() => ({ exp: "tomorrow" }))],
  ["no time of issue", withClaims(() => ({ iat: undefined }))],
  ["no subject", withClaims(() => ({ sub: undefined }))],
  ["an empty subject", withClaims(() => ({ sub: "" }))],
  ["a subject that is no text", withClaims(() => ({ sub: 5 }))],
  ["a subject without end", withClaims(() => ({ sub: "s".repeat(256) }))],
  ["a session that is no text", withClaims(() => ({ sid: { id: "sess_1" } }))],
  ["somebody who acts for the person", withClaims(() => ({ act: { sub: "support" } }))],
  ["not what the shop asks for", withClaims(() => ({ sts: "pending" }))],
  ["what the shop asks for as text instead of a boolean", withClaims(() => ({ email_verified: "true" }))],
  ["more than a token may have", withClaims(() => ({ more: "m".repeat(9_000) }))],
  ["two payloads", async (parts) => `${await sign(parts)}.${encoded(parts.payload)}`],
  ["a payload that is no object", ({ header }) => `${encoded(header)}.${encoded("text")}.c2lnbmF0dXJl`],
];

test("a good one opens the shop", async () => {
  expect((await profile(await sign(good()))).status).toBe(200);
});

test.each(mutants)("one with %s does not", async (_what, mutate) => {
  const { status, body } = await profile(await mutate(good()));
  expect([status, body.code]).toEqual([401, "token_invalid"]);
});

test.each([
  ["nothing", () => ""],
  ["no token", () => "x"],
  ["no token in three parts", () => "a.b.c"],
  ["a token of nobody", () => sign({ ...good(), payload: { sub: "s" } })],
  ["a token without end", () => sign({ ...good(), payload: { ...good().payload, more: "m".repeat(9_000) } })],
])("asked directly, the user service gives nothing for %s", async (_what, credential) => {
  const asked = shop.rpc.client(UserService).exchangeCredential({ credential: await credential() });
  await expect(asked).rejects.toMatchObject({ kind: "unauthenticated", code: "credential_invalid" });
});

test("there are enough of them", () => {
  expect(mutants.length).toBeGreaterThan(40);
});

test("while the issuer's keys cannot be had, a good one is 503 and not refused", async () => {
  shop.clock.advance(600_001); // What is known of them is too old now.
  issuer.isBroken = true;
  const token = await sign(good());
  const { status, body } = await ask(token);
  expect([status, body.code]).toEqual([503, "credentials_unavailable"]);
  issuer.isBroken = false;
  shop.clock.advance(10_001);
  expect((await profile(token)).status).toBe(200);
});
