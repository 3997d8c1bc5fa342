// A sign-in that waits for its second factor: how long, how often, for whom.
import { randomBytes } from "node:crypto";
import { type AnyDb, inTransaction, statement } from "@souk/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

const wrongCode = { method: "recovery_code", code: "AAAAA-AAAAA-AAAAA" };
const challengeInvalid = { status: 401, code: "second_factor_challenge_invalid" };
const holdRecoveryCodes = statement<object, [string]>(
  "test_hold_recovery_codes",
  "select 1 as held from recovery_codes where user_id = $1 for update",
);
const attemptsOf = statement<{ readonly attempts: number }, [string]>(
  "test_find_attempts",
  "select attempts from sign_in_challenges where user_id = $1",
);
async function outcomeOf(challenge: string, proof: Readonly<Record<string, unknown>>) {
  const { status, body } = await stage.prove(challenge, proof);
  return { status, code: body.code };
}

test("it bears five attempts, then even the right code comes too late", async () => {
  const person = await stage.aCustomer();
  const { recoveryCodes } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    expect((await stage.prove(challenge, wrongCode)).body.attemptsLeft).toBe(attemptsLeft);
  }
  const right = { method: "recovery_code", code: recoveryCodes[0] };
  expect(await outcomeOf(challenge, right)).toEqual(challengeInvalid);
  expect((await stage.prove(await stage.challengeOf(person), right)).status).toBe(200);
});

test("of twenty guesses at once no more than five are looked at", async () => {
  const person = await stage.aCustomer();
  await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  const answers = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(challenge, wrongCode)));
  expect(answers.filter(({ code }) => code === "second_factor_invalid")).toHaveLength(5);
});

test("it opens one session, also for two who bring two right codes at the very same moment", async () => {
  const person = await stage.aCustomer();
  const { recoveryCodes } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  const db = stage.shop.db("user");
  const racing = await inTransaction(db, async (tx) => {
    await holdRecoveryCodes.rows(tx, [person.userId]);
    const proofs = recoveryCodes
      .slice(0, 2)
      .map((code) => outcomeOf(challenge, { method: "recovery_code", code }));
    // Both were let through to their codes, and wait there.
    await stage.shop.until(async () => (await attemptsOf.first(db, [person.userId]))?.attempts === 2);
    return { proofs };
  });
  const answers = await Promise.all(racing.proofs);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 401)).toEqual([challengeInvalid]);
  const third = { method: "recovery_code", code: recoveryCodes[2] };
  expect(await outcomeOf(challenge, third)).toEqual(challengeInvalid);
});

test("it is over after five minutes", async () => {
  const person = await stage.aCustomer();
  const { secret } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  stage.shop.clock.advance(5 * MINUTE_MS);
  expect(await outcomeOf(challenge, { method: "totp", code: stage.codeOf(secret) })).toEqual(
    challengeInvalid,
  );
});

test("it is over when the password it was begun with has changed", async () => {
  const person = await stage.aCustomer();
  const { secret } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  await changePassword(stage.shop.db("user"), person.userId);
  expect(await outcomeOf(challenge, { method: "totp", code: stage.codeOf(secret) })).toEqual(
    challengeInvalid,
  );
});

test("one that nobody gave out is refused", async () => {
  const madeUp = randomBytes(32).toString("base64url");
  expect(await outcomeOf(madeUp, wrongCode)).toEqual(challengeInvalid);
  const answer = await stage.shop.call("POST", "/users/login/second-factor/passkey", {
    body: { challenge: madeUp },
  });
  expect(answer.body.code).toBe("second_factor_challenge_invalid");
});

test("it is kept as a hash", async () => {
  const person = await stage.aCustomer();
  await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  const stored = await statement<{ readonly row: string }>(
    "test_list_challenges",
    "select row_to_json(sign_in_challenges)::text as row from sign_in_challenges",
  ).rows(stage.shop.db("user"), []);
  expect(stored.length).toBeGreaterThan(0);
  const hex = Buffer.from(challenge, "base64url").toString("hex");
  for (const { row } of stored) expect([row.includes(challenge), row.includes(hex)]).toEqual([false, false]);
});

test("codes guessed in one sign-in after the other are slowed down, and lock out nobody who has something better", async () => {
  const person = await stage.aCustomer();
  const { secret, recoveryCodes } = await stage.enrolTotp(person);
  const guess = async () =>
    stage.prove(await stage.challengeOf(person), { method: "totp", code: stage.codeOf(secret, 7) });
  for (let guesses = 0; guesses < 10; guesses += 1) expect((await guess()).status).toBe(401);
  const held = await guess();
  expect(held.status).toBe(429);
  expect(held.body.code).toBe("too_many_attempts");
  expect(Number(held.headers["retry-after"])).toBeGreaterThan(0);
  const right = { method: "totp", code: stage.codeOf(secret) };
  expect((await stage.prove(await stage.challengeOf(person), right)).status).toBe(429);
  const better = { method: "recovery_code", code: recoveryCodes[0] };
  expect((await stage.prove(await stage.challengeOf(person), better)).status).toBe(200);

  stage.shop.clock.advance(HALF_HOUR_MS);
  const now = { method: "totp", code: stage.codeOf(secret) };
  expect((await stage.prove(await stage.challengeOf(person), now)).status).toBe(200);
  expect((await guess()).status).toBe(401);
});

test("somebody whose account is closed meanwhile gets no session", async () => {
  const person = await stage.aCustomer();
  const { secret } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  await statement<never, [string]>(
    "test_close_account",
    "update users set active = false where id = $1",
  ).rows(stage.shop.db("user"), [person.userId]);
  const answer = await outcomeOf(challenge, { method: "totp", code: stage.codeOf(secret) });
  expect(answer.status).toBe(401);
});

test("what nobody finished is cleared away", async () => {
  const person = await stage.aCustomer();
  await stage.enrolTotp(person);
  await stage.challengeOf(person);
  await stage.shop.call("POST", "/users/login/passkey/begin");
  stage.shop.clock.advance(HALF_HOUR_MS);
  const waiting = await stage.challengeOf(person);
  await stage.shop.runJobs("user");
  const left = await statement<{ readonly count: number }>(
    "test_count_unfinished",
    `select (select count(*) from sign_in_challenges)::int + (select count(*) from passkey_ceremonies)::int as count`,
  ).rows(stage.shop.db("user"), []);
  expect(left).toEqual([{ count: 1 }]);
  expect((await stage.prove(waiting, wrongCode)).body.code).toBe("second_factor_invalid");
});

async function changePassword(db: AnyDb, userId: string): Promise<void> {
  await statement<never, [string]>(
    "test_change_password",
    "update users set password_hash = 'another' where id = $1",
  ).rows(db, [userId]);
}
