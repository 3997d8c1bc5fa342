// What the payment service reads from its environment.
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const sandbox = {
  PAYMENT_SANDBOX_URL: "http://127.0.0.1:4010",
  PAYMENT_SANDBOX_API_KEY: "sk_test_0123456789",
  PAYMENT_SANDBOX_WEBHOOK_SECRET: "whsec_0123456789",
};

test("a shop without a provider starts, and waits eight seconds for one", () => {
  expect(readConfig({})).toMatchObject({
    providerTimeoutMs: 8_000,
    captureMode: "automatic",
    sandbox: undefined,
  });
});

test("the sandbox is a provider where its address and its secrets are known", () => {
  expect(readConfig({ ...sandbox, PAYMENT_PROVIDER_TIMEOUT_MS: "500" })).toMatchObject({
    providerTimeoutMs: 500,
    sandbox: {
      url: sandbox.PAYMENT_SANDBOX_URL,
      apiKey: sandbox.PAYMENT_SANDBOX_API_KEY,
      webhookSecret: sandbox.PAYMENT_SANDBOX_WEBHOOK_SECRET,
    },
  });
});

test.each(["PAYMENT_SANDBOX_API_KEY", "PAYMENT_SANDBOX_WEBHOOK_SECRET"])(
  "an address without %s is refused",
  (name) => {
    expect(() => readConfig({ ...sandbox, [name]: undefined })).toThrow(/PAYMENT_SANDBOX_URL needs/);
  },
);

test.each([
  { PAYMENT_SANDBOX_URL: "ftp://127.0.0.1" },
  { PAYMENT_SANDBOX_API_KEY: "short" },
  { PAYMENT_PROVIDER_TIMEOUT_MS: "60000" },
  { PAYMENT_PROVIDER_TIMEOUT_MS: "soon" },
])("nonsense is refused: %o", (wrong) => {
  expect(() => readConfig({ ...sandbox, ...wrong })).toThrow();
});
