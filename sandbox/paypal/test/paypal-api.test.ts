// The stand-in's API and pages, as PayPal's documents describe them.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { anOrder, type PayPal, start, visit } from "./paypal.ts";

let paypal: PayPal;
beforeAll(async () => {
  paypal = await start();
});
afterEach(() => paypal.control("PUT", "/switches", { body: {} }));
afterAll(async () => {
  await paypal.close();
  await paypal.remove();
});

const orders = "/v2/checkout/orders";
const made = async (changes: object = {}) =>
  (await paypal.call("POST", orders, { body: anOrder(changes) })).body;
const pageOf = (order: { id: string }) => `${paypal.url}/checkoutnow?token=${order.id}`;
async function captured(buyer = "pays") {
  const order = await made();
  await visit(pageOf(order), { buyer });
  return (await paypal.call("POST", `${orders}/${order.id}/capture`)).body;
}

describe("access", () => {
  test("needs a token, and the right keys for one", async () => {
    const { status, body } = await paypal.call("GET", `${orders}/x`, { authorization: "Bearer none" });
    expect([status, body.name, body.details[0].issue]).toEqual([
      401,
      "AUTHENTICATION_FAILURE",
      "INVALID_TOKEN",
    ]);
    expect((await paypal.call("GET", "/sandbox/log")).status).toBe(401);
    expect((await paypal.call("GET", `${orders}/x`, { authorization: "" })).status).toBe(401);
  });

  test("an unknown address, order, capture, dispute or certificate is not found", async () => {
    for (const path of [
      "/nowhere",
      `${orders}/x`,
      "/v2/payments/captures/x",
      "/v1/customer/disputes/x",
      "/v1/notifications/certs/x",
    ]) {
      const { status, body } = await paypal.call("GET", path);
      expect([status, body.name]).toEqual([404, "RESOURCE_NOT_FOUND"]);
    }
    expect((await visit(`${paypal.url}/checkoutnow?token=x`)).status).toBe(404);
    expect((await visit(`${paypal.url}/healthz`)).status).toBe(200);
  });
});

describe("an order", () => {
  test("is made once for a request id, and shown whole or in short", async () => {
    const requestId = randomUUID();
    const first = await paypal.call("POST", orders, { body: anOrder(), requestId });
    const again = await paypal.call("POST", orders, { body: anOrder(), requestId });
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
    const short = await paypal.call("POST", orders, { body: anOrder(), isMinimal: true });
    expect(Object.keys(short.body)).toEqual(["id", "status", "links"]);
    expect(first.body).toMatchObject({ intent: "CAPTURE", status: "PAYER_ACTION_REQUIRED" });
  });

  test.each([
    [{ currency_code: "KWD", value: "1.00" }, 422, "CURRENCY_NOT_SUPPORTED"],
    [{ currency_code: "JPY", value: "1.50" }, 422, "DECIMALS_NOT_SUPPORTED"],
    [{ currency_code: "EUR", value: "0.00" }, 422, "CANNOT_BE_ZERO_OR_NEGATIVE"],
    [{ currency_code: "EUR", value: "1.234" }, 400, "INVALID_PARAMETER_VALUE"],
    [{ currency_code: "EUR" }, 400, "INVALID_PARAMETER_SYNTAX"],
  ])("of %o is refused", async (amount, status, issue) => {
    const answer = await paypal.call("POST", orders, { body: anOrder({ amount }) });
    expect([answer.status, answer.body.details[0].issue]).toEqual([status, issue]);
  });

  test("is not captured before it is approved, nor twice, nor against its intent", async () => {
    const order = await made();
    const issueOf = async (action: string) =>
      (await paypal.call("POST", `${orders}/${order.id}/${action}`)).body.details[0].issue;
    expect(await issueOf("capture")).toBe("ORDER_NOT_APPROVED");
    await visit(pageOf(order), { buyer: "pays" });
    expect(await issueOf("authorize")).toBe("ACTION_DOES_NOT_MATCH_INTENT");
    expect((await paypal.call("POST", `${orders}/${order.id}/capture`)).body.status).toBe("COMPLETED");
    expect(await issueOf("capture")).toBe("ORDER_ALREADY_CAPTURED");
  });

  test("that is declined names where the shopper goes again", async () => {
    const order = await made();
    await visit(pageOf(order), { buyer: "pays" });
    await paypal.control("PUT", "/switches", { body: { declineAll: 1 } });
    const { body } = await paypal.call("POST", `${orders}/${order.id}/capture`);
    expect(body).toMatchObject({
      details: [{ issue: "INSTRUMENT_DECLINED" }],
      links: [{ rel: "redirect", href: pageOf(order) }],
    });
  });

  test("that cannot be read is refused", async () => {
    const authorization = "Bearer x";
    expect((await paypal.call("POST", orders, { body: null })).body.details[0].issue).toBe(
      "MALFORMED_REQUEST_JSON",
    );
    expect((await paypal.call("POST", orders, { body: {}, authorization })).status).toBe(401);
    expect((await paypal.control("PUT", "/switches", { body: { nonsense: true } })).status).toBe(400);
  });
});

describe("the approval page", () => {
  test("says what is paid, that it is a test, and needs no script", async () => {
    const order = await made({ invoice_id: "<SK-1>" });
    const { page, status, headers } = await visit(pageOf(order));
    expect(status).toBe(200);
    for (const part of ["55.90 EUR", "&lt;SK-1&gt;", "This is not PayPal", "/checkoutnow/cancel"])
      expect(page).toContain(part);
    expect(page).not.toContain("<script");
    expect(headers.get("content-security-policy")).toContain("form-action 'self' https://shop.example");
  });

  test("leads back with the order's id, and is a notice afterwards", async () => {
    const order = await made();
    expect((await visit(`${paypal.url}/checkoutnow/cancel?token=${order.id}`)).location).toBe(
      `https://shop.example/cancel?token=${order.id}`,
    );
    const { location } = await visit(pageOf(order), { buyer: "pays" });
    expect(location).toBe(`https://shop.example/return?a=1&token=${order.id}&PayerID=PAYER00000001`);
    expect((await visit(pageOf(order))).page).toContain("The payment is approved");
    expect((await visit(pageOf(order), { buyer: "pays" })).page).toContain("The payment is approved");
    expect((await visit(pageOf(order), { buyer: "nobody" })).status).toBe(400);
  });

  test("without a way back says how things stand", async () => {
    const unit = { reference_id: "r", amount: { currency_code: "EUR", value: "1.00" } };
    const body = { intent: "CAPTURE", purchase_units: [unit], payment_source: { paypal: {} } };
    const order = (await paypal.call("POST", orders, { body })).body;
    expect((await visit(pageOf(order))).page).not.toContain("Cancel and go back");
    expect((await visit(`${paypal.url}/checkoutnow/cancel?token=${order.id}`)).page).toContain("still open");
    expect((await visit(pageOf(order), { buyer: "pays" })).page).toContain("The payment is approved");
    const taken = (await paypal.call("POST", `${orders}/${order.id}/capture`)).body;
    expect(taken.purchase_units[0].payments.captures[0].status).toBe("COMPLETED");
  });
});

describe("what hangs on an order", () => {
  test("a buyer who disputes does so once, and the claim can be accepted", async () => {
    const order = await captured("disputes");
    const [{ id }] = order.purchase_units[0].payments.captures;
    const { items } = (await paypal.call("GET", "/v1/customer/disputes")).body;
    const [{ dispute_id: disputeId }] = items;
    const path = `/v1/customer/disputes/${disputeId}`;
    expect((await paypal.call("GET", path)).body.disputed_transactions[0].seller_transaction_id).toBe(id);
    expect((await paypal.call("POST", `${path}/provide-evidence`, { body: {} })).status).toBe(400);
    expect((await paypal.call("POST", `${path}/accept-claim`, { body: {} })).status).toBe(200);
    expect((await paypal.call("POST", `${path}/accept-claim`, { body: {} })).status).toBe(422);
  });

  test("an authorization is captured in full, and refunds of the rest need no amount", async () => {
    const body = { ...anOrder(), intent: "AUTHORIZE" };
    const order = (await paypal.call("POST", orders, { body })).body;
    await visit(pageOf(order), { buyer: "pays" });
    const held = (await paypal.call("POST", `${orders}/${order.id}/authorize`)).body.purchase_units[0]
      .payments;
    const path = `/v2/payments/authorizations/${held.authorizations[0].id}`;
    expect((await paypal.call("POST", `${path}/reauthorize`)).body.details[0].issue).toBe(
      "REAUTHORIZATION_TOO_SOON",
    );
    const { id } = (await paypal.call("POST", `${path}/capture`)).body;
    expect((await paypal.call("GET", path)).body.status).toBe("CAPTURED");
    const refund = (await paypal.call("POST", `/v2/payments/captures/${id}/refund`)).body;
    expect((await paypal.call("GET", `/v2/payments/refunds/${refund.id}`)).body.amount.value).toBe("55.90");
  });

  test("what is pending cannot be refunded", async () => {
    const [{ id }] = (await captured("pending")).purchase_units[0].payments.captures;
    const { body } = await paypal.call("POST", `/v2/payments/captures/${id}/refund`);
    expect(body.details[0].issue).toBe("CAPTURE_NOT_COMPLETED");
  });

  test("the books are listed for 31 days at most, in whole currencies too", async () => {
    const order = await made({ amount: { currency_code: "JPY", value: "5590" } });
    await visit(pageOf(order), { buyer: "pays" });
    await paypal.call("POST", `${orders}/${order.id}/capture`);
    const from = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const list = (days: number) =>
      paypal.call(
        "GET",
        `/v1/reporting/transactions?start_date=${from(days)}&end_date=${from(-1)}&page_size=500`,
      );
    const fees = (await list(1)).body.transaction_details.map(
      ({ transaction_info: one }: { transaction_info: { fee_amount?: { value: string } } }) =>
        one.fee_amount?.value,
    );
    expect(fees).toContain("-168");
    expect((await list(32)).status).toBe(400);
  });
});
