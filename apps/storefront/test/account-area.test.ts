// The account's own pages, through the front door and without JavaScript.
import { beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { demo, toProduct } from "./stand-in/catalogue.ts";
import { accountOf, RECOVERY_CODES, RIGHT_CODE } from "./stand-in/accounts.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, ORIGIN, Visitor } from "./storefront-visitor.ts";

let handler: StorefrontHandler;
beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch: standInApi,
    secureCookies: false,
    publicUrl: () => ORIGIN,
  });
});

const PASSWORD = "a long sentence";
const fieldValue = (html: string, name: string): string | undefined =>
  /value="([^"]*)"/.exec(new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? "")?.[1];
async function register(name: string) {
  const visitor = new Visitor(handler);
  const email = `${name.toLowerCase()}@area.example`;
  await visitor.post("/register", {
    firstName: name,
    lastName: "H",
    email,
    password: PASSWORD,
    from: "/account",
  });
  const account = accountOf(email);
  account.emailVerified = true;
  return { visitor, email, account };
}
const address = {
  intent: "save",
  firstName: "Mina",
  lastName: "Haddad",
  street: "Lange Reihe 12",
  street2: "",
  zipCode: "20099",
  city: "Hamburg",
  state: "",
  country: "DE",
  phone: "",
};

test("addresses are added, changed, made defaults and removed", async () => {
  const { visitor, account } = await register("Mina");
  expect((await visitor.open("/account/addresses")).html).toContain("No addresses yet");
  expect((await visitor.open("/account/addresses/new")).html).toContain('value="Mina"');
  const wrong = await visitor.post("/account/addresses/new", { ...address, city: "" });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain("Enter your town or city");
  const saved = await visitor.post("/account/addresses/new", address);
  expect(saved.html).toContain("The address is saved.");
  expect(account.addresses).toMatchObject([{ defaultShipping: true, defaultBilling: true }]);
  await visitor.post("/account/addresses/new", { ...address, street: "Hafenweg 3", isShipping: "on" });
  expect(account.addresses).toMatchObject([
    { street: "Lange Reihe 12", defaultBilling: true },
    { street: "Hafenweg 3", defaultShipping: true },
  ]);
  expect(account.addresses[0]).not.toHaveProperty("defaultShipping");
  await visitor.post("/account/addresses/1", { ...address, city: "Altona", isBilling: "on" });
  expect(account.addresses[0]).toMatchObject({ city: "Altona", defaultBilling: true });
  expect((await visitor.open("/account/addresses/1")).html).toContain("Altona");
  expect((await visitor.post("/account/addresses/1", { intent: "remove" })).html).toContain(
    "The address is removed.",
  );
  expect(account.addresses).toHaveLength(1);
  expect((await visitor.open("/account/addresses/9")).status).toBe(404);
});

test("a full list of addresses says so", async () => {
  const { visitor, account } = await register("Naz");
  const { intent: _, ...one } = address;
  account.addresses = Array.from({ length: 20 }, () => one);
  const { html } = await visitor.open("/account/addresses");
  expect(html).toContain("There is room for 20 addresses");
  expect(html).not.toContain("/account/addresses/new");
});

test("the password is changed by who knows it", async () => {
  const { visitor, account } = await register("Olga");
  const page = "/account/security/password";
  expect((await visitor.post(page, { currentPassword: "", newPassword: "short" })).html).toContain(
    "Use at least 8 characters",
  );
  const newPassword = "a newer sentence";
  expect((await visitor.post(page, { currentPassword: "wrong", newPassword })).html).toContain(
    "This is not your present password",
  );
  const done = await visitor.post(page, { currentPassword: PASSWORD, newPassword });
  expect(done.url).toBe("/account/security?done=password");
  expect(done.html).toContain("Your password is changed");
  expect(account.password).toBe(newPassword);
});

test("a new e-mail address waits for its confirmation", async () => {
  const { visitor } = await register("Petra");
  const page = "/account/security/email";
  const send = (email: string, password: string) => visitor.post(page, { email, password });
  expect((await send("nonsense", PASSWORD)).html).toContain("Enter an e-mail address like");
  expect((await send("new@area.example", "wrong")).html).toContain("This is not your password");
  const waiting = await send("new@area.example", PASSWORD);
  expect(waiting.html).toContain("Waiting for your confirmation");
  expect(waiting.html).toContain("We sent a mail to new@area.example");
});

test("an authenticator app is set up with a picture and a code, and recovery codes are shown once", async () => {
  const { visitor, account } = await register("Qamar");
  const page = "/account/security/authenticator";
  account.emailVerified = false;
  expect((await visitor.open(page)).html).toContain("First confirm your e-mail address");
  account.emailVerified = true;
  const scan = await visitor.post(page, { intent: "begin" });
  expect(scan.html).toContain("<title>QR code for the authenticator app</title>");
  expect(scan.html).toContain("JBSW Y3DP EHPK 3PXP");
  const uri = fieldOf(scan, "uri").replaceAll("&amp;", "&");
  expect((await visitor.post(page, { intent: "confirm", uri, code: "" })).html).toContain("Enter the code");
  const wrong = await visitor.post(page, { intent: "confirm", uri, code: "1" });
  expect(wrong.html).toContain("Codes change every 30 seconds");
  expect(wrong.html).toContain("JBSW Y3DP EHPK 3PXP");
  expect((await visitor.post(page, { intent: "confirm", uri, code: "late" })).html).toContain(
    "took too long",
  );
  expect(
    (await visitor.post(page, { intent: "confirm", uri: "https://x.example", code: "1" })).html,
  ).toContain("took too long");
  const on = await visitor.post(page, { intent: "confirm", uri, code: RIGHT_CODE });
  for (const code of RECOVERY_CODES) expect(on.html).toContain(code);
  expect(on.html).toContain('download="souk-recovery-codes.txt"');
  expect((await visitor.open(page)).html).toContain("Yes, turn it off");
  expect((await visitor.open("/account/security")).html).toContain("2 codes left");
  account.factor.required = true;
  expect((await visitor.post(page, { intent: "remove" })).html).toContain("needs a second step");
  account.factor.required = false;
  expect((await visitor.post(page, { intent: "remove" })).html).toContain("The authenticator app is off");
});

test("staff who need a second step are told", async () => {
  const { visitor, account } = await register("Rosa");
  account.factor.required = true;
  expect((await visitor.open("/account/security")).html).toContain("Your work here needs a second step");
});

test("recovery codes are made anew where there is a second factor", async () => {
  const { visitor, account } = await register("Salma");
  const page = "/account/security/recovery-codes";
  expect((await visitor.open(page)).html).toContain("Set that up first");
  account.factor.totp.enabled = true;
  expect((await visitor.open(page)).html).toContain("You have no codes left");
  expect((await visitor.post(page, {})).html).toContain(RECOVERY_CODES[0]);
});

test("what touches the sign-in asks for the password once more and leads back", async () => {
  const { visitor, account } = await register("Tara");
  account.factor.totp.enabled = true;
  account.isStale = true;
  const page = "/account/security/recovery-codes";
  const confirm = await visitor.post(page, {});
  expect(confirm.url).toBe(`/account/confirm?from=${encodeURIComponent(page)}`);
  expect((await visitor.post(confirm.url, { password: "" })).html).toContain("Enter your password");
  expect((await visitor.post(confirm.url, { password: "wrong" })).html).toContain(
    "This is not your password",
  );
  expect((await visitor.post(confirm.url, { password: PASSWORD })).url).toBe(page);
  account.isStale = true;
  const again = (fields: Record<string, string>) => visitor.post(confirm.url, fields);
  expect((await again({ intent: "totp", code: "" })).html).toContain("Enter the code");
  expect((await again({ intent: "totp", code: "1" })).html).toContain("Codes change every 30 seconds");
  expect((await again({ intent: "totp", code: RIGHT_CODE })).url).toBe(page);
  account.isStale = true;
  expect((await again({ intent: "passkey" })).html).toContain("That did not work");
  const answer = { intent: "passkey", ceremonyId: "c-again", assertion: "{}" };
  expect((await again(answer)).url).toBe(page);
  expect(account.isStale).toBe(false);
  const away = await visitor.post("/sign-out", { from: page });
  expect(away.url).toBe(`/sign-in?from=${encodeURIComponent(page)}`);
});

test("passkeys are kept, renamed and removed; the first one brings recovery codes", async () => {
  const { visitor, account } = await register("Uma");
  const page = "/account/security/passkeys";
  expect((await visitor.open(page)).html).toContain("No passkeys yet");
  const make = { intent: "create", name: "Phone", ceremonyId: "c-make", attestation: "{}" };
  expect((await visitor.post(page, { ...make, attestation: "[" })).html).toContain("That did not work");
  expect((await visitor.post(page, make)).html).toContain(RECOVERY_CODES[0]);
  expect((await visitor.post(page, { ...make, name: "" })).html).toContain("The passkey is added");
  expect(account.factor.passkeys.map(({ name }) => name)).toEqual(["Phone", "My device"]);
  const [first] = account.factor.passkeys;
  const id = first!.id;
  expect((await visitor.post(page, { intent: "rename", id, [`name-${id}`]: " " })).html).toContain(
    "Give the passkey a name",
  );
  expect((await visitor.post(page, { intent: "rename", id, [`name-${id}`]: "Laptop" })).html).toContain(
    "Laptop",
  );
  expect((await visitor.post(page, { intent: "remove", id })).html).toContain("The passkey is removed");
  const begin = (intent: string) =>
    visitor.ask("/sign-in/passkey", {
      method: "POST",
      headers: { origin: ORIGIN },
      body: new URLSearchParams({ intent }),
    });
  expect(await (await begin("again")).json()).toMatchObject({ ceremonyId: "c-again" });
  account.isStale = true;
  expect(await (await begin("create")).json()).toEqual({
    path: `/account/confirm?from=${encodeURIComponent(page)}`,
  });
});

test("sessions are listed and ended, and end in this very process", async () => {
  const { visitor, email } = await register("Vera");
  const elsewhere = new Visitor(handler);
  await elsewhere.post("/sign-in", { email, password: PASSWORD, from: "/account" });
  const page = "/account/security/sessions";
  const list = await elsewhere.open(page);
  expect(list.html).toContain("Browser 1");
  expect(list.html).toContain("from 203.0.113.0/24");
  expect((await elsewhere.post(page, { id: fieldOf(list, "id") })).html).toContain("Signed out there");
  expect((await visitor.open("/account")).url).toBe("/sign-in?from=%2Faccount");
  expect((await elsewhere.open(page)).html).toContain("You are signed in nowhere else");
  await visitor.post("/sign-in", { email, password: PASSWORD, from: "/account" });
  expect((await visitor.post(page, {})).html).toContain("You are signed out everywhere else");
  expect((await elsewhere.open("/account")).url).toBe("/sign-in?from=%2Faccount");
});

test("the checkout starts with the delivery address, and the invoice goes to its own", async () => {
  const { visitor } = await register("Wafa");
  await visitor.post("/account/addresses/new", { ...address, street: "Kontorweg 1" });
  await visitor.post("/account/addresses/new", { ...address, street: "Hafenweg 3", isShipping: "on" });
  const product = toProduct(
    demo.products.find(({ variants }) => variants[0]!.stock > 5)!,
    "EUR",
  );
  await visitor.post("/cart", { intent: "add", variantId: product.variants[0]!.id, quantity: "1" });
  const checkout = await visitor.open("/checkout");
  expect(fieldValue(checkout.html, "street")).toBe("Hafenweg 3");
  expect(fieldValue(checkout.html, "email")).toBe("wafa@area.example");
  const { intent: _, ...details } = address;
  const review = await visitor.post("/checkout", {
    ...details,
    email: "wafa@area.example",
    street: "Hafenweg 3",
    hasDelivery: "true",
    shippingMethodId: "standard",
  });
  expect(review.url).toBe("/checkout/payment");
  expect(review.html).toMatch(/Deliver to.*Hafenweg 3.*Invoice to.*Kontorweg 1/s);
});
