// Another e-mail address: proven before it is the account's, and told to the old one.
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { userService } from "../src/app.ts";
import {
  type Account,
  ANOTHER_PASSWORD,
  aPerson,
  askForReset,
  bearer,
  linkTo,
  login,
  mailsTo,
  PASSWORD,
  profileOf,
  registered,
  resetWith,
  templatesTo,
  verified,
} from "./account-stage.ts";

const HOUR_MS = 3_600_000;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

const ask = ({ accessToken }: Account, newEmail: string, password = PASSWORD) =>
  shop.call("POST", "/users/email-change", { ...bearer(accessToken), body: { newEmail, password } });
/** Signed in anew. */
const fresh = async (account: Account): Promise<Account> => ({
  ...account,
  accessToken: (await login(shop, account)).body.accessToken,
});
const confirm = (token: string) => shop.call("POST", "/users/email-change/confirm", { body: { token } });

test("the new address is the account's once it is proven, and the old one is told", async () => {
  const account = await verified(shop);
  const newEmail = aPerson().email;
  expect((await ask(account, newEmail)).status).toBe(202);
  expect((await profileOf(shop, account.accessToken)).body.email).toBe(account.email);
  expect((await confirm(await linkTo(shop, newEmail, "change_email"))).status).toBe(204);
  const { body } = await profileOf(shop, account.accessToken);
  expect(body).toMatchObject({ email: newEmail, emailVerified: true });
  expect((await login(shop, { ...account, email: newEmail })).body.user.id).toBe(account.id);
  expect((await login(shop, account)).status).toBe(401);
  expect((await mailsTo(shop, account.email)).at(-1)).toMatchObject({ template: "account.email_changed" });
});

test("whether the new address is somebody's is told to its mailbox alone", async () => {
  const [account, owner] = [await verified(shop), await verified(shop)];
  const [taken, free] = [await ask(account, owner.email), await ask(account, aPerson().email)];
  expect([taken.status, free.status]).toEqual([202, 202]);
  expect(taken.body).toEqual(free.body);
  const answer = await confirm(await linkTo(shop, owner.email, "change_email"));
  expect(answer).toMatchObject({ status: 409, body: { code: "email_taken" } });
  expect((await profileOf(shop, account.accessToken)).body.email).toBe(account.email);
});

test("how many mails still may go to an address does not tell whether it is somebody's", async () => {
  const [account, owner, nobody] = [await verified(shop), await verified(shop), aPerson()];
  shop.clock.advance(2 * HOUR_MS);
  const answers = [];
  for (const { email } of [owner, nobody]) {
    for (let mail = 0; mail < 5; mail += 1) await askForReset(shop, email);
    answers.push((await ask(await fresh(account), email)).status);
  }
  expect(answers).toEqual([429, 429]);
});

test("it needs the password, and its guesses are counted", async () => {
  const account = await verified(shop);
  const wrong = await ask(account, aPerson().email, "a guess of mine");
  expect(wrong).toMatchObject({
    status: 422,
    body: { code: "password_wrong", errors: [{ pointer: "/password" }] },
  });
  for (let guess = 1; guess < 10; guess += 1) await ask(account, aPerson().email, "a guess of mine");
  expect(await ask(account, aPerson().email)).toMatchObject({
    status: 429,
    body: { code: "too_many_attempts" },
  });
});

test("one address is not flooded with links", async () => {
  const account = await verified(shop);
  const newEmail = aPerson().email;
  for (let asked = 0; asked < 5; asked += 1) expect((await ask(account, newEmail)).status).toBe(202);
  expect((await ask(account, newEmail)).body.code).toBe("too_many_mails");
});

test("a link works once, and for nothing else", async () => {
  const account = await verified(shop);
  const newEmail = aPerson().email;
  await ask(account, newEmail);
  const token = await linkTo(shop, newEmail, "change_email");
  expect((await resetWith(shop, token)).status).toBe(410);
  const answers = await Promise.all([confirm(token), confirm(token)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410]);
});

test("who squats an address cannot take the account away from who proves it by a new password", async () => {
  const { email } = aPerson();
  const squatter = await registered(shop, { email });
  const own = aPerson().email;
  await ask(squatter, own);
  const token = await linkTo(shop, own, "change_email");
  await askForReset(shop, email);
  expect((await resetWith(shop, await linkTo(shop, email, "reset_password"))).status).toBe(204);
  expect((await confirm(token)).status).toBe(410);
  expect((await login(shop, { email, password: ANOTHER_PASSWORD })).body.user.email).toBe(email);
  expect(await templatesTo(shop, own)).toEqual([]);
});
