// What somebody who got hold of a password or a session cannot keep when the account's owner puts an end to it.
import { randomUUID } from "node:crypto";
import { type AnyDb, inTransaction, statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type Signed } from "./access-stage.ts";
import { mailsTo } from "./account-stage.ts";
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
const lockMails = statement<never>("test_lock_mails", "lock table account_mails in share mode");
const countIn = async (found: Promise<{ readonly count: number } | undefined>) => (await found)?.count;

/** A sign-in whose password was right, and what happens to the account before the session is written. */
async function signInDuring(person: Signed, change: (tx: AnyDb) => Promise<unknown>) {
  const db = stage.shop.db("user");
  const racing = await inTransaction(db, async (tx) => {
    await lockUser.rows(tx, [person.userId]);
    const answer = stage.login(person);
    await stage.shop.until(async () => (await countIn(waiters.first(db, []))) === 1);
    await change(tx);
    return { answer };
  });
  return racing.answer;
}

describe("a sign-in that is under way", () => {
  test("opens nothing where the password was changed before it is complete", async () => {
    const person = await stage.aCustomer();
    const answer = await signInDuring(person, (tx) => changePassword.rows(tx, [person.userId]));
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
    expect(await countIn(sessionsOf.first(stage.shop.db("user"), [person.userId]))).toBe(1);
  });

  test("opens nothing where the account was closed before it is complete, also when it is open again", async () => {
    const person = await stage.aCustomer();
    const answer = await signInDuring(person, (tx) => closeAccount.rows(tx, [person.userId]));
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
    await openAccount.rows(stage.shop.db("user"), [person.userId]);
    expect(await countIn(sessionsOf.first(stage.shop.db("user"), [person.userId]))).toBe(1);
  });

  test("opens nothing where the account got a second factor before it is complete", async () => {
    const person = await stage.aCustomer();
    const answer = await signInDuring(person, (tx) => addFactor.rows(tx, [person.userId]));
    expect(answer).toMatchObject({ status: 401, body: { code: "account_changed" } });
  });
});

test("a wish for another address that was under way when the password changed gets no link that works", async () => {
  const person = await stage.aCustomer();
  const db = stage.shop.db("user");
  const newEmail = `${randomUUID()}@example.com`;
  const body = { newEmail, password: PASSWORD };
  const racing = await inTransaction(db, async (tx) => {
    await lockMails.rows(tx, []);
    const answer = stage.shop.call("POST", "/users/email-change", { as: person, body });
    await stage.shop.until(async () => (await countIn(waiters.first(db, []))) === 1);
    await changePassword.rows(tx, [person.userId]);
    return { answer };
  });
  expect((await racing.answer).status).toBe(202);
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
