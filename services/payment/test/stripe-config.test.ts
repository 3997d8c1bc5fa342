// What the payment service reads from its environment about Stripe.
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const stripe = { STRIPE_SECRET_KEY: "sk_test_0123456789", STRIPE_WEBHOOK_SECRET: "whsec_0123456789" };

test("Stripe is a provider where its key and the webhooks' secret are known", () => {
  expect(readConfig(stripe).stripe).toEqual({
    apiUrl: "https://api.stripe.com",
    secretKey: "sk_test_0123456789",
    webhookSecret: "whsec_0123456789",
  });
  expect(readConfig({ ...stripe, STRIPE_API_URL: "http://127.0.0.1:4020" }).stripe?.apiUrl).toBe(
    "http://127.0.0.1:4020",
  );
});

test("a shop without a key does not take Stripe", () => {
  expect(readConfig({}).stripe).toBeUndefined();
});

test("a key without the webhooks' secret is refused", () => {
  expect(() => readConfig({ ...stripe, STRIPE_WEBHOOK_SECRET: undefined })).toThrow(
    /STRIPE_SECRET_KEY needs/,
  );
});

test.each([
  { STRIPE_SECRET_KEY: "pk_test_0123456789" },
  { STRIPE_SECRET_KEY: "sk_" },
  { STRIPE_WEBHOOK_SECRET: "secret" },
  { STRIPE_WEBHOOK_SECRET: "whsec_0123456789," },
  { STRIPE_API_URL: "api.stripe.com" },
])("nonsense is refused: %o", (wrong) => {
  expect(() => readConfig({ ...stripe, ...wrong })).toThrow();
});

test("two secrets stand side by side while one is exchanged", () => {
  const both = "whsec_0123456789, whsec_9876543210";
  expect(readConfig({ ...stripe, STRIPE_WEBHOOK_SECRET: both }).stripe?.webhookSecret).toBe(both);
});
