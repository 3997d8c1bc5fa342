// PayPal's settings, and the check that a shop owner runs with them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { checkPayPal } from "../src/providers/paypal/check/check-steps.ts";
import { adapterOf, type PayPal, startPayPal } from "./paypal.ts";

const keys = {
  PAYPAL_CLIENT_ID: "client",
  PAYPAL_CLIENT_SECRET: "secret",
  PAYPAL_WEBHOOK_ID: "8PT597110X687430L",
};

let paypal: PayPal;
beforeAll(async () => {
  paypal = await startPayPal();
});
afterAll(() => paypal.close());

test("PayPal is offered where its client id is known, at its live address", () => {
  expect(readConfig({}).paypal).toBeUndefined();
  expect(readConfig(keys).paypal).toEqual({
    url: "https://api-m.paypal.com",
    clientId: "client",
    clientSecret: "secret",
    webhookId: "8PT597110X687430L",
    webhookAuthorities: undefined,
  });
});

test.each(["PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"])("a client id without %s is refused", (name) => {
  expect(() => readConfig({ ...keys, [name]: undefined })).toThrow(/PAYPAL_CLIENT_ID needs/);
});

test.each([{ PAYPAL_API_URL: "ftp://paypal.example" }, { PAYPAL_WEBHOOK_AUTHORITY: "trust me" }])(
  "nonsense is refused: %o",
  (wrong) => {
    expect(() => readConfig({ ...keys, ...wrong })).toThrow();
  },
);

test("the owner's check says ok of every call where all is well", async () => {
  const lines: string[] = [];
  const provider = adapterOf(paypal);
  const wait = async () => {
    const address = lines.at(-1)?.replace(/^Approve this as a test buyer: /, "") ?? null;
    await paypal.approve(address);
  };
  expect(await checkPayPal({ provider, say: (line) => lines.push(line), wait, now: () => new Date() })).toBe(
    true,
  );
  expect(lines.filter((line) => line.startsWith("ok"))).toHaveLength(7);
  expect(lines.filter((line) => line.startsWith("PROBLEM"))).toEqual([]);
});

test("the owner's check names what is wrong", async () => {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const wait = async () => {};
  const now = () => new Date();
  expect(await checkPayPal({ provider: adapterOf(paypal), say, wait, now })).toBe(false);
  expect(lines.join("\n")).toContain(
    "PROBLEM an order is made once, approved by hand, and captured: Error: nobody",
  );
  const strange = { ...adapterOf(paypal), complete: async () => undefined };
  expect(await checkPayPal({ provider: strange, say, wait, now })).toBe(false);
});
