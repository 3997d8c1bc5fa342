// Making a payment for the order service, against a provider that says every wrong thing: only a clear refusal is a failure.
import { randomUUID } from "node:crypto";
import { orderService } from "@souk/order-service";
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paymentService } from "../src/app.ts";
import * as the from "./payments.ts";
import { type Script, type ScriptedProvider, startScriptedProvider } from "./scripted-provider.ts";

let provider: ScriptedProvider;
let shop: TestShop;
beforeAll(async () => {
  provider = await startScriptedProvider();
  shop = await startTestShop({
    services: [paymentService, orderService],
    env: { PAYMENT_SANDBOX_URL: provider.url, PAYMENT_PROVIDER_TIMEOUT_MS: "300" },
  });
});
beforeEach(() => {
  provider.calls.length = 0;
  provider.bodies.length = 0;
});
afterAll(async () => {
  await shop.close();
  await provider.close();
});

const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });

function aRequest(changes: object = {}) {
  const ask = { paymentId: randomUUID(), orderId: randomUUID(), orderNumber: "SK-TEST", provider: "sandbox" };
  return { ...ask, amountMinor: 5590n, currency: "EUR", token: "tok_visa", returnUrl: "", ...changes };
}
type Request = ReturnType<typeof aRequest>;

const create = (request: Request) => the.paymentsRpc(shop).createPayment(request, { timeoutMs: 15_000 });

/** How the provider would tell of that payment. */
function told({ paymentId, orderId }: Request, changes: object = {}) {
  const about = { id: `sp_${paymentId}`, reference: paymentId, orderId, amount: 5590, currency: "EUR" };
  return { ...about, status: "captured", amountCaptured: 5590, ...changes };
}

describe("an answer that cannot be used", () => {
  const answers: readonly (readonly [string, ReturnType<Script>])[] = [
    ["no JSON", { status: 201, body: "<html>" }],
    ["nothing", { status: 201, body: "" }],
    ["another shape", json(201, { ok: true })],
    ["an unheard-of status", json(201, { status: "melted" })],
    ["500", json(500, { error: { code: "internal_error" } })],
    ["503 from a proxy", { status: 503, body: "busy" }],
    ["404 from a proxy", { status: 404, body: "no such host" }],
    ["too many requests", json(429, { error: { code: "slow_down" } })],
    ["a key that is not let in", json(401, { error: { code: "unauthorized" } })],
    ["a redirect", { status: 302, body: "{}", headers: { location: "/elsewhere" } }],
    ["a reset connection", "reset"],
    ["silence", "silence"],
  ];
  test.each(answers)("leaves the payment unknown, never failed: %s", async (_title, answer) => {
    const request = aRequest();
    provider.script = () => answer;
    expect((await create(request)).status).toBe("unknown");
    expect((await the.paymentsRpc(shop).resolvePayment(request, { timeoutMs: 15_000 })).status).toBe(
      "unknown",
    );
    expect(await the.saidOf(shop, request.paymentId)).toEqual([]);
    provider.script = ({ method }) => (method === "GET" ? json(200, { items: [told(request)] }) : "reset");
    await shop.runJobs("payment");
    expect((await the.paymentsRpc(shop).getPayment(request)).status).toBe("captured");
    expect(await the.saidOf(shop, request.paymentId)).toEqual(["captured"]);
  });
});

describe("a refusal", () => {
  test.each([
    ["with a code", { error: { code: "card_not_supported" } }, "card_not_supported"],
    ["without one", { oops: true }, "provider_refused"],
  ])("fails the payment when the provider does not know it: %s", async (_title, body, failureCode) => {
    const request = aRequest();
    provider.script = ({ method }) => (method === "GET" ? json(200, { items: [] }) : json(422, body));
    expect(await create(request)).toMatchObject({ status: "failed", failureCode });
    expect(await the.saidOf(shop, request.paymentId)).toEqual(["failed"]);
    expect(await create(request)).toMatchObject({ status: "failed", failureCode });
  });

  test("of a repeated request is not believed where the provider has the payment", async () => {
    const request = aRequest();
    provider.script = () => "reset";
    expect((await create(request)).status).toBe("unknown");
    provider.script = ({ method }) =>
      method === "GET" ? json(200, { items: [told(request)] }) : json(400, { error: { code: "invalid" } });
    expect((await create({ ...request, token: "tok_other" })).status).toBe("captured");
  });

  test("that comes after the webhook of the charge changes nothing", async () => {
    const request = aRequest();
    const body = the.eventOf(told(request));
    let isTold: Promise<unknown> | undefined;
    provider.script = ({ method }) => {
      if (method === "POST") isTold ??= the.sendWebhook(shop, body);
      return method === "GET" ? json(200, { items: [] }) : json(422, {});
    };
    await create(request);
    await isTold;
    expect((await the.paymentsRpc(shop).getPayment(request)).status).toBe("captured");
  });

  test("to void an open payment goes up, and the payment stays open", async () => {
    const request = aRequest({ token: "" });
    const open = told(request, { status: "requires_action", amountCaptured: 0 });
    provider.script = () => json(201, open);
    expect((await create(request)).status).toBe("requires_action");
    provider.script = ({ method }) =>
      method === "GET" ? json(200, { items: [] }) : json(409, { error: { code: "payment_not_voidable" } });
    const refused = the.paymentsRpc(shop).cancelPayments({ orderId: request.orderId, reason: "test" });
    await expect(refused).rejects.toMatchObject({ code: "payment_not_voidable" });
    expect((await the.paymentsRpc(shop).getPayment(request)).status).toBe("requires_action");
  });
});

test("a decline is a failure, with or without the provider's code", async () => {
  const request = aRequest();
  provider.script = () => json(201, told(request, { status: "declined", amountCaptured: 0 }));
  expect((await create(request)).status).toBe("failed");
  const events = await shop.published("payment");
  expect(events.map(({ data }) => data)).toContainEqual(
    expect.objectContaining({ paymentId: request.paymentId, failureCode: "declined" }),
  );
});

test("the shopper is sent back to where the order service says", async () => {
  const request = aRequest({ token: "", returnUrl: "http://shop.test/back" });
  const redirectUrl = "http://provider.test/pay/1";
  provider.script = () =>
    json(201, told(request, { status: "requires_action", amountCaptured: 0, redirectUrl }));
  expect(await create(request)).toMatchObject({ status: "requires_action", redirectUrl });
  expect(provider.bodies).toMatchObject([{ returnUrl: request.returnUrl, reference: request.paymentId }]);
});

test("a charge that overtakes its prevention is taken and goes back", async () => {
  const request = aRequest();
  provider.script = () => "reset";
  await create(request);
  const answers: Record<string, ReturnType<Script>[]> = {
    GET: [json(200, { items: [] }), json(200, { items: [told(request)] })],
    POST: [json(409, { error: { code: "idempotency_mismatch" } })],
  };
  provider.script = ({ method }) =>
    answers[method]?.shift() ?? json(201, { id: "sr_1", status: "succeeded", amount: 1, reference: "ours" });
  await the.paymentsRpc(shop).cancelPayments({ orderId: request.orderId, reason: "order_cancelled" });
  await shop.settled();
  expect((await the.paymentsRpc(shop).getPayment(request)).status).toBe("refunded");
  expect(await the.saidOf(shop, request.paymentId)).toEqual(["captured", "refunded"]);
});

test("a payment of nothing is refused by the database, before any provider is asked", async () => {
  await expect(create(aRequest({ amountMinor: 0n }))).rejects.toThrow();
  expect(provider.calls).toEqual([]);
});

test("a shop without a provider takes no payments", async () => {
  const bare = await startTestShop({ services: [paymentService, orderService] });
  const refused = the.paymentsRpc(bare).createPayment(aRequest());
  await expect(refused).rejects.toMatchObject({ code: "payment_provider_unknown" });
  await bare.close();
});

test("a payment of another amount than was asked for is refused and taken over by nobody", async () => {
  const request = aRequest();
  provider.script = () => json(201, told(request, { amount: 1, amountCaptured: 1 }));
  await expect(create(request)).rejects.toMatchObject({ kind: "conflict", code: "payment_mismatch" });
  const payment = await the.paymentsRpc(shop).getPayment(request);
  expect(payment).toMatchObject({ status: "pending", capturedMinor: 0n });
});

describe("the same id", () => {
  test("is the same payment, asked for once", async () => {
    const request = aRequest();
    provider.script = () => json(201, told(request));
    expect((await create(request)).status).toBe("captured");
    expect(await Promise.all([1, 2, 3].map(() => create(request)))).toMatchObject(
      [1, 2, 3].map(() => ({ paymentId: request.paymentId, status: "captured", capturedMinor: 5590n })),
    );
    expect(provider.calls).toEqual(["POST /v1/payments"]);
    expect(await the.saidOf(shop, request.paymentId)).toEqual(["captured"]);
  });

  test("at the same moment is the same payment too", async () => {
    const request = aRequest();
    provider.script = () => json(201, told(request));
    const made = await Promise.all([1, 2, 3, 4].map(() => create(request)));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set(["captured"]));
    expect(await the.saidOf(shop, request.paymentId)).toEqual(["captured"]);
  });

  test("for another order or amount is refused, as is a second payment beside a live one", async () => {
    const request = aRequest();
    provider.script = () => json(201, told(request));
    await create(request);
    const others = [{ orderId: randomUUID() }, { amountMinor: 1n }, { currency: "USD" }];
    for (const other of [...others, { paymentId: randomUUID() }]) {
      await expect(create({ ...request, ...other })).rejects.toMatchObject({ code: "payment_exists" });
    }
    const { payment } = await the.paymentsRpc(shop).findPaymentOfOrder({ orderId: request.orderId });
    expect(payment?.paymentId).toBe(request.paymentId);
    const none = await the.paymentsRpc(shop).findPaymentOfOrder({ orderId: randomUUID() });
    expect(none.payment).toBeUndefined();
  });

  test("of a payment that was given up is not charged any more", async () => {
    const request = aRequest();
    provider.script = () => "reset";
    await create(request);
    await the.paymentsRpc(shop).cancelPayments({ orderId: request.orderId, reason: "order_cancelled" });
    provider.calls.length = 0;
    provider.script = () => json(201, told(request));
    expect((await create(request)).status).toBe("unknown");
    expect(provider.calls).toEqual([]);
  });
});

test("an unknown provider is refused and names the field of the order", async () => {
  await expect(create(aRequest({ provider: "barter" }))).rejects.toMatchObject({
    kind: "unprocessable",
    details: { fields: [{ pointer: "/payment/provider" }] },
  });
});

test("a process that dies before it hears the provider's answer finds the payment again", async () => {
  const request = aRequest();
  const db = shop.db("payment");
  await sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
    db,
  );
  await sql`create trigger die before update on payments for each row execute function die()`.execute(db);
  provider.script = () => json(201, told(request));
  await expect(create(request)).rejects.toThrow();
  await sql`drop function die cascade`.execute(db);
  provider.script = ({ method }) => (method === "GET" ? json(200, { items: [told(request)] }) : "reset");
  await shop.runJobs("payment");
  expect((await the.paymentsRpc(shop).getPayment(request)).status).toBe("captured");
});
