// Money that is held first and taken later: in full, in parts, never more than is held, never twice, and the rest let go.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as the from "./payments.ts";

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await the.startPaymentShop({ PAYMENT_CAPTURE: "manual" });
  staff = await shop.staff(["payments:write", "payments:read", "payments:refund"]);
});
afterEach(() => the.setSwitches(shop));
afterAll(() => shop.close());

async function aHeldPayment(): Promise<the.PaidOrder> {
  const order = await the.anOrder(shop);
  const { body } = await the.pay(shop, order, { token: "tok_visa" });
  expect(body).toMatchObject({ status: "authorized", capturable: order.total, captured: { amount: 0 } });
  return { ...order, paymentId: body.id };
}

function capture(order: the.PaidOrder, body: object, { key = randomUUID(), as = staff } = {}) {
  return shop.call("POST", `/payments/${order.paymentId}/capture`, { as, key, body });
}

function letGo(order: the.PaidOrder, as = staff) {
  return shop.call("POST", `/payments/${order.paymentId}/void`, { as, key: randomUUID() });
}

/** What each account holds for this payment, by our own ledger; accounts at zero are left out. */
async function balancesOf({ paymentId }: the.PaidOrder): Promise<Record<string, number>> {
  const { rows } = await sql<{
    account: string;
    amount: number;
  }>`select account, sum(amount_minor)::float8 as amount
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where t.payment_id = ${paymentId} group by account having sum(amount_minor) <> 0 order by account`.execute(
    shop.db("payment"),
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

async function takenAtProvider(order: the.PaidOrder): Promise<number> {
  return Number((await the.atProvider(shop, order.paymentId))["amountCaptured"]);
}

describe("a capture", () => {
  test("of everything takes what was held", async () => {
    const order = await aHeldPayment();
    const { status, body } = await capture(order, {});
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "captured",
      captured: order.total,
      capturable: { amount: 0 },
      captures: [{ amount: order.total, status: "succeeded", isFinal: false }],
    });
    expect(await balancesOf(order)).toEqual({ customers: -5590, provider: 5590 });
    const acted = (await shop.published("payment")).findLast(({ type }) => type === "staff.acted.v1");
    expect(acted?.data).toMatchObject({
      actorId: staff.userId,
      action: "payment.capture",
      before: { capturedMinor: 0 },
    });
  });

  test("of parts goes on until nothing is held", async () => {
    const order = await aHeldPayment();
    expect((await capture(order, { amount: 1000 })).body).toMatchObject({
      captured: { amount: 1000 },
      capturable: { amount: 4590 },
    });
    expect(await balancesOf(order)).toEqual({
      authorized: 4590,
      authorizations: -4590,
      customers: -1000,
      provider: 1000,
    });
    await capture(order, { amount: 590 });
    expect((await capture(order, {})).body).toMatchObject({ captured: order.total });
    expect(await takenAtProvider(order)).toBe(5590);
    expect(await balancesOf(order)).toEqual({ customers: -5590, provider: 5590 });
  });

  test("that is final lets the rest go, here and at the provider", async () => {
    const order = await aHeldPayment();
    expect((await capture(order, { amount: 1000, isFinal: true })).body).toMatchObject({
      captured: { amount: 1000 },
      capturable: { amount: 0 },
    });
    expect(await balancesOf(order)).toEqual({ customers: -1000, provider: 1000 });
    expect(await capture(order, { amount: 1 })).toMatchObject({ status: 409 });
    expect((await the.atProvider(shop, order.paymentId))["amountReleased"]).toBe(4590);
  });

  test("repeated with its key takes once", async () => {
    const order = await aHeldPayment();
    const key = randomUUID();
    await Promise.all([1, 2, 3].map(() => capture(order, { amount: 100 }, { key })));
    expect(await takenAtProvider(order)).toBe(100);
  });

  test("before which nothing can be refunded: nothing is promised, and later refunds have the whole", async () => {
    const order = await aHeldPayment();
    const body = { reason: "too early", amount: 100 };
    const path = `/payments/${order.paymentId}/refund`;
    const early = await shop.call("POST", path, { as: staff, key: randomUUID(), body });
    expect(early).toMatchObject({ status: 409, body: { code: "payment_not_captured" } });
    await capture(order, {});
    const all = { reason: "after all", amount: order.total.amount };
    const later = await shop.call("POST", path, { as: staff, key: randomUUID(), body: all });
    expect(later).toMatchObject({ status: 201, body: { refunded: order.total } });
  });

  test("more than is held, of nothing, of a payment that is open, or by somebody else is refused", async () => {
    const order = await aHeldPayment();
    expect(await capture(order, { amount: 5591 })).toMatchObject({
      status: 409,
      body: { code: "capture_exceeds_authorized", capturable: order.total },
    });
    expect(await capture(order, { amount: 0 })).toMatchObject({ status: 400 });
    expect(await capture(order, {}, { as: await shop.customer() })).toMatchObject({ status: 403 });
    expect(await capture(order, {}, { as: await shop.staff(["payments:read"]) })).toMatchObject({
      status: 403,
    });
    expect(await capture({ ...order, paymentId: randomUUID() }, {})).toMatchObject({ status: 404 });
    const open = await the.anOrder(shop);
    const { body } = await the.pay(shop, open);
    expect(await capture({ ...open, paymentId: body.id }, {})).toMatchObject({ status: 409 });
    expect(await takenAtProvider(order)).toBe(0);
  });
});

test("twenty captures at once never take more than is held", async () => {
  const order = await aHeldPayment();
  const answers = await Promise.all(Array.from({ length: 20 }, () => capture(order, { amount: 500 })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(11);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  expect(await takenAtProvider(order)).toBe(5500);
  expect(await balancesOf(order)).toMatchObject({ provider: 5500, authorized: 90 });
});

describe("a capture whose outcome is unknown", () => {
  test.each(["chargeThenTimeout", "errorAfterCharge"])(
    "is asked for again, and takes once: %s",
    async (name) => {
      const order = await aHeldPayment();
      await the.setSwitches(shop, { [name]: 1, dropWebhooks: true });
      expect((await capture(order, { amount: 1000 })).body).toMatchObject({
        status: "authorized",
        captures: [{ status: "pending" }],
        capturable: { amount: 4590 },
      });
      await shop.runJobs("payment");
      expect(await the.paymentOf(shop, order)).toMatchObject({
        captured: { amount: 1000 },
        captures: [{ status: "succeeded" }],
      });
      expect(await takenAtProvider(order)).toBe(1000);
    },
  );

  test("may be told by the webhook first, and ends all the same", async () => {
    const order = await aHeldPayment();
    await the.setSwitches(shop, { errorAfterCharge: 1 });
    await capture(order, { amount: 1000 });
    await the.webhookHandled(shop, order.paymentId, "payment.captured");
    await shop.runJobs("payment");
    expect(await the.paymentOf(shop, order)).toMatchObject({
      captured: { amount: 1000 },
      captures: [{ status: "succeeded" }],
    });
  });
});

test("a capture that the provider refuses is failed, and what it set aside is free again", async () => {
  const order = await aHeldPayment();
  await the.setSwitches(shop, { dropWebhooks: true });
  const { id } = await the.atProvider(shop, order.paymentId);
  await the.askProvider(shop, "POST", `/v1/payments/${id}/capture`, { amount: 5000 });
  expect((await capture(order, { amount: 1000 })).body).toMatchObject({
    captures: [{ status: "failed" }],
    capturable: order.total,
  });
});

describe("letting go", () => {
  test("of all that is held ends the payment", async () => {
    const order = await aHeldPayment();
    expect((await letGo(order)).body).toMatchObject({ status: "cancelled", capturable: { amount: 0 } });
    expect(await balancesOf(order)).toEqual({});
    expect(await capture(order, {})).toMatchObject({ status: 409 });
  });

  test("of the rest keeps what was taken", async () => {
    const order = await aHeldPayment();
    await capture(order, { amount: 1000 });
    expect((await letGo(order)).body).toMatchObject({
      status: "captured",
      captured: { amount: 1000 },
      capturable: { amount: 0 },
    });
    expect(await balancesOf(order)).toEqual({ customers: -1000, provider: 1000 });
    expect(await letGo(order)).toMatchObject({ status: 409, body: { code: "payment_not_voidable" } });
  });

  test("is 503 while the provider is away, and may be asked for again", async () => {
    const order = await aHeldPayment();
    await the.setSwitches(shop, { offline: true });
    expect(await letGo(order)).toMatchObject({ status: 503, body: { code: "payment_provider_silent" } });
    await the.setSwitches(shop);
    expect((await letGo(order)).body).toMatchObject({ status: "cancelled" });
  });
});

describe("the order service", () => {
  const ask = (order: the.PaidOrder, captureId: string, amount = 0n, isFinal = false) =>
    the.paymentsRpc(shop).capture({ orderId: order.orderId, captureId, amountMinor: amount, isFinal });

  test("captures in parts, each once, and hears at once where nothing is left to take", async () => {
    const order = await aHeldPayment();
    const captureId = randomUUID();
    expect(await ask(order, captureId, 90n)).toMatchObject({ status: "succeeded", capturedMinor: 90n });
    expect(await ask(order, captureId, 90n)).toMatchObject({ status: "succeeded", capturedMinor: 90n });
    expect(await ask(order, randomUUID(), 0n, true)).toMatchObject({ capturedMinor: 5590n });
    expect(await ask(order, randomUUID(), 1n)).toMatchObject({ status: "succeeded", capturedMinor: 5590n });
    expect(await takenAtProvider(order)).toBe(5590);
    const nobody = { ...order, orderId: randomUUID() };
    await expect(ask(nobody, randomUUID())).rejects.toMatchObject({ code: "payment_not_found" });
  });

  test("refunds once for each id, and never more than was taken", async () => {
    const order = await aHeldPayment();
    await capture(order, { amount: 1000, isFinal: true });
    const refundId = randomUUID();
    const asked = { refundId, orderId: order.orderId, reason: "late", staffId: staff.userId };
    const rpc = the.paymentsRpc(shop);
    expect(await rpc.requestRefund({ ...asked, amountMinor: 400n })).toMatchObject({ status: "succeeded" });
    expect(await rpc.requestRefund({ ...asked, amountMinor: 400n })).toMatchObject({ status: "succeeded" });
    const more = { ...asked, refundId: randomUUID(), staffId: "", amountMinor: 601n };
    await expect(rpc.requestRefund(more)).rejects.toMatchObject({ code: "refund_exceeds_captured" });
    expect(await rpc.requestRefund({ ...more, amountMinor: 600n })).toMatchObject({ status: "succeeded" });
    expect(await the.paymentOf(shop, order)).toMatchObject({ status: "refunded" });
    await expect(
      rpc.requestRefund({ ...more, refundId: randomUUID(), amountMinor: 1n }),
    ).rejects.toMatchObject({ code: "refund_exceeds_captured" });
  });

  test("lets go of what is held and gives back what was taken when an order is cancelled", async () => {
    const order = await aHeldPayment();
    await capture(order, { amount: 1000 });
    const { settled } = await the
      .paymentsRpc(shop)
      .cancelPayments({ orderId: order.orderId, reason: "gone" });
    expect(settled).toBe(true);
    expect(await balancesOf(order)).toEqual({});
  });
});
