// Letting go of an order's money: everything open is ended, everything taken goes back, and what arrives too late goes back by itself.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

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

async function cancelPayments(orderId: string): Promise<boolean> {
  const rpc = the.paymentsRpc(shop);
  return (await rpc.cancelPayments({ orderId, reason: "order_cancelled" }, { timeoutMs: 15_000 })).settled;
}

const cancelOrder = (order: the.OrderToPay) =>
  shop.call("DELETE", `/orders/${order.orderId}`, { headers: order.headers });

describe("cancelling", () => {
  test("an order without a payment is settled at once", async () => {
    expect(await cancelPayments(randomUUID())).toBe(true);
  });

  test("a paid order sends all its money back, once however often it is asked", async () => {
    const order = await the.aPaidOrder(shop);
    await cancelOrder(order);
    await shop.settled();
    expect(await Promise.all([1, 2, 3].map(() => cancelPayments(order.orderId)))).toEqual([true, true, true]);
    expect(await statusOf(order.paymentId)).toBe("refunded");
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded"]);
  });

  test("many cancellations at once refund once, beside a refund by staff", async () => {
    const order = await the.aPaidOrder(shop);
    await shop.call("POST", `/payments/${order.paymentId}/refund`, {
      as: await shop.staff(["payments:refund"]),
      key: randomUUID(),
      body: { amount: 90, reason: "late" },
    });
    await cancelOrder(order);
    await Promise.allSettled(Array.from({ length: 5 }, () => cancelPayments(order.orderId)));
    expect(await cancelPayments(order.orderId)).toBe(true);
    const { refunds } = await the.paymentOf(shop, order);
    expect(refunds.map(({ amount }: { amount: { amount: number } }) => amount.amount)).toEqual([90, 5500]);
  });

  test("an order whose shopper is on the provider's page closes that page", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    await cancelOrder(order);
    await shop.settled();
    expect(await statusOf(body.id)).toBe("cancelled");
    await the.payOnPage(body.redirectUrl);
    expect(await the.atProvider(shop, body.id)).toMatchObject({ status: "voided", amountCaptured: 0 });
  });

  test("an authorized payment lets go of what is held", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    const payment = await the.atProvider(shop, body.id);
    await the.sendWebhook(shop, the.eventOf({ ...payment, status: "authorized" }, "payment.authorized"));
    await cancelOrder(order);
    await shop.settled();
    expect(await statusOf(body.id)).toBe("cancelled");
    const { rows } = await sql`select account, sum(amount_minor)::float8 as held from ledger_entries e
      join ledger_transactions t on t.id = e.transaction_id where t.payment_id = ${body.id}
      group by account order by account`.execute(shop.db("payment"));
    expect(rows).toEqual([
      { account: "authorizations", held: 0 },
      { account: "authorized", held: 0 },
    ]);
  });

  test("a failed payment leaves nothing to do", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order, { token: "tok_declined" });
    expect(await cancelPayments(order.orderId)).toBe(true);
    expect(await statusOf(body.id)).toBe("failed");
  });

  test("is not settled while the provider is away or silent, and is when it answers again", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    await the.setSwitches(shop, { offline: true });
    expect(await cancelPayments(order.orderId)).toBe(false);
    await the.setSwitches(shop, { offline: 0, webhookDelayMs: 60_000 });
    await the.payOnPage(body.redirectUrl);
    await the.setSwitches(shop, { refundThenTimeout: true });
    await shop.until(async () => (await cancelPayments(order.orderId)) || runJobs());
    expect(await statusOf(body.id)).toBe("refunded");
    await cancelOrder(order);
  });

  test("a void that is lost on its way is asked for again", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    await the.setSwitches(shop, { latencyMs: the.PROVIDER_TIMEOUT_MS + 1_000 });
    const answer = cancelPayments(order.orderId);
    expect(await answer).toBe(false);
    await the.setSwitches(shop);
    expect(await cancelPayments(order.orderId)).toBe(true);
    expect(await statusOf(body.id)).toBe("cancelled");
    await cancelOrder(order);
  });
});

describe("money that arrives too late", () => {
  test("for a cancelled order goes back by itself, whole and with a reason", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    await the.setSwitches(shop, { offline: true });
    await cancelOrder(order);
    await shop.settled(); // Given up, but the provider could not be told.
    await the.setSwitches(shop);
    await the.payOnPage(body.redirectUrl);
    await shop.until(async () => (await statusOf(body.id)) === "refunded");
    const { refunds } = await the.paymentOf(shop, { paymentId: body.id });
    expect(refunds).toMatchObject([{ status: "succeeded", reason: "order_cancelled" }]);
    expect(await the.statusOfOrder(shop, order)).toBe("cancelled");
    expect(await the.saidOf(shop, body.id)).toEqual(["captured", "refunded"]);
  });

  test("by a webhook, after the payment was given up, goes back without anybody asking", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    const db = shop.db("payment");
    await sql`update payments set given_up_reason = 'order_cancelled', version = version + 1 where id = ${body.id}`.execute(
      db,
    );
    await the.payOnPage(body.redirectUrl);
    await the.webhookHandled(shop, body.id, "payment.captured");
    await cancelOrder(order);
    await shop.settled();
    expect(await statusOf(body.id)).toBe("refunded");
  });

  test("for an attempt that had ended goes back silently, and the order keeps the payment it has", async () => {
    const order = await the.anOrder(shop);
    const { body: first } = await the.pay(shop, order);
    const { body: second } = await the.pay(shop, order, { token: "tok_visa" });
    expect([await statusOf(first.id), second.status]).toEqual(["cancelled", "captured"]);
    // No provider should do this; the sandbox cannot, so its word is put in its mouth and its refund refused.
    const payment = await the.atProvider(shop, first.id);
    const stray = { ...payment, status: "captured", amountCaptured: payment.amount };
    expect((await the.sendWebhook(shop, the.eventOf(stray))).status).toBe(204);
    await shop.settled();
    const { refunds } = await the.paymentOf(shop, { paymentId: first.id });
    expect(refunds).toMatchObject([{ reason: "captured_after_its_end", status: "failed" }]);
    expect(await the.saidOf(shop, first.id)).toEqual([]);
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
    await forget(first.id);
  });
});

async function runJobs(): Promise<false> {
  await shop.runJobs("order");
  await shop.runJobs("payment");
  return false;
}

/** Takes an invented payment out of the books, with the triggers that forbid it off. */
async function forget(paymentId: string): Promise<void> {
  await shop
    .db("payment")
    .transaction()
    .execute(async (db) => {
      await sql`set local session_replication_role = replica`.execute(db);
      await sql`delete from ledger_entries where transaction_id in (select id from ledger_transactions where payment_id = ${paymentId})`.execute(
        db,
      );
      await sql`delete from ledger_transactions where payment_id = ${paymentId}`.execute(db);
      await sql`delete from refunds where payment_id = ${paymentId}`.execute(db);
      await sql`delete from payments where id = ${paymentId}`.execute(db);
      await sql`delete from jobs where key = ${paymentId}`.execute(db);
    });
}

test("a refund that the provider refuses while the money is disputed is asked for again later, under a new id", async () => {
  const order = await the.aPaidOrder(shop, "tok_dispute");
  await cancelOrder(order);
  await shop.settled();
  expect((await the.paymentOf(shop, order)).refunds).toMatchObject([{ status: "failed" }]);
  expect(await cancelPayments(order.orderId)).toBe(false);
  expect((await the.paymentOf(shop, order)).refunds).toHaveLength(1);
  const { id } = await the.atProvider(shop, order.paymentId);
  const { items } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
  await the.askProvider(shop, "POST", `/v1/disputes/${items[0].id}/close`, { outcome: "won" });
  await the.webhookHandled(shop, order.paymentId, "dispute.won");
  shop.clock.advance(3_600_000);
  await runJobs();
  expect((await the.paymentOf(shop, order)).refunds).toMatchObject([
    { status: "failed" },
    { status: "succeeded" },
  ]);
  expect(await cancelPayments(order.orderId)).toBe(true);
  const said = await the.saidOf(shop, order.paymentId);
  expect(said.filter((word) => word !== "disputed")).toEqual(["captured", "refund_failed", "refunded"]);
});
