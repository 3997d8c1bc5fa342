// Callers by API key or by a token of another issuer: exchanged once, believed for 30 seconds, and no way to load the user service.
import { Refusal } from "@souk/errors";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import {
  anyone,
  callerFromClaims,
  createTokenVerifier,
  type ExchangeCredential,
  personOf,
  route,
  signedIn,
  staff,
} from "../src/index.ts";
import { AUDIENCE, createIssuer, createStage, ISSUER, type TokenIssuer } from "./stage.ts";

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await createIssuer();
});

const KEY = "souk_0123456789abcdef_secret";
const refusal = () => new Refusal("unauthenticated", "credential_invalid", "This proves nobody.");

/** A verifier whose user service knows some keys, and what it was asked. */
function verifierWith(answer: ExchangeCredential) {
  const asked: string[] = [];
  const clock = { now: new Date() };
  const exchange: ExchangeCredential = (credential) => {
    asked.push(credential);
    return answer(credential);
  };
  const verifier = createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: async () => issuer.keys,
    exchange,
    now: () => clock.now,
  });
  const later = (milliseconds: number) => {
    clock.now = new Date(clock.now.getTime() + milliseconds);
  };
  return { asked, verifier, later };
}
const tokenOfKey = () => issuer.token({ sub: "maker", akid: "key-7", perms: ["orders:read"] });

describe("an API key", () => {
  test("is exchanged once, by however many requests, and again after 30 seconds", async () => {
    const { asked, verifier, later } = verifierWith(tokenOfKey);
    const found = await Promise.all([verifier.verify(KEY), verifier.verify(KEY), verifier.verify(KEY)]);
    expect(found[0]).toMatchObject({ sub: "maker", akid: "key-7" });
    expect(verifier.recall(KEY)).toBe(found[0]);
    later(29_999);
    await verifier.verify(KEY);
    expect(asked).toEqual([KEY]);
    later(1);
    expect(verifier.recall(KEY)).toBeUndefined();
    await verifier.verify(KEY);
    expect(asked).toEqual([KEY, KEY]);
  });

  test("that is revoked meanwhile is refused then, and asked about again only after 5 seconds", async () => {
    let isRevoked = false;
    const { asked, verifier, later } = verifierWith(async () => {
      if (isRevoked) throw refusal();
      return tokenOfKey();
    });
    await verifier.verify(KEY);
    isRevoked = true;
    later(30_000);
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(verifier.verify(KEY)).rejects.toMatchObject({
        kind: "unauthenticated",
        code: "token_invalid",
      });
    expect(asked).toHaveLength(2);
    isRevoked = false;
    later(5_000);
    expect(await verifier.verify(KEY)).toMatchObject({ akid: "key-7" });
  });

  test("cannot be judged while the user service is away: 503, and it is tried again", async () => {
    let isAway = true;
    const { verifier } = verifierWith(async () => {
      if (isAway) throw new Error("down");
      return tokenOfKey();
    });
    const unavailable = { kind: "unavailable", code: "credentials_unavailable" };
    await expect(verifier.verify(KEY)).rejects.toMatchObject(unavailable);
    isAway = false;
    expect(await verifier.verify(KEY)).toBeDefined();
  });

  test("is not believed on the word of a token that is not ours", async () => {
    const { verifier } = verifierWith(async () => "not a token");
    await expect(verifier.verify(KEY)).rejects.toMatchObject({ code: "credentials_unavailable" });
  });

  test("is a token like any other where nobody exchanges", async () => {
    const verifier = createTokenVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: async () => issuer.keys,
    });
    await expect(verifier.verify(KEY)).rejects.toMatchObject({ code: "token_invalid" });
  });
});

describe("a flood of made-up keys", () => {
  test("reaches the user service a hundred times a second, and keys that were good stay good", async () => {
    const { asked, verifier, later } = verifierWith(async (credential) => {
      if (credential === KEY) return tokenOfKey();
      throw refusal();
    });
    await verifier.verify(KEY);
    later(31_000);
    const codes: string[] = [];
    for (let attempt = 0; attempt < 150; attempt += 1)
      await verifier.verify(`souk_${attempt}`).catch((error: Refusal) => codes.push(error.code));
    expect(codes.filter((code) => code === "token_invalid")).toHaveLength(100);
    expect(codes.filter((code) => code === "credentials_unavailable")).toHaveLength(50);
    expect(asked).toHaveLength(101);
    expect(await verifier.verify(KEY)).toMatchObject({ akid: "key-7" });
    later(1_000);
    await expect(verifier.verify("souk_new")).rejects.toMatchObject({ code: "token_invalid" });
  });

  test("is not what many good ones are", async () => {
    const { verifier } = verifierWith(async () => tokenOfKey());
    for (let index = 0; index < 150; index += 1)
      expect(await verifier.verify(`souk_${index}`)).toMatchObject({ akid: "key-7" });
  });
});

describe("a token of another issuer", () => {
  test("is exchanged; one of ours, or none at all, is not", async () => {
    const { asked, verifier } = verifierWith(() => issuer.token({ sub: "local" }));
    const foreign = await new SignJWT({})
      .setProtectedHeader({ alg: "EdDSA" })
      .setIssuer("https://clerk.test")
      .sign(issuer.privateKey);
    expect(await verifier.verify(foreign)).toMatchObject({ sub: "local" });
    await verifier.verify(await issuer.token());
    for (const wrong of [
      "a.b.c",
      await issuer.token({ iss: undefined }),
      await issuer.token({ aud: "other" }),
    ])
      await expect(verifier.verify(wrong)).rejects.toMatchObject({ code: "token_invalid" });
    expect(asked).toEqual([foreign]);
  });

  test("that is too long is not even looked at", async () => {
    const { asked, verifier } = verifierWith(() => issuer.token());
    await expect(verifier.verify(`souk_${"x".repeat(5_000)}`)).rejects.toMatchObject({
      code: "token_invalid",
    });
    expect(asked).toEqual([]);
  });
});

test("nothing is a machine's own, whoever made its key", () => {
  const claims = { sub: "maker", sid: "s", roles: [], perms: [], iat: 0, exp: 1, jti: "t" };
  expect(personOf(callerFromClaims(claims))).toBe("maker");
  expect(personOf(callerFromClaims({ ...claims, akid: "key-7" }))).toBeUndefined();
  expect(personOf({ kind: "anonymous" })).toBeUndefined();
});

test("a caller by API key passes staff and open routes, and none that are a person's own", async () => {
  const shown = { summary: "x", ownership: "none" };
  const stage = await createStage([
    route("GET /open", { ...shown, access: anyone() }, ({ caller }) => ({ caller })),
    route("GET /orders", { ...shown, access: staff("orders:read") }, ({ caller }) => ({
      apiKeyId: caller.apiKeyId,
    })),
    route("GET /stock", { ...shown, access: staff("stock:read") }, () => ({})),
    route("GET /mine", { ...shown, access: signedIn() }, () => ({})),
    route("GET /all", { ...shown, access: signedIn({ orKeyWith: "orders:read" }) }, () => ({})),
    route("GET /more", { ...shown, access: signedIn({ orKeyWith: "stock:read" }) }, () => ({})),
  ]);
  const token = await stage.issuer.token({ akid: "key-7", perms: ["orders:read"] });
  const get = async (url: string) => {
    const answer = await stage.app.inject({
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.statusCode, json: answer.json() };
  };
  expect(await get("/open")).toMatchObject({ status: 200, json: { caller: { apiKeyId: "key-7" } } });
  expect(await get("/orders")).toMatchObject({ status: 200, json: { apiKeyId: "key-7" } });
  expect(await get("/stock")).toMatchObject({ status: 403, json: { code: "permission_required" } });
  expect(await get("/all")).toMatchObject({ status: 200 });
  expect(await get("/more")).toMatchObject({ status: 403, json: { permission: "stock:read" } });
  expect(await get("/mine")).toMatchObject({ status: 403, json: { code: "api_key_not_allowed" } });
  await stage.app.close();
});
