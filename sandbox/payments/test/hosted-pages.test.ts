// The hosted payment page as a shopper's browser uses it, form by form.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aPayment, removeDirectory, startProvider, type Provider } from "./provider.ts";

const returnUrl = "https://shop.example/return?order=7#top";
let provider: Provider;
beforeAll(async () => {
  provider = await startProvider({ now: () => new Date("2030-04-15T12:00:00Z") });
});
afterAll(async () => {
  await provider.close();
  await removeDirectory(provider.directory);
});

const open = async (changes: Record<string, unknown> = {}) =>
  (await provider.call("POST", "/v1/payments", { body: aPayment({ returnUrl, ...changes }) })).body;
const read = async (id: string) => (await provider.call("GET", `/v1/payments/${id}`)).body;

async function visit(path: string, form?: Record<string, string>) {
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const response = await fetch(provider.url + path, { ...init, redirect: "manual" });
  return {
    status: response.status,
    page: await response.text(),
    location: response.headers.get("location"),
    headers: response.headers,
  };
}

const card = (number: string, changes: Record<string, string> = {}) => ({
  number,
  expiry: "04 / 30",
  cvc: "123",
  name: "Ada",
  ...changes,
});
const wayBack = (reference: string) =>
  `https://shop.example/return?order=7&payment=${encodeURIComponent(reference)}#top`;

test("the card page says what is paid, that it is a test, and how browsers fill it in", async () => {
  const { id, orderId } = await open();
  const { status, page, headers } = await visit(`/pay/${id}`);
  expect(status).toBe(200);
  for (const part of ["€84.00", orderId, "No card is charged", "4000 0000 0000 3220", `href="${id}/cancel"`])
    expect(page).toContain(part);
  for (const name of ["cc-number", "cc-exp", "cc-csc", "cc-name"])
    expect(page).toContain(`autocomplete="${name}"`);
  expect(page).not.toContain("<script");
  const style = /<style>(?<style>[^<]*)<\/style>/u.exec(page)?.groups?.["style"] ?? "";
  expect(headers.get("content-security-policy")).toContain(
    createHash("sha256").update(style).digest("base64"),
  );
  const policy = headers.get("content-security-policy");
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-.+'; form-action 'self' https:\/\/shop\.example; frame-ancestors 'none'/u,
  );
  expect(headers.get("cache-control")).toBe("no-store");
});

test("the shopper knows the order by its number, where the shop sent one along", async () => {
  const { id, orderId } = await open({ metadata: { orderNumber: "SK-7H4M" } });
  const { page } = await visit(`/pay/${id}`);
  expect([page.includes("SK-7H4M"), page.includes(orderId)]).toEqual([true, false]);
});

test("a good card is captured and leads back to the shop; sending the form again changes nothing", async () => {
  const { id, reference } = await open();
  for (let count = 0; count < 2; count += 1) {
    const { status, location } = await visit(`/pay/${id}`, card("4242 4242-4242 4242"));
    expect([status, location]).toEqual([303, wayBack(reference)]);
  }
  expect((await visit(`/pay/${id}`)).location).toBe(wayBack(reference));
  expect(await read(id)).toMatchObject({
    status: "captured",
    amountCaptured: 8_400,
    card: { last4: "4242" },
  });
  const log = await provider.call("GET", "/v1/log");
  expect(log.body.items.filter((movement) => movement.paymentId === id)).toHaveLength(1);
});

test("ten submits at once make one charge", async () => {
  const { id } = await open({ capture: "manual" });
  await Promise.all(Array.from({ length: 10 }, () => visit(`/pay/${id}`, card("4242424242424242"))));
  expect((await read(id)).status).toBe("authorized");
  const events = (await provider.call("GET", "/v1/events?limit=1000")).body.items.filter(
    (event) => event.data.payment.id === id,
  );
  expect(events.map((event) => event.type)).toEqual(["payment.authorized"]);
});

test.each([
  ["4000000000000002", "card_declined", "The bank declined this card."],
  ["4000000000009995", "insufficient_funds", "There is not enough money on this card."],
])("card %s is declined with %s, and another card may be tried", async (number, declineCode, words) => {
  const { id, reference } = await open();
  const { status, page } = await visit(`/pay/${id}`, card(number, { name: 'Ada "A" <b>' }));
  expect(status).toBe(402);
  expect(page).toContain(words);
  expect(page).toContain('value="Ada &quot;A&quot; &lt;b&gt;"');
  expect(page).not.toContain(number);
  expect(await read(id)).toMatchObject({ status: "requires_action", declineCode });
  expect((await visit(`/pay/${id}`)).page).toContain(words);
  expect((await visit(`/pay/${id}`, card("4242424242424242"))).location).toBe(wayBack(reference));
  expect((await read(id)).declineCode).toBeUndefined();
});

test("a 3-D Secure card asks the shopper; approved it is captured", async () => {
  const { id, reference } = await open();
  const asked = await visit(`/pay/${id}`, card("4000000000003220"));
  expect([asked.status, asked.location]).toEqual([303, `${provider.url}/pay/${id}`]);
  const { page } = await visit(`/pay/${id}`);
  for (const part of ["Is this you?", "ending in 3220", "€84.00", "Approve", "Reject"])
    expect(page).toContain(part);
  expect((await read(id)).status).toBe("requires_action");
  expect((await visit(`/pay/${id}`, card("4242424242424242"))).location).toBe(`${provider.url}/pay/${id}`);
  for (let count = 0; count < 2; count += 1) {
    const answered = await visit(`/pay/${id}/challenge`, { decision: "approve" });
    expect([answered.status, answered.location]).toEqual([303, wayBack(reference)]);
  }
  expect(await read(id)).toMatchObject({ status: "captured", card: { last4: "3220" } });
});

test("a rejected question brings the card form back, with the reason", async () => {
  const { id } = await open();
  await visit(`/pay/${id}`, card("4000000000003220"));
  expect((await visit(`/pay/${id}/challenge`, { decision: "perhaps" })).status).toBe(400);
  const rejected = await visit(`/pay/${id}/challenge`, { decision: "reject" });
  expect([rejected.status, rejected.location]).toEqual([303, `${provider.url}/pay/${id}`]);
  expect((await visit(`/pay/${id}`)).page).toContain("did not get your approval");
  expect(await read(id)).toMatchObject({ status: "requires_action", declineCode: "authentication_failed" });
});

test.each([
  ["approve", "captured"],
  ["reject", "declined"],
])("tok_3ds goes straight to the question: %s means %s", async (decision, status) => {
  const { id, reference } = await open({ token: "tok_3ds" });
  expect((await visit(`/pay/${id}`)).page).toContain("Is this you?");
  expect((await visit(`/pay/${id}/challenge`, { decision })).location).toBe(wayBack(reference));
  expect((await read(id)).status).toBe(status);
  if (status === "declined") expect((await visit(`/pay/${id}`)).page).toContain("The payment was declined");
});

test("the dispute card pays, and the dispute follows", async () => {
  const { id } = await open();
  await visit(`/pay/${id}`, card("4000000000000259"));
  expect(await read(id)).toMatchObject({ status: "captured", amountDisputed: 8_400 });
});

test("leaving changes nothing and leads back; the shopper may still pay", async () => {
  const { id, reference } = await open();
  const left = await visit(`/pay/${id}/cancel`);
  expect([left.status, left.location]).toEqual([303, wayBack(reference)]);
  expect((await read(id)).status).toBe("requires_action");
});

test.each([
  ["number", "", "Enter a card number."],
  ["number", "4242x", "digits only"],
  ["number", "4242", "too short or too long"],
  ["number", "4242424242424241", "has a slip in it"],
  ["number", "5555555555554444", "no real cards"],
  ["expiry", "", "Enter the expiry date."],
  ["expiry", "soon", "month and year"],
  ["expiry", "13/30", "from 01 to 12"],
  ["expiry", "03/30", "has expired"],
  ["expiry", "12/2091", "too far ahead"],
  ["cvc", "", "Enter the security code."],
  ["cvc", "12", "has 3 digits"],
  ["name", " ", "Enter the name on the card."],
  ["name", "a".repeat(101), "at most 100 letters"],
])("a %s of «%s» gets an error beside the field", async (field, value, words) => {
  const { id } = await open();
  const { status, page } = await visit(`/pay/${id}`, card("4242424242424242", { [field]: value }));
  expect(status).toBe(422);
  const error = new RegExp(`<p class="error" id="${field}-error">([^<]*)</p>`, "u").exec(page)?.[1];
  expect(error).toContain(words);
  expect(page).toContain("One field needs");
  expect(page).toContain("<title>Error: ");
  expect(page).not.toContain("4242424242424242");
  expect((await read(id)).status).toBe("requires_action");
});

test.each(["0430", "4-2030", "04.30", "12 2059"])(
  "an expiry written as «%s» is understood",
  async (expiry) => {
    const { id, reference } = await open();
    expect((await visit(`/pay/${id}`, card("4242424242424242", { expiry }))).location).toBe(
      wayBack(reference),
    );
  },
);

test("all fields empty or sent twice are told apart from a crash", async () => {
  const { id } = await open();
  expect((await visit(`/pay/${id}`, {})).page).toContain("4 fields need");
  const twice = new URLSearchParams([...Object.entries(card("4242424242424242")), ["cvc", "999"]]);
  expect((await fetch(`${provider.url}/pay/${id}`, { method: "POST", body: twice })).status).toBe(422);
});

test("without an address to return to, the pages say how things stand", async () => {
  const { id } = await open({ returnUrl: undefined });
  const { page, headers } = await visit(`/pay/${id}`);
  expect(page).not.toContain("/cancel");
  expect(headers.get("content-security-policy")).toContain("form-action 'self';");
  expect((await visit(`/pay/${id}/cancel`)).page).toContain("still open");
  expect((await visit(`/pay/${id}`, card("4242424242424242"))).location).toBe(`${provider.url}/pay/${id}`);
  expect((await visit(`/pay/${id}`)).page).toContain("Thank you");
});

test("a payment that the shop cancelled, and one that never was, have their pages", async () => {
  const { id } = await open();
  await provider.call("POST", `/v1/payments/${id}/void`);
  expect((await visit(`/pay/${id}`)).page).toContain("This payment was cancelled");
  const missing = await visit("/pay/sp_none");
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(missing.page).toContain("There is no such payment");
});

test("no card number that was typed is on disk or in the log", async () => {
  const { id } = await open();
  await visit(`/pay/${id}`, card("4242424242424242"));
  await visit(`/pay/${id}`, card("5555555555554444"));
  const ledger = await readFile(join(provider.directory, "ledger.jsonl"), "utf8");
  for (const kept of [ledger, provider.lines.join("\n")])
    expect(kept).not.toMatch(/4242424242424242|4000000000000002|5555555555554444/u);
});
