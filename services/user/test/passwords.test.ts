// Forgotten and changed passwords.
import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  refreshWith,
  registered,
  resetWith,
  templatesTo,
  verified,
  verify,
} from "./account-stage.ts";

const HOUR_MS = 3_600_000;
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [userService] });
});
afterAll(() => shop.close());

async function resetLink(email: string): Promise<string> {
  await askForReset(shop, email);
  return linkTo(shop, email, "reset_password");
}
const change = (account: Account, body: object, token = account.accessToken) =>
  shop.call("PUT", "/users/password", { ...bearer(token), body });

async function storeHash(userId: string, passwordHash: string | null): Promise<void> {
  await sql`update users set password_hash = ${passwordHash} where id = ${userId}`.execute(shop.db("user"));
}

describe("a forgotten password", () => {
  test("is chosen anew by a link, which ends every session and tells the mailbox", async () => {
    const account = await verified(shop);
    const token = await resetLink(account.email);
    expect((await resetWith(shop, token)).status).toBe(204);
    expect((await login(shop, account)).status).toBe(401);
    expect((await login(shop, { ...account, password: ANOTHER_PASSWORD })).status).toBe(200);
    expect((await refreshWith(shop, account.refreshToken)).status).toBe(401);
    expect((await templatesTo(shop, account.email)).at(-1)).toBe("password_changed");
  });

  test("of nobody is answered like any other, and nobody gets a mail", async () => {
    const { email } = await verified(shop);
    const stranger = aPerson();
    const [known, unknown] = [await askForReset(shop, email), await askForReset(shop, stranger.email)];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.body).toEqual(unknown.body);
    expect(await mailsTo(shop, stranger.email)).toEqual([]);
  });

  test("is no way into an account that was closed", async () => {
    const { id, email } = await verified(shop);
    await sql`update users set active = false where id = ${id}`.execute(shop.db("user"));
    await askForReset(shop, email);
    expect(await templatesTo(shop, email)).toEqual([]);
  });

  test("is mailed so often and no oftener, and nobody is told that it was not", async () => {
    const { email } = await verified(shop);
    for (let asked = 0; asked < 6; asked += 1) expect((await askForReset(shop, email)).status).toBe(202);
    const links = (await templatesTo(shop, email)).filter((template) => template === "reset_password");
    expect(links).toHaveLength(4); // The link that proved the address was the first of five mails.
  });

  test("must not become one that everybody tries, and the link stays good", async () => {
    const { email } = await verified(shop);
    const token = await resetLink(email);
    const answer = await resetWith(shop, token, "password1234");
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/password", code: "common" }] },
    });
    expect((await resetWith(shop, token)).status).toBe(204);
  });

  test("of an account whose address nobody has proven makes it the owner's", async () => {
    const older = await registered(shop);
    await registered(shop, { email: older.email, password: "of somebody else" });
    expect((await resetWith(shop, await resetLink(older.email))).status).toBe(204);
    const { body } = await login(shop, { ...older, password: ANOTHER_PASSWORD });
    expect(body.user).toMatchObject({ id: older.id, emailVerified: true });
  });

  test("does not take an address from who proved it meanwhile", async () => {
    const older = await registered(shop);
    const token = await resetLink(older.email);
    await registered(shop, { email: older.email, password: ANOTHER_PASSWORD });
    await verify(shop, await linkTo(shop, older.email, "verify_email"));
    expect(await resetWith(shop, token)).toMatchObject({ status: 409, body: { code: "email_taken" } });
  });
});

describe("a link for a new password", () => {
  test("works once, also for two who use it at the same moment", async () => {
    const { email } = await verified(shop);
    const token = await resetLink(email);
    const answers = await Promise.all([resetWith(shop, token), resetWith(shop, token, "one more password")]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410]);
    expect((await resetWith(shop, token)).body.code).toBe("link_invalid");
  });

  test("does not outlive its hour, and its mail is not sent later", async () => {
    const { email } = await verified(shop);
    const token = await resetLink(email);
    shop.clock.advance(HOUR_MS + 1000);
    expect((await resetWith(shop, token)).status).toBe(410);
    expect(await templatesTo(shop, email)).toEqual([]);
  });

  test("dies with the password it was to replace", async () => {
    const account = await verified(shop);
    const token = await resetLink(account.email);
    await change(account, { currentPassword: PASSWORD, newPassword: "chosen in between" });
    expect((await resetWith(shop, token)).status).toBe(410);
  });

  test("is that mail's alone: nothing of it can be changed or used for something else", async () => {
    const [one, other] = [await registered(shop), await verified(shop)];
    const token = await resetLink(other.email);
    const [mailId = "", signature = ""] = token.split(".");
    const [strangeId = ""] = (await resetLink(one.email)).split(".");
    const forged = [
      `${strangeId}.${signature}`,
      `${mailId}.${signature.replace(/^./, (first) => (first === "A" ? "B" : "A"))}`,
      `${mailId}.${"A".repeat(43)}`,
      `${randomUUID()}.${signature}`,
      `${mailId}.`.padEnd(60, "A"),
      mailId,
      "no token of this shop",
      await linkTo(shop, one.email, "verify_email"),
    ];
    for (const attempt of forged) {
      expect(await resetWith(shop, attempt)).toMatchObject({ status: 410, body: { code: "link_invalid" } });
    }
    expect((await verify(shop, token)).status).toBe(410);
    expect((await resetWith(shop, token)).status).toBe(204);
  });

  test("is the same however often the mail is asked for, and is not in the database", async () => {
    const { email } = await verified(shop);
    const token = await resetLink(email);
    expect(await linkTo(shop, email, "reset_password")).toBe(token);
    const { rows } = await sql<{ row: string }>`select account_mails::text as row from account_mails`.execute(
      shop.db("user"),
    );
    expect(rows.some(({ row }) => row.includes(token.split(".")[1] ?? ""))).toBe(false);
  });
});

describe("who knows the old password", () => {
  test("chooses a new one: the other sessions end, this one goes on, the mailbox is told", async () => {
    const account = await verified(shop);
    const { body: elsewhere } = await login(shop, account);
    const answer = await change(account, { currentPassword: PASSWORD, newPassword: ANOTHER_PASSWORD });
    expect(answer.status).toBe(204);
    expect((await refreshWith(shop, elsewhere.refreshToken)).status).toBe(401);
    expect((await refreshWith(shop, account.refreshToken)).status).toBe(200);
    expect((await login(shop, { ...account, password: ANOTHER_PASSWORD })).status).toBe(200);
    expect((await templatesTo(shop, account.email)).at(-1)).toBe("password_changed");
  });

  test("must really know it, and choose a good one", async () => {
    const account = await verified(shop);
    const wrong = await change(account, {
      currentPassword: "a guess of mine",
      newPassword: ANOTHER_PASSWORD,
    });
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: "password_wrong", errors: [{ pointer: "/currentPassword", code: "wrong" }] },
    });
    const common = await change(account, { currentPassword: PASSWORD, newPassword: account.email });
    expect(common.body.errors).toMatchObject([{ pointer: "/newPassword", code: "email" }]);
  });

  test("changes it once where two windows do at the same moment", async () => {
    const account = await verified(shop);
    const answers = await Promise.all(
      ["the first of them", "the second of them"].map((newPassword) =>
        change(account, { currentPassword: PASSWORD, newPassword }),
      ),
    );
    const [done, other] = answers.toSorted((one, two) => one.status - two.status);
    expect(done?.status).toBe(204);
    expect(["user_busy", "password_wrong"]).toContain(other?.body.code);
  });

  test("needs an account", async () => {
    const as = await shop.customer();
    const body = { currentPassword: PASSWORD, newPassword: ANOTHER_PASSWORD };
    expect((await shop.call("PUT", "/users/password", { as, body })).status).toBe(404);
    expect((await shop.call("PUT", "/users/password", { body })).status).toBe(401);
  });
});

describe("how a password is typed", () => {
  const composed = "caf\u00E9 cr\u00E8me br\u00FBl\u00E9e";
  const decomposed = composed.normalize("NFD");

  test("does not depend on the keyboard", async () => {
    const account = await registered(shop, { password: decomposed });
    expect((await login(shop, { ...account, password: composed })).status).toBe(200);
  });

  test("a hash from before, of what was typed then, still opens the account", async () => {
    const account = await registered(shop);
    await storeHash(account.id, await hash(decomposed));
    expect((await login(shop, { ...account, password: decomposed })).status).toBe(200);
  });

  test("an account without a password is opened by none", async () => {
    const account = await registered(shop);
    await storeHash(account.id, null);
    expect((await login(shop, account)).status).toBe(401);
    expect((await profileOf(shop, account.accessToken)).status).toBe(200);
  });
});
