// The other ways in: a second step, passkeys, accounts elsewhere. Through the front door, without JavaScript.
import { beforeAll, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import { accountOf, RIGHT_CODE } from "./stand-in/accounts.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { ORIGIN, Visitor } from "./storefront-visitor.ts";

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

const person = (name: string) => ({
  firstName: name,
  lastName: "Haddad",
  email: `${name.toLowerCase()}@ways.example`,
  password: "a long sentence",
  from: "/account",
});

/** Somebody whose account asks for a second step, at that step. */
async function atSecondStep(name: string, from = "/cart"): Promise<Visitor> {
  const { email, password } = person(name);
  await new Visitor(handler).post("/register", person(name));
  accountOf(email).factor.totp = { enabled: true, enabledAt: new Date().toISOString() };
  const visitor = new Visitor(handler);
  const step = await visitor.post("/sign-in", { email, password, from });
  expect(step.url).toBe(`/sign-in/second-factor?from=${encodeURIComponent(from)}`);
  expect(step.html).toContain("Six-digit code");
  return visitor;
}

test("a code is the second step, and leads to where one wanted to go", async () => {
  const visitor = await atSecondStep("Ada");
  const page = "/sign-in/second-factor?from=%2Fcart";
  expect((await visitor.post(page, { method: "totp", code: "" })).html).toContain("Enter the code");
  const wrong = await visitor.post(page, { method: "totp", code: "000000" });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain("Codes change every 30 seconds");
  expect((await visitor.post(page, { method: "totp", code: RIGHT_CODE })).url).toBe("/cart");
  expect(visitor.cookies.has("souk_refresh")).toBe(true);
  expect(visitor.cookies.has("souk_second_factor")).toBe(false);
});

test("a recovery code is asked for on a page of its own, and a wrong one is told", async () => {
  const visitor = await atSecondStep("Bela");
  const page = "/sign-in/second-factor?with=recovery_code&from=%2F";
  expect((await visitor.open(page)).html).toContain("Enter one of the recovery codes you kept");
  expect((await visitor.post(page, { method: "recovery_code", code: "wrong" })).html).toContain(
    "or it was used before",
  );
  expect((await visitor.post(page, { method: "recovery_code", code: RIGHT_CODE })).url).toBe("/");
});

test("whoever takes too long begins again", async () => {
  const visitor = await atSecondStep("Cleo");
  const over = await visitor.post("/sign-in/second-factor", { method: "totp", code: "too late" });
  expect(over.url).toBe("/sign-in?notice=tookTooLong&from=%2Faccount");
  expect(over.html).toContain("That took too long");
  expect((await visitor.open("/sign-in/second-factor?from=%2Fcart")).url).toBe("/sign-in?from=%2Fcart");
  expect((await visitor.post("/sign-in/second-factor", { method: "totp", code: "1" })).url).toContain(
    "/sign-in?notice=tookTooLong",
  );
  visitor.cookies.set("souk_second_factor", "%7Bnonsense");
  expect((await visitor.open("/sign-in/second-factor")).url).toContain("/sign-in?");
});

test("a passkey is asked for by a script, and its answer comes with a form", async () => {
  const visitor = await atSecondStep("Dana");
  const page = "/sign-in/second-factor?with=passkey";
  expect((await visitor.open(page)).html).toContain("Passkeys need a browser that runs scripts");
  const begin = (intent: string) =>
    visitor.ask("/sign-in/passkey", {
      method: "POST",
      headers: { origin: ORIGIN },
      body: new URLSearchParams({ intent }),
    });
  expect(await (await begin("proof")).json()).toEqual({ ceremonyId: "c-proof", options: {} });
  expect(await (await begin("login")).json()).toEqual({ ceremonyId: "c-login", options: {} });
  expect(await (await begin("create")).json()).toMatchObject({ path: expect.stringContaining("/sign-in?") });
  expect(
    (await visitor.post(page, { method: "passkey", ceremonyId: "c-proof", assertion: "{" })).html,
  ).toContain("That did not work");
  const proof = { method: "passkey", ceremonyId: "c-proof", assertion: "{}" };
  expect((await visitor.post(page, proof)).url).toBe("/account");
  expect((await visitor.open("/sign-in/passkey")).url).toBe("/account");
});

test("the time for a passkey as second step ends", async () => {
  const response = await new Visitor(handler).ask("/sign-in/passkey", {
    method: "POST",
    headers: { origin: ORIGIN },
    body: new URLSearchParams({ intent: "proof" }),
  });
  expect(await response.json()).toEqual({ path: "/sign-in?notice=tookTooLong" });
});

test("a passkey alone signs in, and one that is not ours does not", async () => {
  const { email } = person("Elif");
  await new Visitor(handler).post("/register", person("Elif"));
  const visitor = new Visitor(handler);
  const answer = (id: string) => ({
    intent: "passkey",
    from: "/account",
    ceremonyId: "c-login",
    assertion: JSON.stringify({ id }),
  });
  expect((await visitor.post("/sign-in", { intent: "passkey", from: "/" })).html).toContain(
    "That did not work",
  );
  const old = { ...answer(email), ceremonyId: "c-old" };
  expect((await visitor.post("/sign-in", old)).html).toContain("That took too long");
  expect((await visitor.post("/sign-in", answer("nobody"))).html).toContain("This passkey was not accepted");
  expect((await visitor.post("/sign-in", answer(email))).html).toContain("Hello, Elif");
});

test("an account elsewhere signs in: the page leads there, and back to where one wanted to go", async () => {
  const { email } = person("Farid");
  await new Visitor(handler).post("/register", person("Farid"));
  const visitor = new Visitor(handler);
  expect((await visitor.open("/sign-in")).html).toContain(
    "Continue with <!-- -->Example".replace("<!-- -->", ""),
  );
  const forward = await visitor.post("/sign-in/with/example", { from: "/cart" });
  expect(forward.html).toContain("Taking you to Example");
  expect(forward.html).toContain('content="0;url=https://id.example/authorize?state=1"');
  const back = await visitor.ask(`/sign-in/callback/example?state=1&code=${email}`);
  expect(back.headers.get("location")).toBe("/cart");
  expect(back.headers.get("referrer-policy")).toBe("no-referrer");
  expect(visitor.cookies.has("souk_refresh")).toBe(true);
  expect(visitor.cookies.has("souk_identity_flow")).toBe(false);
});

test("what goes wrong elsewhere is told at the sign-in", async () => {
  const visitor = new Visitor(handler);
  expect((await visitor.open("/sign-in/callback/example?code=x")).html).toContain("That took too long");
  await visitor.post("/sign-in/with/example", { from: "/" });
  expect((await visitor.open("/sign-in/callback/example?error=access_denied")).html).toContain(
    "You stopped on the other side",
  );
  const unknown = await visitor.post("/sign-in/with/gone", { from: "/" });
  expect(unknown.url).toBe("/sign-in?problem=identity_provider_unknown");
  expect(unknown.html).toContain("Signing in there did not work");
  expect((await visitor.open("/sign-in/with/example")).html).toContain('href="/sign-in"');
});

test("an account elsewhere is one step of two where a second is wanted", async () => {
  const visitor = await atSecondStep("Gul");
  await visitor.post("/sign-in/with/example", { from: "/cart" });
  const step = await visitor.open(`/sign-in/callback/example?code=${person("Gul").email}`);
  expect(step.url).toBe("/sign-in/second-factor?from=%2Fcart");
});

test("signed in, an account elsewhere is connected, once it is proven who asks", async () => {
  const visitor = new Visitor(handler);
  await visitor.post("/register", person("Hala"));
  const account = accountOf(person("Hala").email);
  const page = "/account/security/identities";
  expect((await visitor.open(page)).html).toContain("First confirm your e-mail address");
  account.emailVerified = true;
  expect((await visitor.open(page)).html).toContain("Connect Example");
  account.isStale = true;
  expect((await visitor.post("/sign-in/with/example", { from: page })).url).toBe(
    `/account/confirm?from=${encodeURIComponent(page)}`,
  );
  account.isStale = false;
  await visitor.post("/sign-in/with/example", { from: page });
  expect((await visitor.open("/sign-in/callback/example?code=nobody")).url).toBe(
    `${page}?problem=identity_answer_invalid`,
  );
  await visitor.post("/sign-in/with/example", { from: page });
  const connected = await visitor.open(`/sign-in/callback/example?code=${account.email}`);
  expect(connected.html).toContain("The account is connected");
  expect((await visitor.open("/account/security")).html).toContain("Example");
  account.firstName = "Lone";
  expect((await visitor.post(page, { id: "x" })).html).toContain("This is your only way to sign in");
  account.firstName = "Hala";
  expect((await visitor.post(page, { id: "x" })).html).toContain("The account is disconnected");
});
