// Payments that no provider moves: a transfer to the shop's bank and cash at the door.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManualConfig } from "../src/providers/manual-config.ts";
import * as the from "./payments.ts";

const DAY_MS = 86_400_000;

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await the.startPaymentShop({
    PAYMENT_BANK_TRANSFER_INSTRUCTIONS: "Souk Ltd, account 12 345, with this reference:",
    PAYMENT_CASH_ON_DELIVERY: "true",
  });
  staff = await shop.staff(["payments:write", "payments:read", "payments:refund"]);
});
afterAll(() => shop.close());

async function byHand(provider: string, order?: the.OrderToPay) {
  const toPay = order ?? (await the.anOrder(shop));
  const { body } = await shop.call("POST", "/payments", {
    key: randomUUID(),
    headers: toPay.headers,
    body: { orderId: toPay.orderId, provider },
  });
  return { ...toPay, paymentId: String(body.id), body };
}

function markPaid(paymentId: string, { amount = 5590, as = staff } = {}) {
  const body = { amount, reference: "statement 17" };
  return shop.call("POST", `/payments/${paymentId}/mark-paid`, { as, key: randomUUID(), body });
}

describe("a bank transfer", () => {
  test("tells the shopper what to do and waits", async () => {
    const { body, paymentId } = await byHand("bank_transfer");
    expect(body).toMatchObject({
      status: "requires_action",
      instructions: expect.stringContaining("12 345"),
    });
    expect(Date.parse(body.expiresAt) - shop.clock.now().getTime()).toBeGreaterThan(13 * DAY_MS);
    await shop.runJobs("payment");
    expect(await the.paymentOf(shop, { paymentId })).toMatchObject({ status: "requires_action" });
    const message = await the.paymentsRpc(shop).getPayment({ paymentId });
    expect(message.expiresAt).toBe(body.expiresAt);
  });

  test("that has come confirms its order, once", async () => {
    const order = await byHand("bank_transfer");
    expect((await markPaid(order.paymentId)).body).toMatchObject({
      status: "captured",
      captured: order.total,
    });
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
    expect(await markPaid(order.paymentId)).toMatchObject({
      status: 409,
      body: { code: "payment_not_open" },
    });
    const acted = (await shop.published("payment")).findLast(({ type }) => type === "staff.acted.v1");
    expect(acted?.data).toMatchObject({ action: "payment.mark_paid", after: { reference: "statement 17" } });
  });

  test("of another amount, of a payment with a provider, or by anybody else is refused", async () => {
    const { paymentId } = await byHand("bank_transfer");
    expect(await markPaid(paymentId, { amount: 5589 })).toMatchObject({
      status: 409,
      body: { code: "amount_mismatch" },
    });
    expect(await markPaid(paymentId, { as: await shop.customer() })).toMatchObject({ status: 403 });
    const elsewhere = await the.pay(shop, await the.anOrder(shop));
    expect(await markPaid(elsewhere.body.id)).toMatchObject({
      status: 409,
      body: { code: "payment_not_by_hand" },
    });
  });

  test("that was given up is over, and money that comes all the same goes back by hand", async () => {
    const order = await byHand("bank_transfer");
    const { settled } = await the
      .paymentsRpc(shop)
      .cancelPayments({ orderId: order.orderId, reason: "expired" });
    expect(settled).toBe(true);
    await markPaid(order.paymentId);
    await shop.settled();
    const { refunds } = await the.paymentOf(shop, order);
    expect(refunds).toMatchObject([{ amount: order.total, status: "pending" }]);
  });
});

describe("a refund by hand", () => {
  const refundPaid = (paymentId: string, refundId: string) =>
    shop.call("POST", `/payments/${paymentId}/refunds/${refundId}/mark-paid`, {
      as: staff,
      key: randomUUID(),
      body: { reference: "transfer 9" },
    });

  test("waits until staff say that it was given", async () => {
    const { paymentId } = await byHand("bank_transfer");
    await markPaid(paymentId);
    await shop.settled();
    const { body } = await shop.call("POST", `/payments/${paymentId}/refund`, {
      as: staff,
      key: randomUUID(),
      body: { amount: 590, reason: "late" },
    });
    expect(body).toMatchObject({ status: "captured", refunds: [{ status: "pending" }] });
    await shop.runJobs("payment");
    const refundId = body.refunds[0].id;
    expect((await refundPaid(paymentId, refundId)).body).toMatchObject({
      status: "partially_refunded",
      refunds: [{ status: "succeeded" }],
    });
    expect(await refundPaid(paymentId, refundId)).toMatchObject({
      status: 409,
      body: { code: "refund_not_open" },
    });
    expect(await refundPaid(paymentId, randomUUID())).toMatchObject({ status: 404 });
  });
});

describe("cash at the door", () => {
  test("is promised at once, is not asked for at shipping, and is marked when it has come", async () => {
    const order = await byHand("cash_on_delivery");
    expect(order.body).toMatchObject({ status: "authorized", capturable: order.total });
    const capture = { orderId: order.orderId, captureId: randomUUID() };
    expect(await the.paymentsRpc(shop).capture(capture)).toMatchObject({
      status: "succeeded",
      capturedMinor: 0n,
    });
    expect((await markPaid(order.paymentId)).body).toMatchObject({ status: "captured" });
  });

  test("cannot be captured by hand any other way", async () => {
    const { paymentId } = await byHand("cash_on_delivery");
    const { body } = await shop.call("POST", `/payments/${paymentId}/capture`, {
      as: staff,
      key: randomUUID(),
      body: {},
    });
    expect(body).toMatchObject({ status: "authorized", captures: [{ status: "failed" }] });
  });
});

test("nobody sends webhooks of them", async () => {
  const provider = { body: "{}" };
  expect(await shop.call("POST", "/webhooks/bank_transfer", provider)).toMatchObject({ status: 400 });
});

test("they are there where the shop says so, and wait as long as it says", () => {
  expect(readManualConfig({})).toEqual({ windowMs: 14 * DAY_MS, ways: [] });
  expect(readManualConfig({ PAYMENT_MANUAL_WINDOW_DAYS: "3" }).windowMs).toBe(3 * DAY_MS);
});
