// Access tokens: what is believed, what is refused, how often the issuer is asked.
import { createPublicKey, createSign, generateKeyPairSync } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JSONWebKeySet } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { callerFromClaims, createTokenVerifier } from "../src/index.ts";
import { AUDIENCE, createIssuer, ISSUER, type TokenIssuer } from "./stage.ts";

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await createIssuer();
});

const nowSeconds = () => Math.floor(Date.now() / 1_000);
function verifierOf(
  keys: () => Promise<JSONWebKeySet> = async () => issuer.keys,
  now: () => Date = () => new Date(),
) {
  return createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, keys, now });
}
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = () => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "u",
  sid: "s",
  roles: [],
  perms: [],
  iat: nowSeconds(),
  exp: nowSeconds() + 600,
  jti: "t",
});

describe("a token", () => {
  test("that is right says who calls", async () => {
    const token = await issuer.token({
      sub: "user-7",
      roles: ["support"],
      perms: ["orders:read", "planets:write"],
    });
    const caller = callerFromClaims(await verifierOf().verify(token));
    expect(caller).toMatchObject({
      kind: "user",
      userId: "user-7",
      sessionId: "session-1",
      roles: ["support"],
    });
    expect([...caller.permissions]).toEqual(["orders:read"]);
  });

  test("is recognised without checking its signature again, until it expires", async () => {
    let now = new Date();
    const verifier = verifierOf(undefined, () => now);
    const token = await issuer.token();
    expect(verifier.recall(token)).toBeUndefined();
    const first = await verifier.verify(token);
    expect(verifier.recall(token)).toBe(first);
    expect(await verifier.verify(token)).toBe(first);
    expect(callerFromClaims(first)).toBe(callerFromClaims(first));
    now = new Date((first.exp + 6) * 1_000);
    expect(verifier.recall(token)).toBeUndefined();
    await expect(verifier.verify(token)).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "token_expired",
    });
  });

  test("may be off by 5 seconds, the difference of two clocks", async () => {
    expect(await verifierOf().verify(await issuer.token({ exp: nowSeconds() - 3 }))).toBeDefined();
    await expect(verifierOf().verify(await issuer.token({ exp: nowSeconds() - 7 }))).rejects.toMatchObject({
      code: "token_expired",
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["of another issuer", { iss: "other" }],
    ["for another audience", { aud: "other" }],
    ["that is not valid yet", { nbf: nowSeconds() + 60 }],
    ["that will be given out later", { iat: nowSeconds() + 60 }],
    ["without a subject", { sub: undefined }],
    ["with an empty subject", { sub: "" }],
    ["without a session", { sid: undefined }],
    ["without an end", { exp: undefined }],
    ["with permissions that are no list", { perms: "orders:read" }],
    ["with a role that is no text", { roles: [1] }],
  ])("%s is refused", async (_what, wrong) => {
    await expect(verifierOf().verify(await issuer.token(wrong))).rejects.toMatchObject({
      kind: "unauthenticated",
      code: "token_invalid",
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["of another type", { typ: "JWT" }],
    ["of no type", { typ: undefined }],
    ["of no key", { kid: undefined }],
    ["of an unknown key", { kid: "key-2" }],
    ["that brings its own key", { jwk: { kty: "OKP", crv: "Ed25519", x: "x" } }],
    ["that says where its key is", { jku: "https://evil.test/keys" }],
    ["that brings a certificate", { x5u: "https://evil.test/cert" }],
    ["with a critical extension", { crit: ["b64"], b64: true }],
  ])("%s is refused", async (_what, header) => {
    await expect(verifierOf().verify(await issuer.token({}, header))).rejects.toMatchObject({
      code: "token_invalid",
    });
  });

  test("has one spelling: the unused last bits of its signature cannot be turned", async () => {
    const token = await issuer.token();
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const turned = letters.charAt(letters.indexOf(token.slice(-1)) ^ 1);
    const signatureOf = (text: string) => Buffer.from(text.split(".")[2] ?? "", "base64url");
    const twin = `${token.slice(0, -1)}${turned}`;
    expect(signatureOf(twin)).toEqual(signatureOf(token));
    await expect(verifierOf().verify(twin)).rejects.toMatchObject({ code: "token_invalid" });
  });

  test("signed in any other way is refused", async () => {
    const other = await generateKeyPair("EdDSA");
    const header = { alg: "EdDSA", typ: "at+jwt", kid: "key-1" };
    const publicBytes = Buffer.from(
      (await exportJWK((await generateKeyPair("EdDSA", { extractable: true })).publicKey)).x as string,
      "base64url",
    );
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const rsaInput = `${base64({ ...header, alg: "RS256" })}.${base64(claims())}`;
    const tokens = [
      await new SignJWT(claims()).setProtectedHeader(header).sign(other.privateKey),
      await new SignJWT(claims()).setProtectedHeader({ ...header, alg: "HS256" }).sign(publicBytes),
      `${rsaInput}.${createSign("sha256").update(rsaInput).sign(rsa.privateKey).toString("base64url")}`,
      new UnsecuredJWT(claims()).encode(),
      `${base64({ ...header, alg: "none" })}.${base64(claims())}.`,
      `${await issuer.token()}x`,
      (await issuer.token()).split(".").slice(0, 2).join("."),
      "",
      "a.b.c",
      "x".repeat(10_000),
    ];
    for (const token of tokens)
      await expect(verifierOf().verify(token)).rejects.toMatchObject({ code: "token_invalid" });
    expect(createPublicKey(rsa.privateKey).asymmetricKeyType).toBe("rsa");
  });
});

describe("the issuer's keys", () => {
  function counting(answer: () => Promise<JSONWebKeySet>) {
    const clock = { now: new Date() };
    const asked = { times: 0 };
    const keys = () => ((asked.times += 1), answer());
    return { asked, clock, verifier: verifierOf(keys, () => clock.now) };
  }

  test("are asked for once, by however many requests", async () => {
    const { asked, verifier } = counting(async () => issuer.keys);
    const tokens = await Promise.all([1, 2, 3, 4, 5].map((jti) => issuer.token({ jti: `${jti}` })));
    await Promise.all(tokens.map((token) => verifier.verify(token)));
    expect(asked.times).toBe(1);
  });

  test("are not asked for again by made-up key ids, more than once in 10 seconds", async () => {
    const { asked, clock, verifier } = counting(async () => issuer.keys);
    await verifier.verify(await issuer.token());
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(
        verifier.verify(await issuer.token({}, { kid: `made-up-${attempt}` })),
      ).rejects.toMatchObject({ code: "token_invalid" });
    }
    expect(asked.times).toBe(1);
    clock.now = new Date(clock.now.getTime() + 10_000);
    await expect(verifier.verify(await issuer.token({}, { kid: "made-up" }))).rejects.toMatchObject({
      code: "token_invalid",
    });
    expect(asked.times).toBe(2);
  });

  test("may rotate: a new key is found when its first token comes", async () => {
    const next = await createIssuer("key-2");
    let published = issuer.keys;
    const { clock, verifier } = counting(async () => published);
    await verifier.verify(await issuer.token());
    published = { keys: [...issuer.keys.keys, ...next.keys.keys] };
    clock.now = new Date(clock.now.getTime() + 10_000);
    expect(await verifier.verify(await next.token())).toBeDefined();
    expect(await verifier.verify(await issuer.token({ jti: "other" }))).toBeDefined();
  });

  test("that are withdrawn are refused after ten minutes", async () => {
    let published = issuer.keys;
    const { clock, verifier } = counting(async () => published);
    await verifier.verify(await issuer.token());
    published = { keys: [] };
    clock.now = new Date(clock.now.getTime() + 600_001);
    await expect(verifier.verify(await issuer.token({ exp: nowSeconds() + 3_600 }))).rejects.toMatchObject({
      code: "token_invalid",
    });
  });

  test("that cannot be had make it impossible to say: 503, and it is tried again", async () => {
    let fails = true;
    const { verifier } = counting(async () => (fails ? Promise.reject(new Error("down")) : issuer.keys));
    await expect(verifier.verify(await issuer.token())).rejects.toMatchObject({
      kind: "unavailable",
      code: "token_keys_unavailable",
    });
    fails = false;
    expect(await verifier.verify(await issuer.token())).toBeDefined();
  });

  test("stay in use while a renewal for an unknown id fails", async () => {
    let fails = false;
    const { clock, verifier } = counting(async () =>
      fails ? Promise.reject(new Error("down")) : issuer.keys,
    );
    await verifier.verify(await issuer.token());
    fails = true;
    clock.now = new Date(clock.now.getTime() + 20_000);
    await expect(verifier.verify(await issuer.token({}, { kid: "new" }))).rejects.toMatchObject({
      code: "token_invalid",
    });
    expect(await verifier.verify(await issuer.token({ jti: "other" }))).toBeDefined();
  });

  test("of other kinds or for other uses are passed over", async () => {
    const rsa = await exportJWK((await generateKeyPair("RS256", { extractable: true })).publicKey);
    const [own] = issuer.keys.keys;
    const keys = {
      keys: [
        { ...rsa, kid: "rsa" },
        { ...own, kid: "encryption", use: "enc" },
        { kty: "OKP", crv: "X25519", x: "x", kid: "x" },
        { kty: "OKP", crv: "Ed25519", kid: "empty" },
        { ...own, kid: undefined },
        { ...own, use: undefined },
      ],
    };
    const verifier = verifierOf(async () => keys as JSONWebKeySet);
    expect(await verifier.verify(await issuer.token())).toBeDefined();
    for (const kid of ["rsa", "encryption", "x"])
      await expect(verifier.verify(await issuer.token({}, { kid }))).rejects.toMatchObject({
        code: "token_invalid",
      });
  });
});
