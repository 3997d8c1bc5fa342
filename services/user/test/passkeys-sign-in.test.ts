// Signing in with a passkey, alone and as the second step, and every way in which that must fail.
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";
import type { Algorithm, Authenticator, Mischief } from "./software-authenticator.ts";

const MINUTE_MS = 60_000;
let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

async function somebodyWithPasskey(
  options: { readonly counts?: boolean; readonly algorithm?: Algorithm } = {},
) {
  const person = await stage.aCustomer();
  const authenticator = stage.anAuthenticator(options);
  const { status, text } = await stage.enrolPasskey(person, { authenticator });
  if (status !== 201) throw new Error(text);
  return { person, authenticator };
}
const beginAlone = async () => (await stage.shop.call("POST", "/users/login/passkey/begin")).body;
const signIn = (ceremonyId: string, assertion: unknown) =>
  stage.shop.call("POST", "/users/login/passkey", { body: { ceremonyId, assertion } });
const refused = { status: 401, code: "passkey_invalid" };
const outcome = ({ status, body }: { status: number; body: { code: string } }) => ({
  status,
  code: body.code,
});

const mischiefs: readonly [string, Mischief][] = [
  ["from another origin", { origin: "https://souk.example" }],
  ["for another relying party", { rpId: "souk.example" }],
  ["to another challenge", { challenge: randomBytes(32).toString("base64url") }],
  ["which is an attestation", { type: "webauthn.create" }],
  ["with another signature", { signature: randomBytes(70) }],
  ["that names another account", { userHandle: randomBytes(32).toString("base64url") }],
];

describe("a passkey alone", () => {
  test("signs in, without a name, and counts as both factors", async () => {
    const { person, authenticator } = await somebodyWithPasskey();
    await stage.enrolTotp(person);
    const { options } = await beginAlone();
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(options.allowCredentials).toBeUndefined();
    const { status, body, headers } = await stage.passkeyLogin(authenticator);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.user.id).toBe(person.userId);
    const as = { userId: person.userId, token: body.accessToken };
    const { passkeys } = (await stage.shop.call("GET", "/users/second-factor", { as })).body;
    expect(passkeys).toMatchObject([{ lastUsedAt: expect.any(String) }]);
  });

  test("signs in again and again, whether its authenticator counts or not", async () => {
    for (const counts of [true, false]) {
      const { authenticator } = await somebodyWithPasskey({ counts });
      for (let use = 0; use < 3; use += 1) {
        expect((await stage.passkeyLogin(authenticator)).status).toBe(200);
      }
    }
  });

  test.each(mischiefs)("is refused with an answer %s", async (_, mischief) => {
    const { authenticator } = await somebodyWithPasskey();
    expect(outcome(await stage.passkeyLogin(authenticator, mischief))).toEqual(refused);
    expect((await stage.passkeyLogin(authenticator)).status).toBe(200);
  });

  test("is refused with a signature of the right form by another key", async () => {
    const { authenticator } = await somebodyWithPasskey({ algorithm: "EdDSA" });
    const mischief = { signature: randomBytes(64) };
    expect(outcome(await stage.passkeyLogin(authenticator, mischief))).toEqual(refused);
  });

  test("is refused where it does not know its owner, or does not say who that is", async () => {
    const { authenticator } = await somebodyWithPasskey();
    for (const mischief of [{ verifiesUser: false }, { userHandle: null }]) {
      expect(outcome(await stage.passkeyLogin(authenticator, mischief))).toEqual(refused);
    }
  });

  test("whose count went back may be a copy: it is refused, and the log says so", async () => {
    const { person, authenticator } = await somebodyWithPasskey();
    await stage.passkeyLogin(authenticator, { count: 9 });
    for (const count of [0, 8, 9]) {
      expect(outcome(await stage.passkeyLogin(authenticator, { count }))).toEqual(refused);
    }
    const warning = stage.shop.logLines.filter((line) => line.includes("count went back"));
    expect(warning.filter((line) => line.includes(person.userId))).toHaveLength(3);
    expect((await stage.passkeyLogin(authenticator, { count: 10 })).status).toBe(200);
  });

  test("answers a ceremony once: of twenty equal answers at once one signs in", async () => {
    const { authenticator } = await somebodyWithPasskey({ counts: false });
    const { ceremonyId, options } = await beginAlone();
    const assertion = authenticator.get(options);
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(ceremonyId, assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["ceremony_over"]),
    );
    const next = await beginAlone();
    expect(outcome(await signIn(next.ceremonyId, assertion))).toEqual(refused);
  });

  test("that failed a ceremony needs a new one", async () => {
    const { authenticator } = await somebodyWithPasskey();
    const { ceremonyId, options } = await beginAlone();
    expect(outcome(await signIn(ceremonyId, authenticator.get(options, { rpId: "else" })))).toEqual(refused);
    expect((await signIn(ceremonyId, authenticator.get(options))).body.code).toBe("ceremony_over");
  });

  test("comes too late after five minutes, and to a ceremony nobody began", async () => {
    const { authenticator } = await somebodyWithPasskey();
    const { ceremonyId, options } = await beginAlone();
    const assertion = authenticator.get(options);
    expect((await signIn(randomUUID(), assertion)).body.code).toBe("ceremony_over");
    stage.shop.clock.advance(5 * MINUTE_MS);
    expect((await signIn(ceremonyId, assertion)).body.code).toBe("ceremony_over");
  });

  test("that is none is a wrong field, and one nobody knows is refused", async () => {
    const { authenticator } = await somebodyWithPasskey();
    const { ceremonyId, options } = await beginAlone();
    const broken = await signIn(ceremonyId, { id: "a" });
    expect(broken.status).toBe(400);
    expect(broken.body.errors).toMatchObject([{ pointer: "/assertion" }]);
    const assertion = { ...authenticator.get(options), id: "AAAA", rawId: "AAAA" };
    expect(outcome(await signIn(ceremonyId, assertion))).toEqual(refused);
  });
});

describe("a passkey as the second step", () => {
  async function secondStep(authenticator: Authenticator, challenge: string, mischief?: Mischief) {
    const begun = await stage.shop.call("POST", "/users/login/second-factor/passkey", {
      body: { challenge },
    });
    const { ceremonyId, options } = begun.body;
    const assertion = authenticator.get(options, mischief);
    return { ceremonyId, options, assertion, method: "passkey" };
  }

  test("is asked for by name, and opens a session, also by a mere touch", async () => {
    const { person, authenticator } = await somebodyWithPasskey();
    const answer = await stage.login(person);
    expect(answer.body.methods).toEqual(["passkey", "recovery_code"]);
    const mischief = { verifiesUser: false, userHandle: null };
    const { options, ...proof } = await secondStep(authenticator, answer.body.challenge, mischief);
    expect(options).toMatchObject({
      userVerification: "preferred",
      allowCredentials: [{ transports: ["internal", "hybrid"] }],
    });
    const { status, body } = await stage.prove(answer.body.challenge, proof);
    expect([status, body.user?.id]).toEqual([200, person.userId]);
  });

  test.each(mischiefs)("is refused with an answer %s", async (_, mischief) => {
    const { person, authenticator } = await somebodyWithPasskey();
    const challenge = await stage.challengeOf(person);
    const { options: _options, ...proof } = await secondStep(authenticator, challenge, mischief);
    expect(outcome(await stage.prove(challenge, proof))).toEqual(refused);
  });

  test("of another account is refused, and so is what was signed for another sign-in", async () => {
    const [mine, theirs] = [await somebodyWithPasskey(), await somebodyWithPasskey()];
    const challenge = await stage.challengeOf(mine.person);
    const other = await stage.challengeOf(mine.person);
    const { options: _one, ...proof } = await secondStep(mine.authenticator, challenge);
    expect((await stage.prove(other, proof)).body.code).toBe("ceremony_over");
    const begun = await stage.shop.call("POST", "/users/login/second-factor/passkey", {
      body: { challenge },
    });
    const { ceremonyId, options } = begun.body;
    const { allowCredentials: _allowed, ...anyCredential } = options;
    const assertion = theirs.authenticator.get(anyCredential);
    const answer = await stage.prove(challenge, { method: "passkey", ceremonyId, assertion });
    expect(outcome(answer)).toEqual(refused);
    expect((await signIn(proof.ceremonyId, proof.assertion)).body.code).toBe("ceremony_over");
  });

  test("cannot be begun by who has none", async () => {
    const person = await stage.aCustomer();
    await stage.enrolTotp(person);
    const challenge = await stage.challengeOf(person);
    const answer = await stage.shop.call("POST", "/users/login/second-factor/passkey", {
      body: { challenge },
    });
    expect([answer.status, answer.body.code]).toEqual([409, "passkey_missing"]);
  });
});
