// What mailed links lead to. Opening one changes nothing, leaves the token behind, and tells nobody.
import { beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { accountOf } from "./stand-in/accounts.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch: standInApi,
    secureCookies: true,
    publicUrl: () => ORIGIN,
  });
});

async function register(name: string): Promise<{ visitor: Visitor; email: string }> {
  const visitor = new Visitor(handler);
  const email = `${name.toLowerCase()}@links.example`;
  const password = "a long sentence";
  await visitor.post("/register", { firstName: name, lastName: "H", email, password, from: "/account" });
  return { visitor, email };
}

test.each(["verify-email", "reset-password", "confirm-email-change"])(
  "the token of /%s leaves the address, and the page is kept by nobody",
  async (page) => {
    const visitor = new Visitor(handler);
    const response = await visitor.ask(`/${page}?token=hush-hush`);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/${page}`);
    const shown = await visitor.open(`/${page}`);
    for (const headers of [response.headers, shown.headers]) {
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toContain("no-store");
    }
    expect(shown.html).not.toContain("hush-hush");
    expect((await new Visitor(handler).open(`/${page}`)).html).toContain("This link no longer works");
    expect((await new Visitor(handler).open(`/${page}?token=${"x".repeat(400)}`)).html).toContain(
      "This link no longer works",
    );
  },
);

test("an address is proven by the button, not by opening the link", async () => {
  const { visitor, email } = await register("Mina");
  const page = await visitor.open(`/verify-email?token=verify:${email}`);
  expect(page.html).toContain("Confirm my address");
  expect(accountOf(email).emailVerified).toBe(false);
  const done = await visitor.post("/verify-email", {});
  expect(done.html).toContain("Your address is confirmed");
  expect(done.html).toContain("Go to your account");
  expect((await visitor.open("/account")).html).not.toContain("Please confirm your e-mail address");
  expect((await visitor.post("/verify-email", {})).html).toContain("This link no longer works");
});

test("an address that somebody else proved first is told to its reader", async () => {
  const visitor = new Visitor(handler);
  await visitor.open("/verify-email?token=taken:x");
  const taken = await visitor.post("/verify-email", {});
  expect(taken.html).toContain("This address belongs to an account");
  await visitor.open("/reset-password?token=taken:x");
  expect((await visitor.post("/reset-password", { password: "a longer sentence" })).html).toContain(
    "This address belongs to an account",
  );
});

test("whether there is an account for an address is not told", async () => {
  const { email } = await register("Nora");
  const visitor = new Visitor(handler);
  const known = await visitor.post("/forgot-password", { email });
  const unknown = await visitor.post("/forgot-password", { email: "nobody@links.example" });
  expect(known.html.replaceAll(email, "x")).toBe(unknown.html.replaceAll("nobody@links.example", "x"));
  expect(known.html).toContain("Look into your mailbox");
  expect((await visitor.post("/forgot-password", { email: "nora" })).status).toBe(422);
});

test("a new password is chosen by the link, and signs out here too", async () => {
  const { visitor, email } = await register("Oya");
  await visitor.open(`/reset-password?token=reset:${email}`);
  expect((await visitor.post("/reset-password", { password: "short" })).html).toContain(
    "Use at least 8 characters",
  );
  expect((await visitor.post("/reset-password", { password: "x".repeat(201) })).html).toContain("too long");
  expect((await visitor.post("/reset-password", { password: "" })).html).toContain("Choose a password");
  expect((await visitor.post("/reset-password", { password: "password1" })).html).toContain(
    "This password is easy to guess",
  );
  const done = await visitor.post("/reset-password", { password: "a newer sentence" });
  expect(done.url).toBe("/sign-in?notice=passwordChosen");
  expect(done.html).toContain("Your new password is set");
  const signIn = { email, password: "a newer sentence", from: "/account" };
  expect((await visitor.post("/sign-in", signIn)).html).toContain("Hello, Oya");
});

test("a changed address is confirmed by the link", async () => {
  const { email } = await register("Pari");
  const visitor = new Visitor(handler);
  await visitor.open(`/confirm-email-change?token=change:${email}`);
  const done = await visitor.post("/confirm-email-change", {});
  expect(done.html).toContain("Your address is changed");
  expect(done.html).toContain('href="/sign-in"');
});

test("the mail is sent again, or it is said when", async () => {
  const { visitor } = await register("Rana");
  expect((await visitor.post("/account/verification-mail", {})).html).toContain("A new mail is on its way");
  expect((await visitor.open("/account/verification-mail")).url).toBe("/account");
  const again = (who: Visitor) =>
    who.ask("/account/verification-mail.data", { method: "POST", headers: { origin: ORIGIN }, body: "" });
  expect(await (await again(visitor)).text()).toContain("sent");
  const { visitor: eager } = await register("Eager");
  expect(await (await again(eager)).text()).toContain("Please try again in 2 minutes");
});
