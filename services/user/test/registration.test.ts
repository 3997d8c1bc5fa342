// Registering: whether an address has an account is told to its mailbox alone.
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userService } from "../src/app.ts";
import {
  ANOTHER_PASSWORD,
  aPerson,
  askForReset,
  hashesSoFar,
  linkTo,
  login,
  mailsTo,
  type Person,
  profileOf,
  registered,
  templatesTo,
  verified,
  verify,
} from "./account-stage.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

const register = (person: Person) => shop.call("POST", "/users/register", { body: person });

async function countAccounts(email: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from users where email_canonical = ${email.toLowerCase()}`.execute(
    shop.db("user"),
  );
  return rows[0]?.count ?? 0;
}

describe("somebody new", () => {
  test("gets a link, which proves the address, once", async () => {
    const { email, accessToken } = await registered(shop);
    const [mail] = await mailsTo(shop, email);
    expect(mail).toMatchObject({ template: "account.verify_email", firstName: "Leyla", detail: "" });
    expect(new URL(mail?.url ?? "").pathname).toBe("/verify-email");
    expect(new Date(mail?.expiresAt ?? "").getTime()).toBeGreaterThan(Date.now());
    expect((await profileOf(shop, accessToken)).body.emailVerified).toBe(false);
    const token = await linkTo(shop, email, "verify_email");
    expect((await verify(shop, token)).status).toBe(204);
    expect((await profileOf(shop, accessToken)).body.emailVerified).toBe(true);
    expect(await verify(shop, token)).toMatchObject({ status: 410, body: { code: "link_invalid" } });
  });

  test("may ask for the link again until the address is proven", async () => {
    const { email, accessToken } = await registered(shop);
    const ask = () =>
      shop.call("POST", "/users/verification-mail", { headers: { authorization: `Bearer ${accessToken}` } });
    expect((await ask()).status).toBe(202);
    expect(await templatesTo(shop, email)).toEqual(["verify_email", "verify_email"]);
    const [first] = await mailsTo(shop, email);
    expect((await verify(shop, new URL(first?.url ?? "").searchParams.get("token") ?? "")).status).toBe(204);
    expect(await ask()).toMatchObject({ status: 409, body: { code: "email_verified" } });
  });

  test("gets so many mails and no more, until some time has passed", async () => {
    const { accessToken } = await registered(shop);
    const ask = () =>
      shop.call("POST", "/users/verification-mail", { headers: { authorization: `Bearer ${accessToken}` } });
    for (let sent = 1; sent < 5; sent += 1) expect((await ask()).status).toBe(202);
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { code: "too_many_mails" } });
    expect(refused.headers["retry-after"]).toBe("720");
  });

  test("who clicks twice has one account", async () => {
    const person = aPerson();
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(person)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    expect(await countAccounts(person.email)).toBe(1);
    expect(await templatesTo(shop, person.email)).toEqual(["verify_email"]);
  });

  test("is asked to come again where many open accounts with one address at the same moment", async () => {
    const person = aPerson();
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        register({ ...person, password: `${index} of these passwords` }),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    const busy = answers.filter(({ body }) => body.code === "user_busy");
    expect(busy.length).toBeGreaterThan(0);
    expect(made.length + busy.length).toBe(9);
    expect(await countAccounts(person.email)).toBe(made.length);
  });
});

test("an address gets five mails at most, however many accounts claim it, and nobody is told", async () => {
  const { email } = aPerson();
  for (let index = 0; index < 6; index += 1) {
    const answer = await register(aPerson({ email, password: `${index} of these passwords` }));
    expect(answer.status).toBe(201);
  }
  expect(await templatesTo(shop, email)).toHaveLength(5);
});

describe("an address that somebody has proven", () => {
  test("is answered like a free one, with an account of one's own, and its mailbox is told", async () => {
    const owner = await verified(shop);
    const stranger = aPerson({
      email: owner.email.toUpperCase(),
      password: ANOTHER_PASSWORD,
      firstName: "Eve",
    });
    const taken = await register(stranger);
    const free = await register(aPerson());
    expect(taken.status).toBe(201);
    expect(Object.keys(taken.body.user)).toEqual(Object.keys(free.body.user));
    expect(taken.body.user).toMatchObject({ firstName: "Eve", emailVerified: false, email: stranger.email });
    expect(taken.body.user.id).not.toBe(owner.id);
    expect(await templatesTo(shop, stranger.email)).toEqual([]);
    const told = (await mailsTo(shop, owner.email)).at(-1);
    expect(told).toMatchObject({ template: "account.account_exists", firstName: "Leyla", expiresAt: "" });
    expect(new URL(told?.url ?? "").search).toBe("");
  });

  test("stays its owner's, whose password and whose stranger's open different accounts", async () => {
    const owner = await verified(shop);
    const { body: stranger } = await register(aPerson({ email: owner.email, password: ANOTHER_PASSWORD }));
    expect((await login(shop, owner)).body.user.id).toBe(owner.id);
    const other = await login(shop, { email: owner.email, password: ANOTHER_PASSWORD });
    expect(other.body.user.id).toBe(stranger.user.id);
  });

  test("signs its owner in who registers again with the same password", async () => {
    const owner = await verified(shop);
    const { email, password, firstName, lastName } = owner;
    const answer = await register({ email, password, firstName, lastName });
    expect(answer).toMatchObject({ status: 201, body: { user: { id: owner.id, emailVerified: true } } });
    expect(await countAccounts(owner.email)).toBe(1);
  });

  test("cannot be proven a second time: only its mailbox could get that far", async () => {
    const first = await registered(shop);
    const second = await registered(shop, { email: first.email, password: ANOTHER_PASSWORD });
    const [one, other] = (await mailsTo(shop, first.email)).map(
      ({ url }) => new URL(url).searchParams.get("token") ?? "",
    );
    expect((await verify(shop, one ?? "")).status).toBe(204);
    expect(await verify(shop, other ?? "")).toMatchObject({ status: 409, body: { code: "email_taken" } });
    expect((await login(shop, first)).body.user.emailVerified).toBe(true);
    expect((await login(shop, second)).body.user.emailVerified).toBe(false);
  });

  test("of two claims that are proven at the same moment one wins", async () => {
    const first = await registered(shop);
    await registered(shop, { email: first.email, password: ANOTHER_PASSWORD });
    const links = (await mailsTo(shop, first.email)).map(
      ({ url }) => new URL(url).searchParams.get("token") ?? "",
    );
    const answers = await Promise.all(links.map((token) => verify(shop, token)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
  });
});

test.each([
  ["one@example.com", "ONE@EXAMPLE.COM", 201],
  ["two@example.com", " two@example.com ", 201],
  ["three@example.com", "ｔｈｒｅｅ@example.com", 400],
  ["four@example.com", "four@ｅｘａｍｐｌｅ.com", 400],
  ["five@example.com", "fi\u200Dve@example.com", 400],
])("there is no second account of %s spelled %j", async (email, spelled, status) => {
  const owner = await verified(shop, { email });
  const answer = await register(aPerson({ email: spelled }));
  expect(answer.status).toBe(status);
  if (status === 201) expect(answer.body.user.id).toBe(owner.id);
  expect(await countAccounts(email)).toBe(1);
});

test.each([
  ["/password", "common", { password: "Password123!" }],
  ["/password", "common", { password: "aaaaaaaaaa" }],
  ["/password", "common", { password: "１２３４５６７８" }],
  ["/password", "email", { email: "leyla.demir@example.com", password: "Leyla.Demir@example.com" }],
  ["/password", "email", { email: "leyla.demir@example.com", password: "leyla.demir" }],
])("a password that is tried first is refused at %s as %s", async (pointer, code, changes) => {
  const answer = await register(aPerson(changes));
  expect(answer).toMatchObject({
    status: 422,
    body: { code: "password_unsuitable", errors: [{ pointer, code }] },
  });
});

describe("the work is the same, whoever has the address:", () => {
  async function workOf(action: () => Promise<unknown>) {
    const before = await hashesSoFar(shop);
    await action();
    const after = await hashesSoFar(shop);
    return { hashes: after.hash - before.hash, checks: after.check - before.check };
  }

  test("one hash and two checks to register", async () => {
    const [owner, claim] = [await verified(shop), await registered(shop)];
    const others = [aPerson(), aPerson({ email: owner.email }), aPerson({ email: claim.email })];
    for (const other of others) {
      const work = await workOf(() => register({ ...other, password: ANOTHER_PASSWORD }));
      expect(work).toEqual({ hashes: 1, checks: 2 });
    }
  });

  test("two checks for a sign-in that fails", async () => {
    const [owner, claim] = [await verified(shop), await registered(shop)];
    const both = await verified(shop);
    await registered(shop, { email: both.email, password: ANOTHER_PASSWORD });
    for (const { email } of [owner, claim, both, aPerson()]) {
      const work = await workOf(() => login(shop, { email, password: "none of these" }));
      expect(work).toEqual({ hashes: 0, checks: 2 });
    }
  });

  test("none where a forgotten password is told, and the same row is written", async () => {
    const { email } = await verified(shop);
    for (const address of [email, aPerson().email]) {
      expect(await workOf(() => askForReset(shop, address))).toEqual({ hashes: 0, checks: 0 });
    }
  });
});
