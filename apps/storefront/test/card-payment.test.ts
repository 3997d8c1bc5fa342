// The payment page with the provider's own card fields: what the server sends, and for which page alone the policy is opened.
import type { ApiFetch } from "@souk/client";
import { beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontBuild, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, ORIGIN, Visitor } from "./storefront-visitor.ts";

const SECRET = "pi_1_secret_2";
const stripeOrigins =
  "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://api.stripe.com";
const details = {
  email: "mina@example.com",
  firstName: "Mina",
  lastName: "Haddad",
  street: "Lange Reihe 12",
  street2: "",
  zipCode: "20099",
  city: "Hamburg",
  state: "",
  country: "DE",
  phone: "",
  hasDelivery: "true",
  shippingMethodId: "standard",
};

let build: StorefrontBuild;
beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  build = await import(serverFile);
});

/** The stand-in knows providers with pages of their own; a payment by card fields has a secret instead. */
const apiFetch: ApiFetch = async (path, init) => {
  const response = await standInApi(path, init);
  if (!/\/payments\/[\w-]+$/.test(path)) return response;
  const { redirectUrl: _page, ...payment } = await response.json();
  const isCard = payment.provider === "stripe" && payment.status === "requires_action";
  return Response.json({ ...payment, ...(isCard && { clientSecret: SECRET }) });
};

function shopWith(scriptUrl: string, paymentProviders = ["stripe", "bank_transfer"]): StorefrontHandler {
  const stripe = { publishableKey: "pk_test_0123456789", scriptUrl };
  return createStorefrontHandler({
    build,
    apiFetch,
    secureCookies: false,
    publicUrl: () => ORIGIN,
    paymentProviders,
    stripe,
  });
}

async function placeOrder(handler: StorefrontHandler) {
  const visitor = new Visitor(handler);
  const product = toProduct(
    demo.products.find(({ variants }) => variants[0]!.stock > 5)!,
    "EUR",
  );
  await visitor.post("/cart", { intent: "add", variantId: product.variants[0]!.id, quantity: "1" });
  const form = await visitor.post("/checkout", details);
  const page = await visitor.post("/checkout/payment", {
    provider: "stripe",
    idempotencyKey: fieldOf(form, "idempotencyKey"),
    expectedTotal: fieldOf(form, "expectedTotal"),
  });
  return { visitor, page, form };
}

test("the page has the provider's fields to come, and none of ours for a card", async () => {
  const { page } = await placeOrder(shopWith("https://js.stripe.com/v3/"));
  expect(page.url).toMatch(/^\/orders\/[\w-]+\/payment\?forward$/);
  expect(page.html).toContain("Pay by card");
  expect(page.html).toContain(SECRET);
  expect(page.html).toContain("pk_test_0123456789");
  expect(page.html).not.toMatch(/<input[^>]*(?:cc-number|card)/i);
  expect(page.headers.get("x-page-opens-to")).toBe(stripeOrigins);
  expect(page.headers.get("cache-control")).toContain("no-store");
});

test("no other page is opened to the provider", async () => {
  const { visitor, page, form } = await placeOrder(shopWith("https://js.stripe.com/v3/"));
  expect(form.headers.has("x-page-opens-to")).toBe(false);
  const other = await visitor.open(page.url.replace("?forward", "?other"));
  expect(other.html).toContain("How would you like to pay?");
  expect(other.headers.has("x-page-opens-to")).toBe(false);
  expect((await visitor.open("/")).headers.has("x-page-opens-to")).toBe(false);
});

test("without JavaScript it says so and offers the other ways to pay, if there are any", async () => {
  const { page } = await placeOrder(shopWith("https://js.stripe.com/v3/"));
  const [, without = ""] =
    /<noscript>([^]*?Paying by card needs JavaScript[^]*?)<\/noscript>/.exec(page.html) ?? [];
  expect(without).toContain("Bank transfer");
  expect(without).not.toContain("You enter your card");
  const only = await placeOrder(shopWith("https://js.stripe.com/v3/", ["stripe"]));
  expect(only.page.html).toContain("Paying by card needs JavaScript");
  expect(only.page.html).not.toContain("Pay another way");
});

test("a stand-in for the provider opens the page to itself only", async () => {
  const { page } = await placeOrder(shopWith("http://127.0.0.1:4020/v3/"));
  expect(page.headers.get("x-page-opens-to")).toBe("http://127.0.0.1:4020");
});

test("whoever comes back from the bank is led to the order that the address names, and nobody is told the secret in it", async () => {
  const handler = shopWith("https://js.stripe.com/v3/");
  const { visitor, page } = await placeOrder(handler);
  const orderId = page.url.split("/")[2] ?? "";
  const back = `/checkout/return?order=${orderId}&payment_intent_client_secret=${SECRET}`;
  const response = await visitor.ask(back);
  expect(response.headers.get("location")).toBe(`/orders/${orderId}/confirmation`);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  const strange = await visitor.ask("/checkout/return?order=//evil.example");
  expect(strange.headers.get("location")).toBe("/orders/unknown");
});
