// What somebody who got hold of a password or a session cannot keep when the account's owner puts an end to it.
import { randomUUID } from "node:crypto";
import { type AnyDb, inTransaction, type Statement, statement } from "@souk/db";
import type { CallAnswer } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type Signed } from "./access-stage.ts";
import { ANOTHER_PASSWORD, askForReset, linkTo, mailsTo, resetWith } from "./account-stage.ts";
import { openSecondFactorStage, type SecondFactorStage } from "./second-factor-stage.ts";

let stage: SecondFactorStage;
beforeAll(async () => {
  stage = await openSecondFactorStage();
});
afterAll(() => stage.close());

const lockUser = statement<never, [string]>("test_lock_user", "select from users where id = $1 for update");
const changePassword = statement<never, [string]>(
  "test_change_password",
  "update users set password_hash = 'another one' where id = $1",
);
const closeAccount = statement<never, [string]>(
  "test_close_account",
  "update users set active = false where id = $1",
);
const openAccount = statement<never, [string]>(
  "test_open_account",
  "update users set active = true where id = $1",
);
const addFactor = statement<never, [string]>(
  "test_add_factor",
  "insert into totp_secrets (user_id, sealed_secret, enabled_at, last_used_step) values ($1, '', now(), 0)",
);
const sessionsOf = statement<{ readonly count: number }, [string]>(
  "test_count_sessions",
  "select count(*)::int as count from sessions where user_id = $1 and revoked_at is null",
);
const waiters = statement<{ readonly count: number }>(
  "test_count_waiters",
  `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
);
const lockChallenges = statement<never>(
  "test_lock_challenges",
  "lock table sign_in_challenges in share mode",
);
const lockMails = statement<never>("test_lock_mails", "lock table account_mails in share mode");
const countIn = async (found: Promise<{ readonly count: number } | undefined>) => (await found)?.count;

type Race = {
  /** What the request waits for. */
  readonly held?: (tx: AnyDb) => Promise<unknown>;
  readonly ask: () => Promise<CallAnswer>;
  readonly change?: Statement<never, [string]>;
};

/** What a request is answered that has got as far as the lock, when the account is changed before it goes on. */
async function during({ userId }: Signed, race: Race): Promise<CallAnswer> {
  const { held = (tx) => lockUser.rows(tx, [userId]), ask, change = changePassword } = race;
  const db = stage.shop.db("user");
  const racing = await inTransaction(db, async (tx) => {
    await held(tx);
    const answer = ask();
    await stage.shop.until(async () => (await countIn(waiters.first(db, []))) === 1);
    await change.rows(tx, [userId]);
    return { answer };
  });
  return racing.answer;
}

describe("a sign-in that is under way", () => {
  test("opens nothing where the password was changed before it is complete", async () => {
    const person = await stage.aCustomer();
    const answer = await during(person, { ask: () => stage.login(person) });
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
    expect(await countIn(sessionsOf.first(stage.shop.db("user"), [person.userId]))).toBe(1);
  });

  test("opens nothing where the account was closed before it is complete, also when it is open again", async () => {
    const person = await stage.aCustomer();
    const answer = await during(person, { ask: () => stage.login(person), change: closeAccount });
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
    await openAccount.rows(stage.shop.db("user"), [person.userId]);
    expect(await countIn(sessionsOf.first(stage.shop.db("user"), [person.userId]))).toBe(1);
  });

  test("opens nothing where the account got a second factor before it is complete", async () => {
    const person = await stage.aCustomer();
    const answer = await during(person, { ask: () => stage.login(person), change: addFactor });
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
  });
});

test("a second step that is under way opens nothing where the password was changed before it is complete", async () => {
  const person = await stage.aCustomer();
  const { recoveryCodes } = await stage.enrolTotp(person);
  const challenge = await stage.challengeOf(person);
  const proof = { method: "recovery_code", code: recoveryCodes[0] };
  const answer = await during(person, { ask: () => stage.prove(challenge, proof) });
  expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
});

test("a challenge that was given for a password is void where that was changed before it was written", async () => {
  const person = await stage.aCustomer();
  const { recoveryCodes } = await stage.enrolTotp(person);
  const held = (tx: AnyDb) => lockChallenges.rows(tx, []);
  const answer = await during(person, { held, ask: () => stage.login(person) });
  expect(answer.body.code).toBe("second_factor_required");
  const proof = { method: "recovery_code", code: recoveryCodes[0] };
  const { status, body } = await stage.prove(answer.body.challenge, proof);
  expect([status, body.code]).toEqual([401, "second_factor_challenge_invalid"]);
});

test("a new password by a mailed link does not stand in for the second factor", async () => {
  const person = await stage.aCustomer();
  await stage.enrolTotp(person);
  await askForReset(stage.shop, person.email);
  const link = await linkTo(stage.shop, person.email, "reset_password");
  expect((await resetWith(stage.shop, link)).status).toBe(204);
  const { status, body } = await stage.login(person, ANOTHER_PASSWORD);
  expect([status, body.code]).toEqual([401, "second_factor_required"]);
});

test("a wish for another address that was under way when the password changed gets no link that works", async () => {
  const person = await stage.aCustomer();
  const newEmail = `${randomUUID()}@example.com`;
  const body = { newEmail, password: PASSWORD };
  const answer = await during(person, {
    held: (tx) => lockMails.rows(tx, []),
    ask: () => stage.shop.call("POST", "/users/email-change", { as: person, body }),
  });
  expect(answer.status).toBe(202);
  expect(await mailsTo(stage.shop, newEmail)).toEqual([]);
});

describe("who was signed out while setting up a factor", () => {
  const signOutEverywhere = ({ userId }: Signed) =>
    stage.shop.call("DELETE", `/users/${userId}/sessions`, { as: stage.administrator });

  test("cannot complete an authenticator app with an access token that still lives", async () => {
    const person = await stage.aCustomer();
    const { body: enrolment } = await stage.shop.call("POST", "/users/second-factor/totp", { as: person });
    expect((await signOutEverywhere(person)).status).toBe(204);
    const answer = await stage.shop.call("POST", "/users/second-factor/totp/confirm", {
      as: person,
      body: { code: stage.codeOf(enrolment.secret) },
    });
    expect(answer).toMatchObject({ status: 401, body: { code: "session_ended" } });
    expect((await stage.login(person)).status).toBe(200);
  });

  test("cannot complete a passkey either", async () => {
    const person = await stage.aCustomer();
    const authenticator = stage.anAuthenticator();
    const { body: ceremony } = await stage.shop.call("POST", "/users/passkeys/begin", { as: person });
    expect((await signOutEverywhere(person)).status).toBe(204);
    const body = {
      ceremonyId: ceremony.ceremonyId,
      name: "Of a thief",
      attestation: authenticator.create(ceremony.options),
    };
    const answer = await stage.shop.call("POST", "/users/passkeys", { as: person, body });
    expect(answer).toMatchObject({ status: 401, body: { code: "session_ended" } });
    expect((await stage.passkeyLogin(authenticator)).status).toBe(401);
  });
});
