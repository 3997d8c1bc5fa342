// One-time codes and recovery codes through the front door: setting up, signing in, guessing, taking away.
import { type AnyDb, statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type Signed } from "./access-stage.ts";
import { openSecondFactorStage, type SecondFactorStage, STEP_MS } from "./second-factor-stage.ts";

const MINUTE_MS = 60_000;
let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

const begin = (as: { readonly token: string; readonly userId: string }) =>
  stage.shop.call("POST", "/users/second-factor/totp", { as });
const confirm = (as: { readonly token: string; readonly userId: string }, code: string) =>
  stage.shop.call("POST", "/users/second-factor/totp/confirm", { as, body: { code } });
const overview = async (as: { readonly token: string; readonly userId: string }) =>
  (await stage.shop.call("GET", "/users/second-factor", { as })).body;

describe("setting up an authenticator app", () => {
  test("counts for nothing until a code comes back", async () => {
    const person = await stage.aCustomer();
    const { status, body, headers } = await begin(person);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/Souk:.*secret=/);
    expect(body.uri).toContain(body.secret);
    expect(await overview(person)).toEqual({
      required: false,
      totp: { enabled: false, enabledAt: null },
      recoveryCodesLeft: 0,
      passkeys: [],
    });
    expect((await stage.login(person)).status).toBe(200);
  });

  test("is done with a right code, which gives ten recovery codes and writes a mail", async () => {
    const person = await stage.aCustomer();
    const { secret } = (await begin(person)).body;
    const { status, body } = await confirm(person, stage.codeOf(secret));
    expect(status).toBe(200);
    expect(new Set(body.recoveryCodes).size).toBe(10);
    for (const code of body.recoveryCodes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-?){3}$/);
    expect(await overview(person)).toMatchObject({
      totp: { enabled: true, enabledAt: expect.any(String) },
      recoveryCodesLeft: 10,
    });
    expect(await noticesTo(person.userId)).toEqual(["sign_in_method_added: an authenticator app"]);
  });

  test("ends the other sessions, which were opened without one, the first time", async () => {
    const person = await stage.aCustomer();
    const other = await stage.signIn(person.email);
    const refresh = async ({ refreshToken }: Signed) =>
      (await stage.shop.call("POST", "/users/refresh", { body: { refreshToken } })).status;
    const { secret } = await stage.enrolTotp(person);
    expect([await refresh(person), await refresh(other)]).toEqual([200, 401]);
    const proof = { method: "totp", code: stage.codeOf(secret) };
    const { body } = await stage.prove(await stage.challengeOf(person), proof);
    await stage.enrolPasskey(person);
    expect(await refresh({ ...person, refreshToken: body.refreshToken })).toBe(200);
  });

  test("is not done with a wrong code, which may be corrected", async () => {
    const person = await stage.aCustomer();
    const { secret } = (await begin(person)).body;
    const wrong = await confirm(person, stage.codeOf(secret, 10));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ code: "totp_code_invalid", errors: [{ pointer: "/code" }] });
    expect((await confirm(person, "½½½½½½")).body.code).toBe("totp_code_invalid");
    expect((await confirm(person, stage.codeOf(secret))).status).toBe(200);
  });

  test("cannot be finished after a quarter of an hour, nor twice, nor where it was not begun", async () => {
    const person = await stage.aCustomer();
    expect((await confirm(person, "123456")).body.code).toBe("totp_not_begun");
    await stage.enrolTotp(person);
    expect((await confirm(person, "123456")).body.code).toBe("totp_not_begun");
    const late = await stage.aCustomer();
    const { secret } = (await begin(late)).body;
    stage.shop.clock.advance(15 * MINUTE_MS);
    const signedIn = await stage.signIn(late.email);
    expect((await confirm(signedIn, stage.codeOf(secret))).body.code).toBe("totp_not_begun");
  });

  test("replaces the app of an old phone", async () => {
    const person = await stage.aCustomer();
    const old = await stage.enrolTotp(person);
    const fresh = await stage.enrolTotp(person);
    const challenge = await stage.challengeOf(person);
    const withOld = await stage.prove(challenge, { method: "totp", code: stage.codeOf(old.secret) });
    expect(withOld.status).toBe(401);
    const oldCode = { method: "recovery_code", code: old.recoveryCodes[0] };
    expect((await stage.prove(challenge, oldCode)).status).toBe(401);
    const proof = { method: "totp", code: stage.codeOf(fresh.secret) };
    expect((await stage.prove(challenge, proof)).status).toBe(200);
  });

  test("needs somebody who proved not long ago that it is them", async () => {
    const person = await stage.aCustomer();
    const stale = await later(person, 16);
    expect((await begin(stale)).body.code).toBe("reauthentication_required");
  });
});

describe("signing in with a code", () => {
  test("asks for it after the right password, and for nothing after a wrong one", async () => {
    const person = await stage.aCustomer();
    await stage.enrolTotp(person);
    const answer = await stage.login(person);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({
      code: "second_factor_required",
      methods: ["totp", "recovery_code"],
      expiresIn: 300,
      challenge: expect.any(String),
    });
    expect((await stage.login(person, "something else")).body.code).toBe("credentials_invalid");
  });

  test("opens a session, for a code of this step and of the ones beside it", async () => {
    for (const steps of [-1, 0, 1]) {
      const person = await stage.aCustomer();
      const { secret } = await stage.enrolTotp(person);
      stage.shop.clock.advance(STEP_MS);
      const code = stage.codeOf(secret, steps);
      const proof = { method: "totp", code: `${code.slice(0, 3)} ${code.slice(3)}` };
      const { status, body, headers } = await stage.prove(await stage.challengeOf(person), proof);
      expect({ steps, status }).toEqual({ steps, status: 200 });
      expect(headers["cache-control"]).toBe("no-store");
      expect(body.user.id).toBe(person.userId);
      const profile = await stage.shop.call("GET", "/users/profile", {
        as: { userId: person.userId, token: body.accessToken },
      });
      expect(profile.status).toBe(200);
    }
  });

  test("takes no code of another time, of other letters, and none a second time", async () => {
    const person = await stage.aCustomer();
    const { secret } = await stage.enrolTotp(person);
    const setUpWith = stage.codeOf(secret, -1);
    const good = stage.codeOf(secret);
    const proveWith = async (code: string) =>
      stage.prove(await stage.challengeOf(person), { method: "totp", code });
    for (const code of [setUpWith, stage.codeOf(secret, -2), stage.codeOf(secret, 2), "éééééé", "1"]) {
      const { status, body } = await proveWith(code);
      expect({ code, status }).toEqual({ code, status: 401 });
      expect(body).toMatchObject({ code: "second_factor_invalid", attemptsLeft: 4 });
    }
    expect((await proveWith(good)).status).toBe(200);
    expect((await proveWith(good)).body.code).toBe("second_factor_invalid");
  });

  test("takes none where there is no authenticator app", async () => {
    const person = await stage.aCustomer();
    await stage.enrolPasskey(person);
    const answer = await stage.prove(await stage.challengeOf(person), { method: "totp", code: "123456" });
    expect(answer.body.code).toBe("second_factor_invalid");
  });

  test("of twenty uses of one code at once, each in a sign-in of its own, one succeeds", async () => {
    const person = await stage.aCustomer();
    const { secret } = await stage.enrolTotp(person);
    const challenges = await stage.challengesOf(person, 20);
    const proof = { method: "totp", code: stage.codeOf(secret) };
    const answers = await Promise.all(challenges.map((challenge) => stage.prove(challenge, proof)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401, 429]));
  });
});

describe("a recovery code", () => {
  test("signs in once, however it is typed", async () => {
    const person = await stage.aCustomer();
    const { recoveryCodes } = await stage.enrolTotp(person);
    const [code = ""] = recoveryCodes;
    const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    const proof = { method: "recovery_code", code: typed };
    const first = await stage.prove(await stage.challengeOf(person), proof);
    expect(first.status).toBe(200);
    expect((await stage.prove(await stage.challengeOf(person), proof)).status).toBe(401);
    const as = { userId: person.userId, token: first.body.accessToken };
    expect((await overview(as)).recoveryCodesLeft).toBe(9);
  });

  test("of twenty uses at once, each in a sign-in of its own, one succeeds", async () => {
    const person = await stage.aCustomer();
    const { recoveryCodes } = await stage.enrolTotp(person);
    const challenges = await stage.challengesOf(person, 20);
    const proof = { method: "recovery_code", code: recoveryCodes[3] };
    const answers = await Promise.all(challenges.map((challenge) => stage.prove(challenge, proof)));
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 401)]);
  });

  test("of somebody else opens nothing", async () => {
    const [person, other] = [await stage.aCustomer(), await stage.aCustomer()];
    await stage.enrolTotp(person);
    const { recoveryCodes } = await stage.enrolTotp(other);
    const proof = { method: "recovery_code", code: recoveryCodes[0] };
    expect((await stage.prove(await stage.challengeOf(person), proof)).status).toBe(401);
  });

  test("is replaced with all others, for who has a second factor and proved lately who they are", async () => {
    const person = await stage.aCustomer();
    const renew = (as: typeof person) =>
      stage.shop.call("POST", "/users/second-factor/recovery-codes", { as });
    expect((await renew(person)).body.code).toBe("second_factor_missing");
    const { recoveryCodes } = await stage.enrolTotp(person);
    const renewed = await renew(person);
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const proveWith = async (code: unknown) =>
      (await stage.prove(await stage.challengeOf(person), { method: "recovery_code", code })).status;
    expect(await proveWith(recoveryCodes[0])).toBe(401);
    expect(await proveWith(renewed.body.recoveryCodes[0])).toBe(200);
    expect((await renew(await later(person, 16))).body.code).toBe("reauthentication_required");
  });
});

describe("taking the app away", () => {
  const remove = (as: { readonly token: string; readonly userId: string }) =>
    stage.shop.call("DELETE", "/users/second-factor/totp", { as });

  test("makes the password enough again, and the recovery codes worthless", async () => {
    const person = await stage.aCustomer();
    await stage.enrolTotp(person);
    expect((await remove(person)).status).toBe(204);
    expect((await stage.login(person)).status).toBe(200);
    expect(await overview(person)).toMatchObject({ totp: { enabled: false }, recoveryCodesLeft: 0 });
    expect(await noticesTo(person.userId)).toContain("sign_in_method_removed: an authenticator app");
    expect((await remove(person)).body.code).toBe("totp_not_found");
  });

  test("leaves the recovery codes where a passkey stays", async () => {
    const person = await stage.aCustomer();
    await stage.enrolTotp(person);
    await stage.enrolPasskey(person);
    expect((await remove(person)).status).toBe(204);
    expect((await overview(person)).recoveryCodesLeft).toBe(10);
    expect((await stage.login(person)).body.methods).toEqual(["passkey", "recovery_code"]);
  });

  test("needs somebody who proved not long ago that it is them", async () => {
    const person = await stage.aCustomer();
    await stage.enrolTotp(person);
    expect((await remove(await later(person, 16))).body.code).toBe("reauthentication_required");
  });
});

test("no secret and no code is in a log line or readable in the database", async () => {
  const person = await stage.aCustomer();
  const { secret, recoveryCodes } = await stage.enrolTotp(person);
  const proof = { method: "recovery_code", code: recoveryCodes[0] };
  await stage.prove(await stage.challengeOf(person), proof);
  const stored = JSON.stringify(await rowsOf(stage.shop.db("user"), person.userId));
  for (const text of [stage.shop.logLines.join(""), stored]) {
    expect(text).not.toContain(secret);
    for (const code of recoveryCodes) expect(text).not.toContain(code);
    expect(text).not.toContain(PASSWORD);
  }
});

/** The same person, in the same session, some minutes later. */
async function later<Person extends { readonly refreshToken: string }>(
  person: Person,
  minutes: number,
): Promise<Person & { readonly token: string }> {
  stage.shop.clock.advance(minutes * MINUTE_MS);
  const body = { refreshToken: person.refreshToken };
  const { body: tokens } = await stage.shop.call("POST", "/users/refresh", { body });
  return { ...person, token: tokens.accessToken };
}

async function noticesTo(userId: string): Promise<readonly string[]> {
  const found = await statement<{ readonly notice: string }, [string]>(
    "test_list_notices",
    `select purpose || ': ' || detail as notice from account_mails
     where user_id = $1 and purpose like 'sign_in_method_%' order by created_at, id`,
  ).rows(stage.shop.db("user"), [userId]);
  return found.map(({ notice }) => notice);
}

async function rowsOf(db: AnyDb, userId: string) {
  return statement<{ readonly row: unknown }, [string]>(
    "test_list_second_factor_rows",
    `select encode(sealed_secret, 'escape') as row from totp_secrets where user_id = $1
     union all select encode(code_hash, 'escape') from recovery_codes where user_id = $1`,
  ).rows(db, [userId]);
}
