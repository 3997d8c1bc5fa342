// Which ways to pay the pages offer.
import { expect, test } from "vitest";
import { paymentWaysOf } from "../src/payment-ways.ts";

const stripe = { STRIPE_SECRET_KEY: "sk_test_0123456789", STRIPE_PUBLISHABLE_KEY: "pk_test_0123456789" };

test("a shop without any keys offers the sandbox", () => {
  expect(paymentWaysOf({})).toEqual({ paymentProviders: ["sandbox"], stripe: undefined });
});

test("keys of Stripe offer its card fields, and the sandbox no more", () => {
  expect(paymentWaysOf(stripe)).toEqual({
    paymentProviders: ["stripe"],
    stripe: { publishableKey: "pk_test_0123456789", scriptUrl: "https://js.stripe.com/v3/" },
  });
  const playedUrl = "http://127.0.0.1:4020/v3/";
  expect(paymentWaysOf({ ...stripe, STRIPE_JS_URL: playedUrl }).stripe?.scriptUrl).toBe(playedUrl);
});

test("keys of both offer both", () => {
  expect(paymentWaysOf({ ...stripe, PAYPAL_CLIENT_ID: "client" }).paymentProviders).toEqual([
    "stripe",
    "paypal",
  ]);
});

test.each(Object.keys(stripe))("Stripe without its %s is refused", (name) => {
  expect(() => paymentWaysOf({ ...stripe, [name]: undefined })).toThrow("given together");
});

test("a secret key where the publishable one belongs is refused before any page shows it", () => {
  expect(() => paymentWaysOf({ ...stripe, STRIPE_PUBLISHABLE_KEY: "sk_live_0123456789" })).toThrow("pk_");
});

test("what is settled by hand stands after what a provider moves, where the shop wants it", () => {
  const wanted = { PAYMENT_BANK_TRANSFER_INSTRUCTIONS: "DE89 …", PAYMENT_CASH_ON_DELIVERY: "true" };
  expect(paymentWaysOf(wanted).paymentProviders).toEqual(["sandbox", "bank_transfer", "cash_on_delivery"]);
  expect(paymentWaysOf({ PAYMENT_CASH_ON_DELIVERY: "false" }).paymentProviders).toEqual(["sandbox"]);
});
