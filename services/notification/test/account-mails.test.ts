// Mails about accounts: each is sent once, with a link that is asked for at the last moment and kept nowhere.
import { AccountMailRequested } from "@souk/contracts";
import { type Person, startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { notificationService } from "../src/app.ts";
import { createTestAccounts, type TestMail } from "./accounts.ts";
import { type ScriptedSmtp, startScriptedSmtp } from "./scripted-smtp.ts";

const accounts = createTestAccounts();
let smtp: ScriptedSmtp;
let shop: TestShop;
let reader: Person;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
  shop = await startTestShop({
    services: [notificationService, accounts.module],
    env: { SMTP_URL: smtp.url, MAIL_FROM: "Souk <hello@souk.example>" },
  });
  reader = await shop.staff(["notifications:read"]);
});
afterAll(async () => {
  await shop.close();
  await smtp.close();
});
afterEach(() => {
  smtp.behave("RCPT", undefined);
  accounts.setDown(false);
});

async function request({ userId, mailId }: TestMail): Promise<void> {
  await shop.deliver("notification", AccountMailRequested, { data: { userId, mailId } });
  await shop.settled();
}
async function retry(): Promise<void> {
  await shop.runJobs("notification");
  await shop.settled();
}
/** What the mail server took for somebody, as plain text again. */
function taken({ email }: TestMail): readonly string[] {
  return smtp.taken.filter((mail) => mail.includes(email)).map(decoded);
}
function decoded(source: string): string {
  const unfolded = source.replaceAll(/=\r?\n/g, "");
  return unfolded.replaceAll(/=([\dA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
async function seen({ userId }: TestMail) {
  return (await shop.call("GET", `/notifications?subjectId=${userId}`, { as: reader })).body.items;
}

describe("a link", () => {
  test("is mailed to its reader, in HTML and in text, with the time until which it works", async () => {
    const mail = accounts.make({});
    await request(mail);
    const [source = "", ...more] = taken(mail);
    expect(more).toEqual([]);
    expect(source).toContain("Subject: Choose a new password");
    expect(source.split(mail.url)).toHaveLength(3);
    expect(source).toContain("until March 1, 2026 at 10:00");
    expect(await seen(mail)).toMatchObject([
      { template: "account.reset_password", status: "sent", attempts: 1 },
    ]);
  });

  test("is in no log, no table and no answer of this service, and neither is the address", async () => {
    const mail = accounts.make({});
    smtp.behave("RCPT", "450 busy");
    await request(mail);
    smtp.behave("RCPT", undefined);
    await retry();
    expect(taken(mail)).toHaveLength(1);
    const { rows } = await sql<{ row: string }>`select notifications::text as row from notifications
      union all select delivery_attempts::text from delivery_attempts`.execute(shop.db("notification"));
    const kept = [...rows.map(({ row }) => row), ...shop.logLines, JSON.stringify(await seen(mail))].join(
      "\n",
    );
    expect(kept).toContain(mail.mailId);
    for (const secret of [`secret-of-${mail.mailId}`, mail.email]) expect(kept).not.toContain(secret);
  });

  test("is the same in every attempt, under one Message-ID", async () => {
    const mail = accounts.make({});
    smtp.behave("message", "452 disk full");
    await request(mail);
    smtp.behave("message", undefined);
    await retry();
    const sent = taken(mail);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain(mail.url);
    expect(await seen(mail)).toMatchObject([{ status: "sent", attempts: 2 }]);
  });

  test("that does not work any more is not mailed, and nobody is alarmed", async () => {
    const mail = accounts.make({});
    accounts.overtake(mail);
    await request(mail);
    expect(taken(mail)).toEqual([]);
    expect(await seen(mail)).toMatchObject([
      { template: "account.mail", status: "failed", reason: "overtaken", attempts: 1 },
    ]);
    expect(shop.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test("waits for a user service that is down", async () => {
    const mail = accounts.make({});
    accounts.setDown(true);
    await request(mail);
    expect(await seen(mail)).toMatchObject([{ status: "queued", attempts: 0 }]);
    accounts.setDown(false);
    await retry();
    expect(taken(mail)).toHaveLength(1);
  });
});

test("a mail that is asked for twice is sent once", async () => {
  const mail = accounts.make({});
  await request(mail);
  await request(mail);
  expect(taken(mail)).toHaveLength(1);
});

test("a warning is not kept back by an earlier mail that cannot be sent", async () => {
  const earlier = accounts.make({});
  smtp.behave("RCPT", "450 busy");
  await request(earlier);
  smtp.behave("RCPT", undefined);
  const warning = accounts.make({
    userId: earlier.userId,
    template: "account.password_changed",
    expiresAt: "",
  });
  await request(warning);
  expect(taken(warning)).toHaveLength(1);
  expect(taken(warning)[0]).not.toContain("The link works once");
});

test("a template this service does not know yet waits for a service that does", async () => {
  const mail = accounts.make({ template: "account.of_the_future" });
  await request(mail);
  expect(await seen(mail)).toMatchObject([{ status: "queued", attempts: 0 }]);
  accounts.overtake(mail);
  await retry();
});

test.each([
  ["account.verify_email", "Confirm my address"],
  ["account.account_exists", "You have one: just sign in"],
  ["account.password_changed", "the password of your account was changed"],
  ["account.change_email", "Confirm my new address"],
  ["account.email_changed", "your account has a new e-mail address"],
  ["account.invitation", "You were invited to help run Souk"],
  ["account.sign_in_method_added", "your account can be opened with a passkey from now on"],
  ["account.sign_in_method_removed", "your account cannot be opened with a passkey any more"],
])("%s says what happened and what to do", async (template, said) => {
  const mail = accounts.make({ template, detail: "a passkey" });
  await request(mail);
  const [source = ""] = taken(mail);
  expect(source).toContain(said);
  expect(source).toContain(mail.url);
});

test.each(["account.verify_email", "account.reset_password", "account.change_email"])(
  "%s, which anybody can have sent to anybody, says nothing that its sender could have written",
  async (template) => {
    const mail = accounts.make({ template, firstName: "Win at prizes.example" });
    await request(mail);
    const [source = ""] = taken(mail);
    expect(source).toContain(mail.url);
    expect(source).not.toContain("prizes.example");
  },
);

test("names that try to be markup or headers stay names", async () => {
  const mail = accounts.make({
    template: "account.sign_in_method_added",
    firstName: "<b>Eve</b>\r\nBcc: victim@example.com",
    detail: "<script>alert(1)</script>\n",
  });
  await request(mail);
  const [source = ""] = taken(mail);
  expect(source).not.toMatch(/^Bcc:/m);
  const html = source.slice(source.indexOf("<!doctype html>"));
  expect(html).not.toContain("<script>");
  expect(html).toContain("&lt;b&gt;Eve&lt;/b&gt; Bcc: victim@example.com");
});
