// What PayPal may answer and the stand-in never does: none of it may be taken for a success or for a failure that it is not.
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayPalProvider, type PayPalProvider } from "../src/providers/paypal/create-paypal-provider.ts";
import { type ProviderMovement, ProviderSilent } from "../src/providers/payment-provider.ts";
import { aPayment, WEBHOOK_ID } from "./paypal.ts";

type Answer = { readonly status: number; readonly body: unknown; readonly location?: string };

let server: Server;
let adapter: PayPalProvider;
let answers: (path: string) => Answer;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const token = { access_token: "token", token_type: "Bearer" };
    const isToken = path.startsWith("/v1/oauth2/token");
    const { status, body, location } = isToken
      ? { status: 200, body: token, location: undefined }
      : answers(path);
    const headers = { "content-type": "application/json", ...(location !== undefined && { location }) };
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  adapter = createPayPalProvider({
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`,
    clientId: "client",
    clientSecret: "secret",
    webhookId: WEBHOOK_ID,
    webhookAuthorities: undefined,
    timeoutMs: 1_500,
    now: () => new Date(),
  });
});
beforeEach(() => {
  answers = () => ({ status: 500, body: {} });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const issue = (name: string) => ({ name: "UNPROCESSABLE_ENTITY", details: [{ issue: name }] });
const amount = { currency_code: "EUR", value: "55.90" };
const order = (changes: object = {}, payments: object = {}) => ({
  id: "ORDER",
  intent: "CAPTURE",
  status: "COMPLETED",
  purchase_units: [{ reference_id: "order", custom_id: "payment", amount, payments }],
  ...changes,
});

test.each<readonly [string, Answer]>([
  ["no JSON", { status: 201, body: "<html>" }],
  ["nothing", { status: 201, body: "" }],
  ["another shape", { status: 201, body: { ok: true } }],
  [
    "an amount that is none",
    { status: 201, body: order({ purchase_units: [{ amount: { ...amount, value: "1e3" } }] }) },
  ],
  [
    "too many decimals",
    { status: 201, body: order({ purchase_units: [{ amount: { ...amount, value: "1.005" } }] }) },
  ],
  ["a redirect", { status: 302, body: {}, location: "/elsewhere" }],
  ["404 from a proxy", { status: 404, body: "no such host" }],
  ["403", { status: 403, body: { name: "NOT_AUTHORIZED" } }],
  ["a request that is still under way", { status: 422, body: issue("PREVIOUS_REQUEST_IN_PROGRESS") }],
  ["an id that is in use", { status: 422, body: issue("DUPLICATE_REQUEST_ID") }],
])("is silence: %s", async (_title, answer) => {
  answers = () => answer;
  await expect(adapter.create(aPayment())).rejects.toThrow(ProviderSilent);
});

test.each<readonly [unknown, string]>([
  [{ name: "INVALID_REQUEST" }, "invalid_request"],
  [issue("PAYEE_ACCOUNT_RESTRICTED"), "payee_account_restricted"],
])("is a refusal, by its issue or else its name: %o", async (body, code) => {
  answers = () => ({ status: 422, body });
  await expect(adapter.create(aPayment())).rejects.toMatchObject({ kind: "unprocessable", code });
  await expect(adapter.find(randomUUID(), "ORDER")).rejects.toMatchObject({ code });
});

test.each<readonly [string, object, object, string]>([
  ["a voided order", { status: "VOIDED" }, {}, "cancelled"],
  ["a saved order", { status: "SAVED" }, {}, "requires_action"],
  [
    "a denied authorization",
    {},
    { authorizations: [{ id: "A", status: "DENIED", create_time: "2026-01-01T00:00:00Z" }] },
    "failed",
  ],
  [
    "a capture whose status is new",
    {},
    { captures: [{ id: "C", status: "SLEEPING", amount }] },
    "requires_action",
  ],
  ["fields that nobody has heard of", { novelty: 1, status: "APPROVED" }, {}, "requires_action"],
])("an order may be %s", async (_title, changes, payments, status) => {
  answers = () => ({ status: 200, body: order(changes, payments) });
  expect(await adapter.find(randomUUID(), "ORDER")).toMatchObject({ status, capturedMinor: 0 });
});

test("a refund whose status is new is pending", async () => {
  const refunds = [{ id: "R", status: "SLEEPING", amount }];
  answers = () => ({
    status: 200,
    body: order({}, { captures: [{ id: "C", status: "COMPLETED", amount }], refunds }),
  });
  const made = { paymentId: randomUUID(), providerPaymentId: "ORDER" };
  expect(await adapter.refunds(made)).toMatchObject([{ refundId: null, status: "pending" }]);
});

test("holds of the account are no movements of ours, and those without a fee have none", async () => {
  const about = {
    transaction_initiation_date: new Date().toISOString(),
    transaction_amount: amount,
    transaction_status: "S",
  };
  const details = ["T1503", "T0006"].map((code) => ({
    transaction_info: {
      ...about,
      transaction_id: code,
      transaction_event_code: code,
      fee_amount: { ...amount, value: "0.00" },
    },
  }));
  answers = () => ({ status: 200, body: { transaction_details: details } });
  const found: ProviderMovement[] = [];
  for await (const movement of adapter.movements(new Date(Date.now() - 1_000))) found.push(movement);
  expect(found).toMatchObject([{ id: "T0006", kind: "capture", paymentId: null }]);
});

test("a dispute that names no payment of ours after evidence was given is silence", async () => {
  const dispute = { dispute_id: "D", status: "OPEN", reason: "OTHER", dispute_amount: amount };
  answers = (path) => ({ status: 200, body: path.endsWith("/provide-evidence") ? { links: [] } : dispute });
  const evidence = {
    customerEmail: "",
    customerName: "",
    shippingAddress: "",
    carrier: null,
    trackingNumber: null,
    shippedAt: null,
    goods: "",
    explanation: "",
  };
  await expect(adapter.submitEvidence({ disputeId: "D", evidence })).rejects.toThrow(ProviderSilent);
});
