// Accounts, currency and the guest's link, through the front door.
import type { ApiFetch } from "@souk/client";
import { beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { accountOf } from "./stand-in/accounts.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
const asked: { path: string; headers: Headers }[] = [];
const apiFetch: ApiFetch = (path, init) => {
  asked.push({ path, headers: new Headers(init.headers) });
  return standInApi(path, init);
};

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch,
    secureCookies: true,
    publicUrl: () => ORIGIN,
  });
});

const person = (name: string) => ({
  firstName: name,
  lastName: "Haddad",
  email: `${name.toLowerCase()}@example.com`,
  password: "a long sentence",
  from: "/account",
});

test("a visitor registers, changes the profile, signs out and in again", async () => {
  const visitor = new Visitor(handler);
  const account = await visitor.post("/register", person("Mina"));
  expect(account.url).toBe("/account");
  expect(account.html).toContain("Hello, Mina");
  expect(account.html).toContain("We sent a mail to mina@example.com");
  expect([...visitor.cookies.keys()]).toContain("__Host-souk_refresh");
  expect((await visitor.open("/sign-in")).url).toBe("/account");
  expect((await visitor.open("/register")).url).toBe("/account");
  expect((await visitor.open("/sign-in?from=/cart")).url).toBe("/cart");
  expect((await visitor.open("/sign-in?from=/sign-in?from=/cart")).url).toBe("/account");
  const profile = "/account/profile";
  expect((await visitor.post(profile, { firstName: "", lastName: "H", phone: "" })).html).toContain(
    "Enter your first name",
  );
  expect((await visitor.post(profile, { firstName: "Mina", lastName: "Saleh", phone: "1" })).html).toContain(
    "Saved.",
  );
  expect((await visitor.post("/sign-out", {})).url).toBe("/");
  expect(visitor.cookies.has("__Host-souk_refresh")).toBe(false);
  expect((await visitor.open("/account")).url).toBe("/sign-in?from=%2Faccount");
  const again = await visitor.post("/sign-in", {
    email: "mina@example.com",
    password: "a long sentence",
    from: "//evil.example",
  });
  expect(again.url).toBe("/");
});

test("wrong sign-ins are told kindly and the password is not sent back", async () => {
  const visitor = new Visitor(handler);
  expect((await visitor.post("/sign-in", { email: "", password: "" })).status).toBe(422);
  const wrong = await visitor.post("/sign-in", { email: "nobody@example.com", password: "secret words" });
  expect(wrong.html).toContain("E-mail and password do not match");
  expect(wrong.html).not.toContain("secret words");
  expect((await visitor.post("/register", { ...person("Omar"), password: "short" })).html).toContain(
    "Use at least 8 characters",
  );
  expect((await visitor.post("/register", { ...person("Omar"), password: "password1" })).html).toContain(
    "This password is easy to guess",
  );
  await visitor.post("/register", person("Omar"));
  const twin = { ...person("Omar"), password: "another sentence" };
  expect((await new Visitor(handler).post("/register", twin)).html).toContain("Too many attempts");
  accountOf("omar@example.com").active = false;
  const { email, password } = person("Omar");
  expect((await new Visitor(handler).post("/sign-in", { email, password })).html).toContain(
    "This account is closed",
  );
});

test("a session that is over makes the visitor a guest again", async () => {
  const visitor = new Visitor(handler);
  visitor.cookies.set("__Host-souk_refresh", "long-gone");
  expect((await visitor.open("/account")).url).toBe("/sign-in?from=%2Faccount");
  expect(visitor.cookies.has("__Host-souk_refresh")).toBe(false);
});

test("signing out without a session, and addresses that only take forms, lead home", async () => {
  const visitor = new Visitor(handler);
  expect((await visitor.post("/sign-out", {})).url).toBe("/");
  expect((await visitor.open("/sign-out")).url).toBe("/");
  expect((await visitor.open("/preferences")).url).toBe("/");
});

test("another currency takes the bag along", async () => {
  const visitor = new Visitor(handler);
  const product = toProduct(
    demo.products.find(({ variants }) => variants[0]!.stock > 5)!,
    "EUR",
  );
  await visitor.post("/cart", { intent: "add", variantId: product.variants[0]!.id, quantity: "2" });
  const page = await visitor.post("/preferences", { currency: "USD", from: "/cart" });
  expect(page.url).toBe("/cart");
  expect(page.html).toContain("Bag, 2 items");
  expect(page.html).toMatch(/\$[\d,.]+/);
  expect((await visitor.post("/preferences", { currency: "XXX", from: "/about" })).url).toBe("/about");
});

test("the link from the mail opens an order once its token is in a cookie, and leaves the address", async () => {
  const visitor = new Visitor(handler);
  const id = "0198a000-0000-7000-8000-000000000001";
  const response = await visitor.ask(`/orders/${id}?token=signed`);
  expect(response.headers.get("location")).toBe(`/orders/${id}`);
  await visitor.open(`/orders/${id}`);
  expect(asked.findLast(({ path }) => path.endsWith(id))?.headers.get("x-order-token")).toBe("signed");
});

test("suggestions come as data while typing", async () => {
  const visitor = new Visitor(handler);
  const data = await (await visitor.ask("/search/suggestions.data?q=lamp")).text();
  expect(data).toContain("Lamp");
  expect(await (await visitor.ask("/search/suggestions.data?q=")).text()).not.toContain("Lamp");
});
