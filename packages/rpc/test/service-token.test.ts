// Who may call: tokens that services sign for themselves, and what the other side makes of them.
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createServiceTokenIssuer, createServiceTokenVerifier } from "../src/index.ts";
import { SECRET } from "./shops.ts";

const START = new Date("2026-03-01T12:00:00Z");

function clockAt(start: Date) {
  let time = start.getTime();
  return { now: () => new Date(time), advance: (ms: number) => (time += ms) };
}

function forged(
  claims: { issuer?: string; audience?: string; type?: string; expires?: boolean },
  secret = SECRET,
) {
  const token = new SignJWT().setProtectedHeader({ alg: "HS256", typ: claims.type ?? "souk-service+jwt" });
  if (claims.issuer !== undefined) token.setIssuer(claims.issuer);
  token.setAudience(claims.audience ?? "souk-rpc");
  if (claims.expires !== false) token.setExpirationTime(START.getTime() / 1_000 + 60);
  return token.sign(secret);
}

describe("a service token", () => {
  test("names the service that signed it, and a known one is answered without a promise", async () => {
    const { now } = clockAt(START);
    const issue = createServiceTokenIssuer({ service: "order", secret: SECRET, now });
    const verify = createServiceTokenVerifier({ secret: SECRET, now });
    const token = await issue();
    expect(await verify(token)).toEqual({ service: "order" });
    expect(verify(token)).toEqual({ service: "order" });
  });

  test("is signed once for many calls, and anew before it ends", async () => {
    const clock = clockAt(START);
    const issue = createServiceTokenIssuer({ service: "order", secret: SECRET, now: clock.now });
    const [first, twin] = await Promise.all([issue(), issue()]);
    expect(twin).toBe(first);
    clock.advance(200_000);
    expect(issue()).toBe(first);
    clock.advance(60_000);
    expect(await issue()).not.toBe(first);
  });

  test("is refused once it has ended, though it was known", async () => {
    const clock = clockAt(START);
    const token = await createServiceTokenIssuer({ service: "order", secret: SECRET, now: clock.now })();
    const verify = createServiceTokenVerifier({ secret: SECRET, now: clock.now });
    await verify(token);
    clock.advance(301_000);
    await expect(async () => verify(token)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "service_token_invalid",
    });
  });

  test.each([
    ["another secret", () => forged({ issuer: "order" }, new Uint8Array(32).fill(8))],
    ["another audience", () => forged({ issuer: "order", audience: "souk-api" })],
    ["another type of token", () => forged({ issuer: "order", type: "at+jwt" })],
    ["no issuer", () => forged({})],
    ["no end", () => forged({ issuer: "order", expires: false })],
    ["no sense", async () => "abc.def"],
  ])("with %s is refused", async (_why, make) => {
    const verify = createServiceTokenVerifier({ secret: SECRET, now: () => START });
    const token = await make();
    await expect(async () => verify(token)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "service_token_invalid",
    });
  });

  test("many different tokens do not fill the memory: known ones are forgotten and checked again", async () => {
    const verify = createServiceTokenVerifier({ secret: SECRET, now: () => START });
    const first = await forged({ issuer: "order" });
    await verify(first);
    for (let index = 0; index < 256; index += 1) await verify(await forged({ issuer: `service-${index}` }));
    expect(verify(first)).toBeInstanceOf(Promise);
  });

  test("needs a secret of 32 bytes at least", () => {
    const secret = new Uint8Array(31);
    expect(() => createServiceTokenVerifier({ secret })).toThrow(/32 bytes/);
    expect(() => createServiceTokenIssuer({ service: "order", secret })).toThrow(/32 bytes/);
  });
});
