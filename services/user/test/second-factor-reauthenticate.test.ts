// Showing once more that it is still the same person, with a second factor instead of the password.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Signed } from "./access-stage.ts";
import { openSecondFactorStage, type SecondFactorStage, STEP_MS } from "./second-factor-stage.ts";

const MINUTE_MS = 60_000;
let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

const reauthenticate = (as: Signed, body: unknown) =>
  stage.shop.call("POST", "/users/reauthenticate", { as, body });
const isFresh = async (as: Signed) =>
  (await stage.shop.call("POST", "/users/second-factor/totp", { as })).status === 200;

/** The session some time later, no longer fresh. */
async function stale(person: Signed): Promise<Signed> {
  stage.shop.clock.advance(16 * MINUTE_MS);
  const body = { refreshToken: person.refreshToken };
  const { body: tokens } = await stage.shop.call("POST", "/users/refresh", { body });
  return { ...person, token: tokens.accessToken, refreshToken: tokens.refreshToken };
}

test("a code of the authenticator app does, once; a wrong one is a wrong field, and guessing is slowed down", async () => {
  const person = await stage.aCustomer();
  const { secret } = await stage.enrolTotp(person);
  const as = await stale(person);
  expect(await isFresh(as)).toBe(false);
  const code = stage.codeOf(secret);
  const wrong = await reauthenticate(as, { totpCode: stage.codeOf(secret, 5) });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatchObject({ code: "totp_code_invalid", errors: [{ pointer: "/totpCode" }] });
  expect(await isFresh(as)).toBe(false);
  expect((await reauthenticate(as, { totpCode: code })).status).toBe(204);
  expect(await isFresh(as)).toBe(true);
  expect((await reauthenticate(as, { totpCode: code })).status).toBe(422);
  for (let guesses = 1; guesses < 10; guesses += 1) await reauthenticate(as, { totpCode: "000000" });
  stage.shop.clock.advance(STEP_MS);
  expect((await reauthenticate(as, { totpCode: stage.codeOf(secret) })).status).toBe(429);
});

test("a passkey does, in a ceremony of its own", async () => {
  const person = await stage.aCustomer();
  const authenticator = stage.anAuthenticator();
  await stage.enrolPasskey(person, { authenticator });
  const as = await stale(person);
  const begin = async () => (await stage.shop.call("POST", "/users/reauthenticate/passkey", { as })).body;
  const { ceremonyId, options } = await begin();
  expect(options).toMatchObject({ userVerification: "required", allowCredentials: [{ type: "public-key" }] });
  const touched = authenticator.get(options, { verifiesUser: false });
  const refused = await reauthenticate(as, { ceremonyId, assertion: touched });
  expect([refused.status, refused.body.code]).toEqual([422, "passkey_invalid"]);
  const again = await begin();
  const assertion = authenticator.get(again.options);
  const login = { ceremonyId: again.ceremonyId, assertion };
  expect((await stage.shop.call("POST", "/users/login/passkey", { body: login })).body.code).toBe(
    "ceremony_over",
  );
  expect((await reauthenticate(as, login)).status).toBe(204);
  expect(await isFresh(as)).toBe(true);
});

test("of somebody else does not", async () => {
  const [person, other] = [await stage.aCustomer(), await stage.aCustomer()];
  await stage.enrolPasskey(person);
  const authenticator = stage.anAuthenticator();
  await stage.enrolPasskey(other, { authenticator });
  const { body } = await stage.shop.call("POST", "/users/reauthenticate/passkey", { as: person });
  const { allowCredentials: _allowed, ...anyCredential } = body.options;
  const assertion = authenticator.get(anyCredential);
  const answer = await reauthenticate(person, { ceremonyId: body.ceremonyId, assertion });
  expect([answer.status, answer.body.code]).toEqual([422, "passkey_invalid"]);
});

test("the password alone does not where there is a second factor", async () => {
  const person = await stage.aCustomer();
  await stage.enrolPasskey(person);
  const as = await stale(person);
  const answer = await reauthenticate(as, { password: "bolts of indigo linen" });
  expect([answer.status, answer.body.code]).toEqual([422, "second_factor_needed"]);
  expect(await isFresh(as)).toBe(false);
});

test("the password does where there is no second factor, and nothing that is none of the three", async () => {
  const as = await stale(await stage.aCustomer());
  expect((await reauthenticate(as, { password: "bolts of indigo linen" })).status).toBe(204);
  expect(await isFresh(as)).toBe(true);
  expect((await reauthenticate(as, { totpCode: "123456", password: "both" })).status).toBe(400);
  expect((await reauthenticate(as, {})).status).toBe(400);
});
