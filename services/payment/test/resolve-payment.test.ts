// A provider that does not answer: nobody is charged twice, nothing that was charged is lost, and every doubt comes to an end.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

/** After this nobody waits for a payment that its provider never heard of. */
const NOT_AWAITED_MS = 25_000;

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
afterEach(async () => {
  await the.setSwitches(shop);
  await expectBooksBalance(shop);
});
afterAll(() => shop.close());

async function statusOf(paymentId: string): Promise<string> {
  return (await the.paymentOf(shop, { paymentId })).status;
}

describe.each(["chargeThenTimeout", "errorAfterCharge"])("a charge whose answer is lost (%s)", (fault) => {
  const faults = { [fault]: 1, dropWebhooks: true };

  test("is unknown, stands in the way of a second charge, and is found by the job", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, faults);
    const { status, body } = await the.pay(shop, order, { token: "tok_visa" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: "unknown", captured: { amount: 0 } });
    await shop.runJobs("payment");
    await shop.settled();
    expect(await statusOf(body.id)).toBe("captured");
    expect(await the.saidOf(shop, body.id)).toEqual(["captured"]);
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("is found by whoever asks for the payment again", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, faults);
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    const another = await the.pay(shop, order, { token: "tok_visa" });
    expect(another).toMatchObject({ status: 409, body: { paymentId: body.id, paymentStatus: "captured" } });
  });

  test("goes back when the order was cancelled meanwhile", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, faults);
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    await shop.call("DELETE", `/orders/${order.orderId}`, { headers: order.headers });
    await shop.settled();
    expect(await statusOf(body.id)).toBe("refunded");
    expect(await the.saidOf(shop, body.id)).toEqual(["captured", "refunded"]);
  });
});

test("a token that never answers is unknown until its webhook comes", async () => {
  const order = await the.anOrder(shop);
  const { body } = await the.pay(shop, order, { token: "tok_timeout_after_charge" });
  await the.webhookHandled(shop, body.id, "payment.captured");
  expect(await statusOf(body.id)).toBe("captured");
});

test("an order placed with a payment whose answer is lost is confirmed once the outcome is known", async () => {
  const { headers: _guest, ...unpaid } = await the.anOrder(shop);
  await the.setSwitches(shop, { chargeThenTimeout: 1, dropWebhooks: true });
  const ask = { paymentId: randomUUID(), orderId: unpaid.orderId, orderNumber: "SK-TEST" };
  const charge = {
    amountMinor: BigInt(unpaid.total.amount),
    currency: "EUR",
    provider: "sandbox",
    token: "tok_visa",
  };
  const rpc = the.paymentsRpc(shop);
  expect((await rpc.createPayment({ ...ask, ...charge }, { timeoutMs: 15_000 })).status).toBe("unknown");
  expect((await rpc.createPayment({ ...ask, ...charge })).status).toBe("captured");
  await shop.settled();
  expect(await the.statusOfOrder(shop, unpaid)).toBe("confirmed");
});

describe("a provider that cannot be reached", () => {
  test("leaves the payment unknown, and it can be asked for under the same id when the provider is back", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, { offline: true });
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    expect(body.status).toBe("unknown");
    await shop.runJobs("payment");
    expect(await statusOf(body.id)).toBe("unknown");
    const rpc = the.paymentsRpc(shop);
    expect((await rpc.resolvePayment({ paymentId: body.id })).status).toBe("unknown");
    const second = await the.pay(shop, order, { token: "tok_visa" });
    expect(second).toMatchObject({ status: 409, body: { paymentStatus: "unknown" } });
    await the.setSwitches(shop);
    await shop.runJobs("payment"); // Not given up yet: whoever began it may still be asking.
    expect(await statusOf(body.id)).toBe("unknown");
  });

  test("never gets to charge a payment that was given up, even when the first request arrives late", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, { offline: true });
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    await the.setSwitches(shop);
    shop.clock.advance(NOT_AWAITED_MS);
    await shop.runJobs("payment");
    expect(await statusOf(body.id)).toBe("cancelled");
    const late = await fetch(`${shop.sandboxUrl}/v1/payments`, {
      method: "POST",
      headers: { ...the.providerHeaders, "idempotency-key": body.id },
      body: JSON.stringify({
        ...order.total,
        reference: body.id,
        orderId: order.orderId,
        capture: "automatic",
        token: "tok_visa",
      }),
    });
    expect(late.status).toBe(409);
    expect((await the.pay(shop, order, { token: "tok_visa" })).body.status).toBe("captured");
  });

  test("is asked at once about a payment whose order was cancelled", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, { offline: true });
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    await shop.call("DELETE", `/orders/${order.orderId}`, { headers: order.headers });
    await shop.settled();
    expect(await statusOf(body.id)).toBe("unknown");
    await the.setSwitches(shop);
    await shop.runJobs("order");
    expect(await statusOf(body.id)).toBe("cancelled");
    expect(await the.atProvider(shop, body.id)).toMatchObject({ status: "voided" });
  });
});

test("an id that the provider knows with other details is what it was made as", async () => {
  const { orderId, total } = await the.anOrder(shop);
  const paymentId = randomUUID();
  await fetch(`${shop.sandboxUrl}/v1/payments`, {
    method: "POST",
    headers: { ...the.providerHeaders, "idempotency-key": paymentId },
    body: JSON.stringify({ ...total, reference: paymentId, orderId, capture: "automatic" }),
  });
  const ask = {
    paymentId,
    orderId,
    orderNumber: "SK-TEST",
    amountMinor: BigInt(total.amount),
    currency: "EUR",
  };
  const rpc = the.paymentsRpc(shop);
  const made = await rpc.createPayment({ ...ask, provider: "sandbox", token: "tok_visa" });
  expect(made.status).toBe("requires_action");
  expect(await the.payOnPage(made.redirectUrl)).toBe(303);
  await the.webhookHandled(shop, paymentId, "payment.captured");
});
