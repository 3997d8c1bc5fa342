// Disputes: heard of once, booked, answered with evidence, won or lost; and refunds that somebody made in the provider's dashboard.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

const DAY_MS = 86_400_000;

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await the.startPaymentShop();
  staff = await shop.staff(["payments:write", "payments:read"]);
});
afterEach(async () => {
  await the.setSwitches(shop);
  await expectBooksBalance(shop);
});
afterAll(() => shop.close());

type Disputed = the.PaidOrder & { readonly atProvider: string; readonly disputeId: string };

async function aDispute(): Promise<Disputed> {
  const order = await the.aPaidOrder(shop, "tok_dispute");
  await the.webhookHandled(shop, order.paymentId, "dispute.opened");
  const { id } = await the.atProvider(shop, order.paymentId);
  const { items } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
  const { body } = await shop.call("GET", "/disputes?limit=100", { as: staff });
  const own = body.items.find((one: { paymentId: string }) => one.paymentId === order.paymentId);
  return { ...order, atProvider: items[0].id, disputeId: own.id };
}

function read(disputeId: string, as = staff) {
  return shop.call("GET", `/disputes/${disputeId}`, { as });
}

async function answer(disputeId: string, { as = staff, ifMatch }: { as?: Person; ifMatch?: string } = {}) {
  const tag = ifMatch ?? String((await read(disputeId)).headers["etag"]);
  const body = { explanation: "They signed for the parcel." };
  return shop.call("POST", `/disputes/${disputeId}/evidence`, { as, body, headers: { "if-match": tag } });
}

async function close({ atProvider, paymentId }: Disputed, outcome: "won" | "lost"): Promise<void> {
  await the.askProvider(shop, "POST", `/v1/disputes/${atProvider}/close`, { outcome });
  await the.webhookHandled(shop, paymentId, `dispute.${outcome}`);
}

async function disputedBalance({ paymentId }: the.PaidOrder): Promise<number> {
  const { rows } = await sql<{ amount: number }>`select coalesce(sum(amount_minor), 0)::float8 as amount
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where t.payment_id = ${paymentId} and account = 'disputed'`.execute(shop.db("payment"));
  return rows[0]?.amount ?? NaN;
}

async function disputesSaid({ paymentId }: the.PaidOrder): Promise<readonly unknown[]> {
  await shop.settled();
  const all = await shop.published("payment");
  return all.flatMap(({ type, data }) => {
    const { paymentId: id, status } = data as { paymentId?: string; status?: string };
    return type === "payment.disputed.v1" && id === paymentId ? [status] : [];
  });
}

describe("a dispute", () => {
  test("is kept with its due date, booked, and told of once", async () => {
    const dispute = await aDispute();
    expect((await read(dispute.disputeId)).body).toMatchObject({
      status: "needs_response",
      reason: "fraudulent",
      amount: dispute.total,
      provider: "sandbox",
      evidenceDueAt: expect.any(String),
    });
    expect(await disputedBalance(dispute)).toBe(5590);
    expect(await disputesSaid(dispute)).toEqual(["opened"]);
  });

  test("that is won brings the money back, and one that is lost does not", async () => {
    const won = await aDispute();
    await close(won, "won");
    expect((await read(won.disputeId)).body.status).toBe("won");
    expect(await disputedBalance(won)).toBe(0);
    expect(await disputesSaid(won)).toEqual(["opened", "won"]);
    const lost = await aDispute();
    await close(lost, "lost");
    expect(await disputedBalance(lost)).toBe(5590);
    expect(await disputesSaid(lost)).toEqual(["opened", "lost"]);
  });

  test("whose end is heard of before its beginning ends the same", async () => {
    await the.setSwitches(shop, { dropWebhooks: true });
    const order = await the.aPaidOrder(shop, "tok_dispute");
    const { id } = await the.atProvider(shop, order.paymentId);
    const { items } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
    await the.askProvider(shop, "POST", `/v1/disputes/${items[0].id}/close`, { outcome: "won" });
    const events = (await the.askProvider(shop, "GET", "/v1/events?limit=1000")).items.filter(
      ({ data }: { data: { payment: { id: string } } }) => data.payment.id === id,
    );
    for (const event of events.toReversed()) await the.sendWebhook(shop, JSON.stringify(event));
    expect(await disputedBalance(order)).toBe(0);
    expect(await disputesSaid(order)).toEqual(["opened", "won"]);
  });

  test("of another amount or currency changes nothing and alerts", async () => {
    const order = await the.aPaidOrder(shop);
    const payment = await the.atProvider(shop, order.paymentId);
    const dispute = {
      id: `sd_${randomUUID()}`,
      paymentId: payment.id,
      amount: 5591,
      currency: "EUR",
      reason: "fraudulent",
      status: "open",
      evidenceDueAt: new Date().toISOString(),
    };
    for (const wrong of [dispute, { ...dispute, amount: 1, currency: "USD" }]) {
      const event = JSON.parse(the.eventOf(payment, "dispute.opened"));
      event.data.dispute = wrong;
      await the.sendWebhook(shop, JSON.stringify(event));
      const stored = await the.storedWebhooks(shop, order.paymentId);
      expect(stored.find(({ eventId }) => eventId === event.id)?.outcome).toBe("payment_mismatch");
    }
    expect(await disputedBalance(order)).toBe(0);
  });
});

describe("an answer to a dispute", () => {
  test("tells the bank what the order says, once, and is on the record of staff", async () => {
    const dispute = await aDispute();
    const { status, body } = await answer(dispute.disputeId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "under_review", explanation: "They signed for the parcel." });
    const { evidence } = await the.askProvider(shop, "GET", `/v1/disputes/${dispute.atProvider}`);
    expect(evidence).toMatchObject({
      customerEmail: expect.stringContaining("@"),
      goods: expect.stringContaining("2 × "),
    });
    expect(evidence.explanation).toMatch(/^They signed for the parcel\.\nOrder \S+ was placed on /);
    const acted = (await shop.published("payment")).findLast(({ type }) => type === "staff.acted.v1");
    expect(acted?.data).toMatchObject({ action: "dispute.answer", subjectId: dispute.disputeId });
    expect(await answer(dispute.disputeId)).toMatchObject({
      status: 409,
      body: { code: "dispute_answered" },
    });
  });

  test("whose outcome is unknown is sent again", async () => {
    const dispute = await aDispute();
    await the.setSwitches(shop, { offline: true });
    expect((await answer(dispute.disputeId)).body).toMatchObject({ status: "needs_response" });
    await the.setSwitches(shop);
    await shop.runJobs("payment");
    expect((await read(dispute.disputeId)).body.status).toBe("under_review");
  });

  test("that the provider refuses leaves the dispute as it is", async () => {
    const dispute = await aDispute();
    await the.setSwitches(shop, { dropWebhooks: true });
    await the.askProvider(shop, "POST", `/v1/disputes/${dispute.atProvider}/close`, { outcome: "lost" });
    expect((await answer(dispute.disputeId)).body.status).toBe("needs_response");
    await shop.runJobs("payment");
    expect((await read(dispute.disputeId)).body.status).toBe("needs_response");
  });

  test("needs the permission, the version that was seen, and a dispute", async () => {
    const { disputeId } = await aDispute();
    const body = { explanation: "x" };
    const path = `/disputes/${disputeId}/evidence`;
    expect(await shop.call("POST", path, { as: staff, body })).toMatchObject({ status: 428 });
    expect(await answer(disputeId, { ifMatch: '"v9"' })).toMatchObject({ status: 412 });
    expect(await answer(disputeId, { as: await shop.staff(["payments:read"]) })).toMatchObject({
      status: 403,
    });
    expect(await read(disputeId, await shop.customer())).toMatchObject({ status: 403 });
    expect(await read(randomUUID())).toMatchObject({ status: 404, body: { code: "dispute_not_found" } });
  });
});

test("a dispute that nobody answers is told of two days before its evidence is due, one that was answered is not", async () => {
  const open = await aDispute();
  const answered = await aDispute();
  await answer(answered.disputeId);
  await shop.runJobs("payment");
  const dueSaid = async () => {
    const all = await shop.published("payment");
    return all.filter(({ type }) => type === "payment.dispute_due.v1").map(({ data }) => data);
  };
  expect(await dueSaid()).toEqual([]);
  shop.clock.advance(5 * DAY_MS + 60_000);
  await shop.runJobs("payment");
  await shop.settled();
  const due = (await dueSaid()) as readonly { disputeId: string }[];
  expect(due.map(({ disputeId }) => disputeId)).toContain(open.disputeId);
  expect(due.map(({ disputeId }) => disputeId)).not.toContain(answered.disputeId);
  shop.clock.advance(-(5 * DAY_MS + 60_000));
});

test("disputes are listed newest first, page by page, and by status", async () => {
  const older = await aDispute();
  const newer = await aDispute();
  await close(older, "won");
  const first = await shop.call("GET", "/disputes?limit=1", { as: staff });
  expect(first.body.items[0].id).toBe(newer.disputeId);
  const second = await shop.call("GET", `/disputes?limit=1&cursor=${first.body.nextCursor}`, { as: staff });
  expect(second.body.items[0].id).toBe(older.disputeId);
  const won = await shop.call("GET", "/disputes?status=won&limit=100", { as: staff });
  expect(won.body).toMatchObject({ nextCursor: null });
  expect(new Set(won.body.items.map(({ status }: { status: string }) => status))).toEqual(new Set(["won"]));
});

describe("a refund made in the provider's dashboard", () => {
  const refundThere = async (order: the.PaidOrder, amount: number): Promise<void> => {
    const { id } = await the.atProvider(shop, order.paymentId);
    const body = { amount, reference: "by hand", reason: "asked by phone" };
    await the.askProvider(shop, "POST", `/v1/payments/${id}/refunds`, body);
  };

  test("is booked once and told to the order", async () => {
    const order = await the.aPaidOrder(shop);
    await the.setSwitches(shop, { duplicateWebhooks: true });
    await refundThere(order, 500);
    await the.webhookHandled(shop, order.paymentId, "refund.succeeded");
    await refundThere(order, 90);
    await shop.until(async () => (await the.paymentOf(shop, order)).refunded.amount === 590);
    expect(await the.paymentOf(shop, order)).toMatchObject({
      status: "partially_refunded",
      refunds: [
        { amount: { amount: 500 }, status: "succeeded" },
        { amount: { amount: 90 }, status: "succeeded" },
      ],
    });
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded", "refunded"]);
  });

  test("is not in the way of one that we promised meanwhile, which the provider then refuses", async () => {
    const order = await the.aPaidOrder(shop);
    const as = await shop.staff(["payments:refund"]);
    await the.setSwitches(shop, { offline: true });
    const body = { reason: "late" };
    await shop.call("POST", `/payments/${order.paymentId}/refund`, { as, key: randomUUID(), body });
    await the.setSwitches(shop);
    await refundThere(order, 5590);
    await the.webhookHandled(shop, order.paymentId, "refund.succeeded");
    await shop.runJobs("payment");
    expect(await the.paymentOf(shop, order)).toMatchObject({ status: "refunded", refunded: order.total });
    expect((await the.saidOf(shop, order.paymentId)).toSorted()).toEqual([
      "captured",
      "refund_failed",
      "refunded",
    ]);
  });
});
