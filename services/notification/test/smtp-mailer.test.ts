// Mail servers that keep one waiting: every wait ends, and what it means depends on how far the mail had come.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import type { Mailer } from "../src/mail/mailer.ts";
import { createSmtpMailer } from "../src/mail/smtp-mailer.ts";
import { type ScriptedSmtp, startScriptedSmtp } from "./scripted-smtp.ts";

let smtp: ScriptedSmtp;
let mailer: Mailer;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
});
afterAll(() => smtp.close());
afterEach(() => {
  mailer.close();
  for (const stage of ["greeting", "MAIL", "DATA", "message"] as const) smtp.behave(stage, undefined);
});

type Waits = { silenceTimeoutMs: number; sendTimeoutMs: number };

function send(limits: Waits, handOver = async () => true, url = smtp.url) {
  mailer = createSmtpMailer(readConfig({ SMTP_URL: url }), { connectTimeoutMs: 100, ...limits });
  return mailer.send({
    id: "1",
    recipient: "a@shopper.example",
    subject: "s",
    html: "<p>h</p>",
    text: "t",
    handOver,
  });
}
const patient = { silenceTimeoutMs: 10_000, sendTimeoutMs: 10_000 };

test.each([
  ["greeting", "silence", "deferred"],
  ["MAIL", "silence", "deferred"],
  ["DATA", "silence", "deferred"],
  ["message", "silence", "unknown"],
] as const)("silence after %s ends", async (stage, behaviour, status) => {
  smtp.behave(stage, behaviour);
  expect(await send({ silenceTimeoutMs: 100, sendTimeoutMs: 10_000 })).toMatchObject({
    status,
    reason: "etimedout",
  });
});

test.each([
  ["MAIL", "deferred"],
  ["message", "unknown"],
] as const)("an answer to %s that never ends is ended", async (stage, status) => {
  smtp.behave(stage, "trickle");
  expect(await send({ silenceTimeoutMs: 10_000, sendTimeoutMs: 150 })).toEqual({ status, reason: "eabort" });
});

test("a password is not sent to a server that offers no encryption", async () => {
  const url = smtp.url.replace("//", "//shop:planted-password@");
  expect(await send(patient, undefined, url)).toMatchObject({ status: "deferred" });
  const heard = smtp.commands.join("\n");
  expect(heard).not.toContain("planted-password");
  expect(heard).not.toContain(Buffer.from("planted-password").toString("base64").slice(0, 12));
  expect(heard).not.toContain("AUTH");
});

test("a mail that must not leave does not arrive", async () => {
  const arrived = smtp.arrived();
  expect(await send(patient, async () => false)).toMatchObject({ status: "deferred" });
  expect(await send(patient, () => Promise.reject(new Error("The database is gone.")))).toMatchObject({
    status: "deferred",
  });
  expect(smtp.arrived()).toBe(arrived);
});

test("a connection lost while the hand-over is written down keeps the mail here", async () => {
  const arrived = smtp.arrived();
  const written = Promise.withResolvers<boolean>();
  const sending = send(patient, () => {
    smtp.hangUp();
    return written.promise;
  });
  expect(await sending).toMatchObject({ status: "deferred" });
  written.resolve(true);
  expect(smtp.arrived()).toBe(arrived);
});

test("the hand-over is asked for only when the server has everything but the end", async () => {
  const stages: string[] = [];
  smtp.behave("DATA", "451 later");
  expect(await send(patient, async () => stages.push("asked") > 0)).toEqual({
    status: "deferred",
    reason: "smtp_451",
  });
  expect(stages).toEqual([]);
  smtp.behave("DATA", undefined);
  expect(await send(patient, async () => stages.push("asked") > 0)).toEqual({ status: "accepted" });
  expect(stages).toEqual(["asked"]);
});
