// Providers that are down, wrongly configured, or say what they must not.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  aPerson,
  begin,
  begun,
  finish,
  settingsOf,
  signIn,
  type Stage,
  startStage,
} from "./identities-stage.ts";

type Reply = { readonly status: number; readonly body: unknown };
type Rogue = {
  readonly issuer: string;
  /** What it gives at a path; functions are asked each time. */
  readonly replies: Map<string, Reply | (() => Promise<Reply>)>;
  readonly server: Server;
};

/** An issuer that says whatever the test wants. */
async function startRogue(): Promise<Rogue> {
  const replies: Rogue["replies"] = new Map();
  const server = createServer((request, response) => {
    const found = replies.get(new URL(request.url ?? "/", "http://rogue").pathname) ?? {
      status: 404,
      body: {},
    };
    void Promise.resolve(typeof found === "function" ? found() : found).then(({ status, body }) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, replies, server };
}

const DESCRIPTION = "/.well-known/openid-configuration";
let rogue: Rogue;
let stage: Stage;
beforeAll(async () => {
  rogue = await startRogue();
  const { issuer } = rogue;
  const env = { issuer, clientId: "shop" };
  stage = await startStage({
    USER_OIDC_PROVIDERS: JSON.stringify([
      { ...env, id: "rogue", name: "Rogue", clientSecret: "secret" },
      { ...env, id: "public", name: "Public" },
      { ...env, id: "encrypted", name: "Encrypted", issuer: issuer.replace("http:", "https:") },
      { ...env, id: "nobody", name: "Nobody", issuer: "http://127.0.0.1:9" },
    ]),
  });
});
afterAll(async () => {
  await stage.close();
  rogue.server.closeAllConnections();
  rogue.server.close();
});
afterEach(() => {
  rogue.replies.clear();
  stage.shop.clock.advance(3_600_001); // What was learned about the provider is too old now.
});

const description = () => ({
  issuer: rogue.issuer,
  authorization_endpoint: `${rogue.issuer}/authorize`,
  token_endpoint: `${rogue.issuer}/token`,
  userinfo_endpoint: `${rogue.issuer}/userinfo`,
  jwks_uri: `${rogue.issuer}/jwks`,
  response_types_supported: ["code"],
  id_token_signing_alg_values_supported: ["RS256"],
});
const unavailable = [503, "identity_provider_unavailable"];
const invalid = [401, "identity_answer_invalid"];

describe("a provider that", () => {
  test("cannot be reached is 503, with a hint when to try again", async () => {
    const { status, body, headers } = await begin(stage, { provider: "nobody" });
    expect([status, body.code]).toEqual(unavailable);
    expect(headers["retry-after"]).toBe("30");
    expect(body.detail).toContain("Nobody");
  });

  test("does not speak encrypted although it should is 503", async () => {
    expect((await begin(stage, { provider: "encrypted" })).status).toBe(503);
  });

  const faulty: readonly (readonly [string, () => Reply])[] = [
    ["is broken", () => ({ status: 500, body: {} })],
    ["has no description", () => ({ status: 404, body: {} })],
    [
      "describes another issuer",
      () => ({ status: 200, body: { ...description(), issuer: "https://else.example" } }),
    ],
    ["forgets where its keys are", () => ({ status: 200, body: { ...description(), jwks_uri: undefined } })],
    [
      "wants secrets sent elsewhere in the open",
      () => ({ status: 200, body: { ...description(), token_endpoint: "ftp://evil.example" } }),
    ],
    [
      "has an address that is none",
      () => ({ status: 200, body: { ...description(), token_endpoint: "http://[" } }),
    ],
    ["talks without end", () => ({ status: 200, body: { ...description(), more: "x".repeat(300_000) } })],
  ];
  test.each(faulty)("%s is 503", async (_what, reply) => {
    rogue.replies.set(DESCRIPTION, reply());
    const answer = await begin(stage, { provider: "rogue" });
    expect([answer.status, answer.body.code]).toEqual(unavailable);
  });

  test("was down is asked again, and its description is kept once it is known", async () => {
    rogue.replies.set(DESCRIPTION, { status: 500, body: {} });
    expect((await begin(stage, { provider: "rogue" })).status).toBe(503);
    let asked = 0;
    rogue.replies.set(DESCRIPTION, async () => {
      asked += 1;
      return { status: 200, body: description() };
    });
    const answers = await Promise.all(Array.from({ length: 5 }, () => begin(stage, { provider: "rogue" })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await begin(stage, { provider: "rogue" })).status).toBe(200);
    expect(asked).toBe(1);
  });
});

describe("at the end of a sign-in, a provider that", () => {
  async function finishWith(query: Record<string, string>, provider = "rogue") {
    rogue.replies.set(DESCRIPTION, { status: 200, body: description() });
    const { redirectUrl, flowToken } = await begun(stage, { provider });
    const asked = new URL(redirectUrl).searchParams;
    const answer = new URL(asked.get("redirect_uri") ?? "");
    const all = { state: asked.get("state") ?? "", ...query };
    for (const [name, value] of Object.entries(all)) answer.searchParams.set(name, value);
    return { flowToken, provider, answer, nonce: asked.get("nonce") };
  }
  async function outcome(query: Record<string, string>, provider?: string) {
    const { flowToken, ...rest } = await finishWith(query, provider);
    const { status, body } = await finish(stage, flowToken, rest);
    return [status, body.code];
  }

  test.each([
    ["access_denied", 403, "identity_declined"],
    ["login_required", 403, "identity_declined"],
    ["server_error", ...unavailable],
    ["temporarily_unavailable", ...unavailable],
    ["invalid_scope", ...unavailable],
    ["unauthorized_client", ...unavailable],
  ])("says %s is understood", async (error, ...expected) => {
    expect(await outcome({ error, error_description: "<script>alert(1)</script>" })).toEqual(expected);
  });

  test.each([
    [{ status: 500, body: {} }, unavailable],
    [{ status: 400, body: { error: "invalid_grant" } }, invalid],
    [{ status: 401, body: { error: "invalid_client" } }, unavailable],
    [{ status: 400, body: { error: "unauthorized_client" } }, unavailable],
    [{ status: 418, body: {} }, invalid],
    [{ status: 200, body: { access_token: "a", token_type: "bearer" } }, invalid],
    [{ status: 200, body: { access_token: "a", token_type: "bearer", id_token: "no.to.ken" } }, invalid],
    [{ status: 302, body: {} }, invalid],
    [{ status: 204, body: {} }, invalid],
  ])("answers %j instead of tokens is understood", async (reply, expected) => {
    rogue.replies.set("/token", reply);
    expect(await outcome({ code: "a" })).toEqual(expected);
  });

  test("asks for a way to prove oneself that we do not have proves nobody", async () => {
    rogue.replies.set("/token", { status: 401, body: "unauthorized" });
    expect(await outcome({ code: "a" }, "public")).toEqual(invalid);
  });

  test("the shop's owner is told of a configuration that does not work, without what a stranger may have written", () => {
    const lines = stage.shop.logLines.filter((line) =>
      line.includes("does not accept the shop's configuration"),
    );
    expect(lines.join("")).toContain("invalid_client");
    expect(lines.join("")).not.toContain("<script>");
  });

  describe("signs an ID token", () => {
    type Claims = Readonly<Record<string, unknown>>;
    async function signed(claims: Claims, { alg = "RS256", published = true, profile = {} as unknown } = {}) {
      const { privateKey, publicKey } = await generateKeyPair("RS256");
      const other = await generateKeyPair("RS256");
      const jwk = await exportJWK(published ? publicKey : other.publicKey);
      rogue.replies.set("/jwks", {
        status: 200,
        body: { keys: [{ ...jwk, kid: "k", alg: "RS256", use: "sig" }] },
      });
      rogue.replies.set("/userinfo", { status: 200, body: profile });
      const step = await finishWith({ code: "a" });
      const now = Math.floor(Date.now() / 1000);
      const good = { iss: rogue.issuer, sub: "s", aud: "shop", iat: now, exp: now + 60, nonce: step.nonce };
      const token = new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg, kid: "k" });
      const id_token =
        alg === "RS256"
          ? await token.sign(privateKey)
          : await token.sign(new TextEncoder().encode("a secret that is long enough for this"));
      rogue.replies.set("/token", {
        status: 200,
        body: { access_token: "a", token_type: "bearer", id_token },
      });
      const { flowToken, ...rest } = step;
      const { status, body } = await finish(stage, flowToken, rest);
      return { outcome: [status, body.code], body };
    }
    const person = {
      email: "leyla@rogue.example",
      email_verified: "true",
      given_name: "Leyla",
      family_name: "Demir",
    };

    test("as it should is believed, also where a boolean is written as text", async () => {
      const { body } = await signed(person);
      expect(body.session.user).toMatchObject({ emailVerified: true, firstName: "Leyla", lastName: "Demir" });
    });

    const bad: readonly (readonly [string, Claims])[] = [
      ["of another issuer", { iss: "https://else.example" }],
      ["for another shop", { aud: "another" }],
      ["for others too, made for another", { aud: ["shop", "another"], azp: "another" }],
      ["with another nonce", { nonce: "another" }],
      ["without a nonce", { nonce: undefined }],
      ["without a subject", { sub: undefined }],
      ["that has expired", { exp: Math.floor(Date.now() / 1000) - 120 }],
      ["that is not good yet", { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ];
    test.each(bad)("%s is not believed", async (_what, claims) => {
      expect((await signed({ ...person, ...claims })).outcome).toEqual(invalid);
    });

    test("with a key that is not its own is not believed", async () => {
      expect((await signed(person, { published: false })).outcome).toEqual(invalid);
    });

    test("with a shared secret is not believed", async () => {
      expect((await signed(person, { alg: "HS256" })).outcome).toEqual(invalid);
    });

    test("for one person and tells of another is not believed", async () => {
      expect((await signed({}, { profile: { ...person, sub: "t" } })).outcome).toEqual(invalid);
    });

    test("without an address, and has nowhere to ask for it, tells no address", async () => {
      const { userinfo_endpoint: _none, ...rest } = description();
      rogue.replies.set(DESCRIPTION, { status: 200, body: rest });
      await begun(stage, { provider: "rogue" });
      expect((await signed({ sub: "nowhere" })).outcome[1]).toBe("identity_email_missing");
    });

    test("with an address that is none, tells no address", async () => {
      expect((await signed({ ...person, sub: "u", email: "no address" })).outcome[1]).toBe(
        "identity_email_missing",
      );
    });
  });
});

test("a provider that breaks between leaving and coming back is 503, and the others go on", async () => {
  const other = await startStage();
  const person = other.provider.addPerson(aPerson());
  const { redirectUrl, flowToken } = await begun(other);
  const answer = await other.provider.signIn(redirectUrl, person);
  other.provider.setBroken(true);
  const broken = await finish(other, flowToken, { answer });
  expect([broken.status, broken.body.code]).toEqual(unavailable);
  other.provider.setBroken(false);
  expect((await signIn(other, person)).status).toBe(200);
  expect(settingsOf(other.provider).issuer).toBe(other.provider.issuer);
  await other.close();
});
