// What follows an order, for a browser without JavaScript: parcels, returns, documents, and what a customer has in the shop.
import type { ApiFetch } from "@souk/client";
import type { Order, OrderReturn } from "@souk/contracts";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler, type StorefrontHandler } from "../server/handler.ts";
import {
  anOrder,
  aRefund,
  aReturn,
  at,
  eur,
  ID,
  invoiceOf,
  problem,
  shipment,
  transfer,
} from "./stand-in/after-sale.ts";
import { standInApi } from "./stand-in/stand-in-api.ts";
import { fieldOf, ORIGIN, Visitor } from "./storefront-visitor.ts";

type Asked = { readonly path: string; readonly init: RequestInit };
let handler: StorefrontHandler;
let order: Order;
let returns: OrderReturn[] = [];
let asked: Asked[] = [];
/** What the API answers instead, by method and path. */
let instead: Record<string, () => Response> = {};

const answers: Record<string, () => Response> = {
  [`GET /orders/${ID}`]: () => Response.json(order),
  [`GET /orders/${ID}/returns`]: () => Response.json({ items: returns }),
  [`POST /orders/${ID}/returns`]: () => {
    returns = [aReturn()];
    return Response.json(returns[0], { status: 201 });
  },
  [`GET /orders/${ID}/invoices`]: () =>
    Response.json({ items: [invoiceOf("i-1", "invoice"), invoiceOf("i-2", "credit_note")] }),
  [`GET /orders/${ID}/invoices/i-1/pdf`]: () =>
    new Response("%PDF-1.7", {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": 'inline; filename="INV-i-1.pdf"',
        "x-internal": "not for browsers",
      },
    }),
  "GET /payments/11111111-1111-7111-8111-111111111111": () => Response.json(transfer),
};

const apiFetch: ApiFetch = async (address_, init) => {
  const path = address_.replace("/api/v1", "");
  asked.push({ path, init });
  const name = `${init.method ?? "GET"} ${path.split("?")[0]}`;
  return (instead[name] ?? answers[name])?.() ?? standInApi(address_, init);
};

beforeAll(async () => {
  const { serverFile } = await buildStorefront();
  handler = createStorefrontHandler({
    build: await import(serverFile),
    apiFetch,
    secureCookies: false,
    publicUrl: () => ORIGIN,
    log: () => {},
  });
});
beforeEach(() => {
  order = anOrder();
  [returns, asked, instead] = [[], [], {}];
});

const guest = () => new Visitor(handler);
async function customer(): Promise<Visitor> {
  const visitor = guest();
  const email = `${crypto.randomUUID()}@example.com`;
  const person = { email, password: "a lantern in the window", firstName: "Mina", lastName: "Haddad" };
  await visitor.post("/register", person);
  return visitor;
}
const bodyOf = (path: string) =>
  JSON.parse(asked.find((one) => one.path === path && one.init.method === "POST")?.init.body as string);

test("the link from a mail opens the order for a guest, and its token leaves the address", async () => {
  const page = await guest().open(`/orders/${ID}?token=secret-token`);
  expect(page).toMatchObject({ status: 200, url: `/orders/${ID}` });
  const headers = new Headers(asked.find(({ path }) => path === `/orders/${ID}`)?.init.headers);
  expect(headers.get("x-order-token")).toBe("secret-token");
});

test("an order that ships in parts shows each parcel, and what is still to come", async () => {
  const { html } = await guest().open(`/orders/${ID}`);
  expect(html).toContain("Partly on its way");
  expect(html).toContain('href="https://track.example/0034"');
  expect(html).toContain("Still to come");
  expect(html).toContain("Gift card ···· 9XYZ");
  expect(html).toContain("Paid by you");
  expect(html).toContain("Send something back");
});

test("an order that is all on its way counts its parcels, with or without a number to follow", async () => {
  const bare = { ...shipment("bowl", 1), carrier: null, trackingNumber: null, trackingUrl: null };
  order = anOrder({
    status: "delivered",
    fulfilment: "complete",
    shipments: [shipment("rug", 3), { ...bare, deliveredAt: at }],
  });
  const { html } = await guest().open(`/orders/${ID}`);
  expect(html).toContain("Parcel 2 of 2");
  expect(html).toContain("Arrived on 20 November 2026");
  expect(html).not.toContain("Still to come");
});

test("refunds say how much went where, and whether it has left", async () => {
  order = anOrder({
    refunded: eur(1_000),
    refunds: [
      { ...aRefund, status: "succeeded" },
      { ...aRefund, id: "f-2", status: "failed" },
    ],
  });
  const { html } = await guest().open(`/orders/${ID}`);
  expect(html).toContain("to the way you paid");
  expect(html).toContain("to your gift card or store credit");
  expect(html).not.toContain("as store credit");
  expect(html).toContain("We are looking into it");
});

test("an order that waits for a transfer shows how to pay, and no documents", async () => {
  order = anOrder({ status: "pending", fulfilment: "none", shipments: [] });
  const visitor = guest();
  visitor.cookies.set(`souk_payment_${ID}`, "11111111-1111-7111-8111-111111111111");
  const { html } = await visitor.open(`/orders/${ID}`);
  expect(html).toContain("IBAN DE00 1234");
  expect(html).toContain("Pay another way");
  expect(html).not.toContain("INV-i-1");
  expect(html).not.toContain("Send something back");
});

test("documents are listed and handed on as they come, and nothing else of the answer is", async () => {
  const { html } = await guest().open(`/orders/${ID}`);
  expect(html).toContain("Credit note CN-i-2");
  const file = await guest().ask(`/orders/${ID}/invoices/i-1`);
  expect(await file.text()).toBe("%PDF-1.7");
  expect(Object.fromEntries(file.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'inline; filename="INV-i-1.pdf"',
    "cache-control": "private, no-store",
  });
  expect(file.headers.has("x-internal")).toBe(false);
});

test("a document that cannot be had leads back to the order, which says so; the order is there without its list", async () => {
  instead[`GET /orders/${ID}/invoices/i-1/pdf`] = () => problem(404, "invoice_not_found");
  instead[`GET /orders/${ID}/invoices`] = () => problem(503, "unavailable");
  const page = await guest().open(`/orders/${ID}/invoices/i-1`);
  expect(page.status).toBe(200);
  expect(page.html).toContain("This document could not be fetched just now.");
});

test("a return is asked for with its things, reasons and note, and then has a page", async () => {
  const visitor = guest();
  const form = await visitor.open(`/orders/${ID}/returns/new`);
  expect(form.html).toContain("The rug");
  expect(form.html).not.toContain("The bowl");
  const page = await visitor.post(`/orders/${ID}/returns/new`, {
    idempotencyKey: fieldOf(form, "idempotencyKey"),
    "quantity-rug": "1",
    "reason-rug": "damaged",
    note: "A crack.",
  });
  expect(page).toMatchObject({ status: 200, url: `/orders/${ID}/returns/r-1?asked` });
  expect(page.html).toContain("We have your request");
  expect(bodyOf(`/orders/${ID}/returns`)).toEqual({
    lines: [{ lineId: "rug", quantity: 1, reason: "damaged" }],
    note: "A crack.",
  });
  const { headers } = asked.find(({ init }) => init.method === "POST")?.init ?? {};
  expect(new Headers(headers).get("idempotency-key")).toBe(fieldOf(form, "idempotencyKey"));
});

test.each([
  [{ "quantity-rug": "0" }, "Choose how many of which things go back"],
  [{ "quantity-rug": "1" }, "Choose why The rug goes back"],
  [{ "quantity-rug": "1", "reason-rug": "because" }, "Choose why The rug goes back"],
  [{ "quantity-rug": "1", "reason-rug": "damaged", note: "x".repeat(1_001) }, "This is too long"],
])("a return like %j is not asked for", async (fields, text) => {
  const page = await guest().post(`/orders/${ID}/returns/new`, fields as Record<string, string>);
  expect(page.status).toBe(422);
  expect(page.html).toContain(text);
  expect(asked.some(({ init }) => init.method === "POST")).toBe(false);
});

test.each([
  [() => problem(409, "return_exceeds_shipped"), "Something changed meanwhile", false],
  [() => problem(422, "idempotency_key_reused"), "Something changed meanwhile", false],
  [() => problem(409, "order_status_conflict"), "Nothing of this order can be sent back any more", false],
  [() => problem(503, "unavailable"), "it is safe, nothing is asked for twice", true],
])("what the API says to a return is told, and the key stays where it must", async (answer, text, isKept) => {
  instead[`POST /orders/${ID}/returns`] = answer;
  const idempotencyKey = crypto.randomUUID();
  const fields = { idempotencyKey, "quantity-rug": "1", "reason-rug": "damaged" };
  const page = await guest().post(`/orders/${ID}/returns/new`, fields);
  expect(page.status).toBe(422);
  expect(page.html).toContain(text);
  expect(fieldOf(page, "idempotencyKey") === idempotencyKey).toBe(isKept);
});

test("where nothing can go back the page says why", async () => {
  order = anOrder({ shipments: [] });
  const page = await guest().open(`/orders/${ID}/returns/new`);
  expect(page.html).toContain("Nothing to send back");
});

test.each([
  [aReturn({ status: "approved", note: "A crack." }), ["Pack the things well", "A crack."]],
  [aReturn({ status: "rejected", rejectReason: "Worn" }), ["Not accepted", "Worn"]],
  [
    aReturn({ status: "received", received: [{ lineId: "rug", quantity: 1, restock: true }] }),
    ["1 of 1 piece arrived", "The refund comes next"],
  ],
])("a return says where it stands", async (made, texts) => {
  returns = [made];
  order = anOrder({ returns: [{ id: "r-1", status: made.status, requestedAt: at }] });
  const { html } = await guest().open(`/orders/${ID}/returns/r-1`);
  for (const text of texts) expect(html).toContain(text);
  expect((await guest().open(`/orders/${ID}`)).html).toContain("Return of 20 November 2026");
});

test("a return that is not there, or not theirs, looks like an order that is not", async () => {
  expect((await guest().open(`/orders/${ID}/returns/r-9`)).status).toBe(404);
  instead[`GET /orders/${ID}/returns`] = () => problem(404, "order_not_found");
  const hidden = await guest().open(`/orders/${ID}/returns/r-1`);
  expect(hidden).toMatchObject({ status: 404 });
  expect(hidden.html).toContain("This order is not open here");
});

test("the account lists orders with their states, and returns on a page of their own", async () => {
  const visitor = await customer();
  const made = { id: "r-1", status: "approved" as const, requestedAt: at };
  instead["GET /orders"] = () => Response.json({ items: [anOrder({ returns: [made] })], nextCursor: null });
  instead["GET /returns"] = () => Response.json({ items: [aReturn(made)], nextCursor: "older" });
  const orders = await visitor.open("/account");
  expect(orders.html).toContain("Partly on its way");
  expect(orders.html).toContain("Return: please send it");
  const page = await visitor.open("/account/returns");
  expect(page.html).toContain("From order SK-1");
  expect(page.html).toContain("?cursor=older");
});

test("without returns the page leads to the orders", async () => {
  const visitor = await customer();
  instead["GET /returns"] = () => Response.json({ items: [], nextCursor: null });
  expect((await visitor.open("/account/returns")).html).toContain("Nothing goes back");
});

test("ways to pay are listed and forgotten", async () => {
  const visitor = await customer();
  const method = { id: "m-1", provider: "sandbox", brand: "visa", last4: "4242", createdAt: at };
  const items = [
    { ...method, expires: "2040-04" },
    { ...method, id: "m-2", brand: "other", expires: null },
  ];
  instead["GET /payment-methods"] = () => Response.json({ items });
  instead["DELETE /payment-methods/m-1"] = () => new Response(null, { status: 204 });
  const page = await visitor.open("/account/payment-methods");
  expect(page.html).toContain("Visa ···· 4242");
  expect(page.html).toContain("Valid until April 2040");
  expect(page.html).toContain("Kept since 20 November 2026");
  const done = await visitor.post("/account/payment-methods", { id: "m-1" });
  expect(done.html).toContain("It is forgotten");
  instead["DELETE /payment-methods/m-1"] = () => problem(503, "unavailable");
  expect((await visitor.post("/account/payment-methods", { id: "m-1" })).status).toBe(422);
  instead["GET /payment-methods"] = () => Response.json({ items: [] });
  expect((await visitor.open("/account/payment-methods")).html).toContain("Nothing is kept");
});

test("store credit is shown with what came and went", async () => {
  const visitor = await customer();
  const entry = { id: "e-1", kind: "granted", amount: eur(2_500), orderId: null, reference: null, at };
  const entries = [
    { ...entry, reason: "For the trouble" },
    { ...entry, id: "e-2", kind: "redeemed", amount: eur(-500), orderId: ID, reason: null },
  ];
  instead["GET /store-credit"] = () =>
    Response.json({ items: [{ id: "c-1", balance: eur(2_000), entries }] });
  const { html } = await visitor.open("/account/store-credit");
  for (const text of ["€20.00", "For the trouble", "Paid with it", `/orders/${ID}`])
    expect(html).toContain(text);
  instead["GET /store-credit"] = () => Response.json({ items: [] });
  expect((await visitor.open("/account/store-credit")).html).toContain("You have no store credit");
});

test.each([
  [eur(5_000), null, "Does not expire", true],
  [eur(5_000), "2099-01-01T00:00:00.000Z", "Valid until 1 January 2099", true],
  [eur(5_000), "2020-01-01T00:00:00.000Z", "Expired on 1 January 2020", false],
  [eur(0), null, "Nothing is left on it.", false],
])("a gift card with %j until %s says so", async (balance, expiresAt, text, isUsable) => {
  instead["POST /gift-cards/balance"] = () => Response.json({ last4: "9XYZ", balance, expiresAt });
  const page = await guest().post("/gift-cards", { code: "0123-4567-89AB-CDEF" });
  expect(page.html).toContain("Gift card ···· 9XYZ");
  expect(page.html).toContain(text);
  expect(page.html.includes("enter its code in your bag")).toBe(isUsable);
  expect(page.html).not.toContain("0123-4567-89AB-CDEF");
  expect(page.headers.get("cache-control")).toBe("private, no-store");
});

test.each([
  ["", () => problem(500, "unasked"), "Enter the code"],
  ["x".repeat(41), () => problem(500, "unasked"), "This is not the code of a gift card of ours"],
  ["1234", () => problem(404, "gift_card_not_found"), "This is not the code of a gift card of ours"],
  ["1234", () => problem(429, "too_many_requests"), "Please wait"],
  ["1234", () => problem(503, "unavailable"), "try again in a moment"],
])("the code %j that cannot be looked up is told in words", async (code, answer, text) => {
  instead["POST /gift-cards/balance"] = answer;
  const page = await guest().post("/gift-cards", { code });
  expect(page.status).toBe(422);
  expect(page.html).toContain(text);
});
