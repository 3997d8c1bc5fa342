// What the service needs to be told, and how it says that it was told nonsense.
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

test("a mail server and the default sender are enough", () => {
  expect(readConfig({ SMTP_URL: "smtp://127.0.0.1:2525" })).toEqual({
    smtp: { host: "127.0.0.1", port: 2525, secure: false, auth: undefined },
    sender: { name: "Souk", address: "hello@souk.example" },
  });
});

test("the address tells port, encryption and sign-in", () => {
  const { smtp } = readConfig({ SMTP_URL: "smtps://shop%40mail:p%3Aw@mail.example" });
  expect(smtp).toEqual({
    host: "mail.example",
    port: 465,
    secure: true,
    auth: { user: "shop@mail", pass: "p:w" },
  });
  expect(readConfig({ SMTP_URL: "smtp://[::1]" }).smtp).toMatchObject({
    host: "::1",
    port: 587,
    secure: false,
  });
});

test("a sender may be an address alone", () => {
  const { sender } = readConfig({ SMTP_URL: "smtp://mail.example", MAIL_FROM: "shop@bazaar.example" });
  expect(sender).toEqual({ name: "shop@bazaar.example", address: "shop@bazaar.example" });
});

test.each([
  ["SMTP_URL", {}],
  ["SMTP_URL", { SMTP_URL: "https://secret@mail.example" }],
  ["MAIL_FROM", { SMTP_URL: "smtp://mail.example", MAIL_FROM: "Souk <nobody>" }],
  ["MAIL_FROM", { SMTP_URL: "smtp://mail.example", MAIL_FROM: "a <b@c.example> <d@e.example>" }],
])("a missing or odd %s stops the start and is named, not quoted", (name, env) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`^${name}: not set or not usable`));
  expect(() => readConfig(env)).not.toThrow(/secret/);
});
