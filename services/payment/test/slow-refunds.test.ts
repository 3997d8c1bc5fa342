// Refunds that a bank takes its time over: accepted first, given days later, or sent back after they had been given.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

const HOUR_MS = 3_600_000;

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await the.startPaymentShop();
  staff = await shop.staff(["payments:refund", "payments:read", "orders:read"]);
});
afterEach(async () => {
  await the.setSwitches(shop);
  await expectBooksBalance(shop);
});
afterAll(() => shop.close());

async function refund({ paymentId }: the.PaidOrder, body: object): Promise<void> {
  const answer = await shop.call("POST", `/payments/${paymentId}/refund`, {
    as: staff,
    key: randomUUID(),
    body: { reason: "arrived broken", ...body },
  });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
}

async function atProvider(order: the.PaidOrder): Promise<readonly { id: string; amount: number }[]> {
  const { id } = await the.atProvider(shop, order.paymentId);
  return (await the.askProvider(shop, "GET", `/v1/payments/${id}/refunds`)).items;
}

async function settle(order: the.PaidOrder, outcome: "succeeded" | "failed"): Promise<void> {
  const id = (await atProvider(order)).at(-1)?.id;
  await the.askProvider(shop, "POST", `/v1/refunds/${id}/settle`, { outcome });
}

async function orderOf({ orderId }: the.PaidOrder) {
  await shop.settled();
  return (await shop.call("GET", `/orders/${orderId}`, { as: staff })).body;
}

const refundsOf = async (order: the.PaidOrder) => (await the.paymentOf(shop, order)).refunds;

describe("a refund that the provider accepts and finishes later", () => {
  test("is pending until its webhook comes, and is asked for once", async () => {
    const order = await the.aPaidOrder(shop);
    await the.setSwitches(shop, { slowRefunds: 1 });
    await refund(order, { amount: 600 });
    expect(await refundsOf(order)).toMatchObject([{ status: "pending" }]);
    await shop.runJobs("payment");
    expect(await atProvider(order)).toHaveLength(1);
    await settle(order, "succeeded");
    await the.webhookHandled(shop, order.paymentId, "refund.succeeded");
    expect(await refundsOf(order)).toMatchObject([{ status: "succeeded", amount: { amount: 600 } }]);
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded"]);
  });

  test.each([["succeeded"], ["failed"]] as const)(
    "is looked after where no webhook comes: %s",
    async (end) => {
      const order = await the.aPaidOrder(shop);
      await the.setSwitches(shop, { slowRefunds: 1, dropWebhooks: true });
      await refund(order, { amount: 600 });
      await settle(order, end);
      shop.clock.advance(HOUR_MS);
      await shop.runJobs("payment");
      shop.clock.advance(-HOUR_MS);
      expect(await refundsOf(order)).toMatchObject([{ status: end }]);
      expect((await orderOf(order)).refunds).toMatchObject([{ status: end }]);
    },
  );
});

describe("a refund that the shopper's bank sends back after it had succeeded", () => {
  test("is reversed in payment, ledger and order, once, and can be given again", async () => {
    const order = await the.aPaidOrder(shop);
    await refund(order, {});
    expect((await orderOf(order)).status).toBe("refunded");
    await the.setSwitches(shop, { duplicateWebhooks: true });
    await settle(order, "failed");
    await the.webhookHandled(shop, order.paymentId, "refund.failed");
    expect(await the.paymentOf(shop, order)).toMatchObject({
      status: "captured",
      refunded: { amount: 0 },
      refunds: [{ status: "failed" }],
    });
    const after = await orderOf(order);
    expect(after).toMatchObject({
      status: "confirmed",
      refunded: { amount: 0 },
      refunds: [{ status: "failed" }],
    });
    expect(after.history.at(-1)).toMatchObject({
      type: "refund_reversed",
      from: "refunded",
      to: "confirmed",
    });
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded", "refund_failed"]);
    await the.setSwitches(shop);
    await refund(order, {});
    expect((await orderOf(order)).status).toBe("refunded");
    expect(await atProvider(order)).toHaveLength(2);
  });

  test("stays reversed when news from before that comes late", async () => {
    const order = await the.aPaidOrder(shop);
    await the.setSwitches(shop, { dropWebhooks: true });
    await refund(order, { amount: 700 });
    const before = await the.atProvider(shop, order.paymentId);
    const [given] = await atProvider(order);
    await settle(order, "failed");
    const [returned] = await atProvider(order);
    const eventWith = (type: string, payment: the.ProviderPayment, refunded: unknown): string => {
      const event = JSON.parse(the.eventOf(payment, type));
      return JSON.stringify({ ...event, data: { ...event.data, refund: refunded } });
    };
    const now = await the.atProvider(shop, order.paymentId);
    const events = [
      eventWith("refund.failed", now, returned),
      eventWith("refund.succeeded", before, given),
      eventWith("refund.failed", now, returned),
    ];
    for (const event of events) expect((await the.sendWebhook(shop, event)).status).toBe(204);
    expect(await the.paymentOf(shop, order)).toMatchObject({ refunded: { amount: 0 } });
    expect((await orderOf(order)).refunded.amount).toBe(0);
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded", "refund_failed"]);
  });

  test("and that was made in the provider's dashboard is no longer counted as given there", async () => {
    const order = await the.aPaidOrder(shop);
    const { id } = await the.atProvider(shop, order.paymentId);
    const body = { amount: 500, reference: "by hand", reason: "asked by phone" };
    await the.askProvider(shop, "POST", `/v1/payments/${id}/refunds`, body);
    await the.webhookHandled(shop, order.paymentId, "refund.succeeded");
    expect((await orderOf(order)).refunded.amount).toBe(500);
    await settle(order, "failed");
    await the.webhookHandled(shop, order.paymentId, "refund.failed");
    expect((await orderOf(order)).refunded.amount).toBe(0);
    await refund(order, {});
    expect(await the.paymentOf(shop, order)).toMatchObject({ status: "refunded", refunded: order.total });
  });

  test("of an order that was cancelled is given again by itself, under another name", async () => {
    const order = await the.aPaidOrder(shop);
    await shop.call("DELETE", `/orders/${order.orderId}`, { headers: order.headers });
    await shop.settled();
    await shop.until(async () => (await refundsOf(order)).length === 1);
    await settle(order, "failed");
    await the.webhookHandled(shop, order.paymentId, "refund.failed");
    expect(await the.paymentOf(shop, order)).toMatchObject({ status: "captured" });
    shop.clock.advance(HOUR_MS);
    await shop.until(async () => {
      await shop.runJobs("payment");
      return (await the.paymentOf(shop, order)).status === "refunded";
    });
    shop.clock.advance(-HOUR_MS);
    expect(await refundsOf(order)).toMatchObject([{ status: "failed" }, { status: "succeeded" }]);
  });
});

test("a refund that was refused when we asked, and is there all the same, is booked once", async () => {
  const order = await the.aPaidOrder(shop);
  await the.setSwitches(shop, { dropWebhooks: true });
  await refund(order, { amount: 300 });
  // No honest provider refuses what it did; ours is made to have heard so.
  const db = shop.db("payment");
  await db.transaction().execute(async (batch) => {
    await sql`set local session_replication_role = replica`.execute(batch);
    await sql`delete from ledger_entries where transaction_id in
      (select id from ledger_transactions where payment_id = ${order.paymentId} and kind = 'refund')`.execute(
      batch,
    );
    await sql`delete from ledger_transactions where payment_id = ${order.paymentId} and kind = 'refund'`.execute(
      batch,
    );
    await sql`update refunds set status = 'failed', provider_refund_id = null where payment_id = ${order.paymentId}`.execute(
      batch,
    );
    await sql`update payments set refunded_minor = 0, version = version + 1 where id = ${order.paymentId}`.execute(
      batch,
    );
  });
  const event = JSON.parse(the.eventOf(await the.atProvider(shop, order.paymentId), "refund.succeeded"));
  event.data.refund = (await atProvider(order))[0];
  const body = JSON.stringify(event);
  await Promise.all([1, 2, 3].map(() => the.sendWebhook(shop, body)));
  await the.sendWebhook(shop, the.eventOf(await the.atProvider(shop, order.paymentId)));
  expect(await refundsOf(order)).toMatchObject([{ status: "failed" }, { status: "succeeded" }]);
  expect(await the.paymentOf(shop, order)).toMatchObject({ refunded: { amount: 300 } });
});
