// Refunds by staff: in full, in part, by lines, never more than was taken, and never twice.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
beforeEach(async () => {
  staff = await shop.staff(["payments:refund", "payments:read"]);
});
afterEach(async () => {
  await the.setSwitches(shop);
  await expectBooksBalance(shop);
});
afterAll(() => shop.close());

const reason = "arrived broken";

function refund(order: the.PaidOrder, body: object, { key = randomUUID(), as = staff } = {}) {
  return shop.call("POST", `/payments/${order.paymentId}/refund`, { as, key, body: { reason, ...body } });
}

async function providersRefunds(order: the.PaidOrder): Promise<readonly { amount: number }[]> {
  const { id } = await the.atProvider(shop, order.paymentId);
  return (await the.askProvider(shop, "GET", `/v1/payments/${id}/refunds`)).items;
}

describe("a refund", () => {
  test("of everything sends all the money back, tells the order, and is on the record of staff", async () => {
    const order = await the.aPaidOrder(shop);
    const { status, body } = await refund(order, {});
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "refunded",
      refunded: order.total,
      refunds: [{ amount: order.total, status: "succeeded", reason }],
    });
    expect(await the.saidOf(shop, order.paymentId)).toEqual(["captured", "refunded"]);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("refunded");
    const acted = (await shop.published("payment")).find(({ type }) => type === "staff.acted.v1");
    expect(acted?.data).toMatchObject({
      actorId: staff.userId,
      action: "payment.refund",
      subjectId: order.paymentId,
      after: { amountMinor: order.total.amount, currency: "EUR", reason },
    });
  });

  test("of a part leaves the rest, and of the rest completes it", async () => {
    const order = await the.aPaidOrder(shop);
    expect((await refund(order, { amount: 590 })).body).toMatchObject({
      status: "partially_refunded",
      refunded: { amount: 590, currency: "EUR" },
    });
    expect((await refund(order, {})).body).toMatchObject({ status: "refunded", refunded: order.total });
    expect((await providersRefunds(order)).map(({ amount }) => amount)).toEqual([590, 5000]);
  });

  test("of lines gives each piece's share of what its line cost", async () => {
    const order = await the.aPaidOrder(shop);
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    expect((await refund(order, { lines })).body.refunded.amount).toBe(2500);
    expect((await refund(order, { lines, amount: 2500 })).body.refunded.amount).toBe(5000);
  });

  test("repeated with its key is the same refund, from one caller after another and from many at once", async () => {
    const order = await the.aPaidOrder(shop);
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => refund(order, { amount: 100 }, { key })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await refund(order, { amount: 100 }, { key })).headers["idempotent-replayed"]).toBe("true");
    expect(await refund(order, { amount: 200 }, { key })).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused" },
    });
    expect(await providersRefunds(order)).toHaveLength(1);
  });
});

describe("what is refused", () => {
  test("more than is left, and anything once nothing is left", async () => {
    const order = await the.aPaidOrder(shop);
    expect(await refund(order, { amount: 5591 })).toMatchObject({
      status: 409,
      body: { code: "refund_exceeds_total", refundable: order.total },
    });
    await refund(order, {});
    expect(await refund(order, { amount: 1 })).toMatchObject({ status: 409 });
    expect(await refund(order, {})).toMatchObject({ status: 409, body: { code: "refund_nothing" } });
    expect(await providersRefunds(order)).toHaveLength(1);
  });

  test("a payment that took no money", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order, { token: "tok_declined" });
    expect(await refund({ ...order, paymentId: body.id }, { amount: 1 })).toMatchObject({ status: 409 });
  });

  test("a line of another order, more pieces than were bought in one entry or two, no line", async () => {
    const order = await the.aPaidOrder(shop);
    const lineId = order.lines[0]?.id;
    const unknown = { lines: [{ lineId: randomUUID(), quantity: 1 }] };
    expect((await refund(order, unknown)).body).toMatchObject({ status: 422, code: "order_line_unknown" });
    const tooMany = [
      [{ lineId, quantity: 3 }],
      [
        { lineId, quantity: 1 },
        { lineId, quantity: 2 },
      ],
    ];
    for (const lines of tooMany)
      expect((await refund(order, { lines })).body).toMatchObject({
        status: 409,
        code: "refund_exceeds_pieces",
      });
    expect(await refund(order, { lines: [] })).toMatchObject({ status: 400 });
  });

  test("an amount that is not what the lines come to", async () => {
    const order = await the.aPaidOrder(shop);
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    expect(await refund(order, { lines, amount: 2501 })).toMatchObject({
      status: 422,
      body: { code: "refund_ambiguous" },
    });
  });

  test("everybody without the permission, a missing key, a payment that does not exist", async () => {
    const order = await the.aPaidOrder(shop);
    const path = `/payments/${order.paymentId}/refund`;
    const key = randomUUID();
    expect(await shop.call("POST", path, { key, body: { reason } })).toMatchObject({ status: 401 });
    expect(await refund(order, {}, { as: await shop.customer() })).toMatchObject({ status: 403 });
    expect(await refund(order, {}, { as: await shop.staff(["payments:read"]) })).toMatchObject({
      status: 403,
    });
    expect(await shop.call("POST", path, { as: staff, body: { reason } })).toMatchObject({ status: 400 });
    expect(await refund({ ...order, paymentId: randomUUID() }, {})).toMatchObject({ status: 404 });
  });
});

test("twenty partial refunds at once never exceed what was taken", async () => {
  const order = await the.aPaidOrder(shop);
  const answers = await Promise.all(Array.from({ length: 20 }, () => refund(order, { amount: 500 })));
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(({ body }) => body)).toEqual(
    Array.from({ length: 9 }, () => expect.objectContaining({ code: "refund_exceeds_total" })),
  );
  expect(await the.paymentOf(shop, order)).toMatchObject({ refunded: { amount: 5500 } });
  expect(await providersRefunds(order)).toHaveLength(11);
});

describe("a refund whose outcome is unknown", () => {
  test.each(["refundThenTimeout", "errorAfterRefund"])(
    "is asked for again until it is known: %s",
    async (name) => {
      const order = await the.aPaidOrder(shop);
      await the.setSwitches(shop, { [name]: 1, dropWebhooks: true });
      const { status, body } = await refund(order, { amount: 1000 });
      expect(status).toBe(201);
      expect(body).toMatchObject({ status: "captured", refunds: [{ status: "pending" }] });
      expect(await refund(order, { amount: 4591 })).toMatchObject({
        status: 409,
        body: { refundable: { amount: 4590 } },
      });
      await shop.runJobs("payment");
      expect(await the.paymentOf(shop, order)).toMatchObject({
        status: "partially_refunded",
        refunds: [{ status: "succeeded" }],
      });
      expect(await providersRefunds(order)).toHaveLength(1);
    },
  );

  test("stays promised while the provider is away, and is made once when it is back", async () => {
    const order = await the.aPaidOrder(shop);
    await the.setSwitches(shop, { offline: true });
    expect((await refund(order, {})).body.refunds).toMatchObject([{ status: "pending" }]);
    await shop.runJobs("payment");
    await the.setSwitches(shop);
    await shop.runJobs("payment");
    expect(await the.paymentOf(shop, order)).toMatchObject({ status: "refunded" });
    expect(await providersRefunds(order)).toHaveLength(1);
  });
});

test("a process that dies between the provider's answer and our commit refunds once", async () => {
  const order = await the.aPaidOrder(shop);
  const db = shop.db("payment");
  await sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
    db,
  );
  await sql`create trigger die before update on refunds for each row execute function die()`.execute(db);
  const key = randomUUID();
  expect(await refund(order, { amount: 700 }, { key })).toMatchObject({ status: 500 });
  await sql`drop function die cascade`.execute(db);
  const { status, body } = await refund(order, { amount: 700 }, { key });
  expect(status).toBe(201);
  expect(body).toMatchObject({ refunded: { amount: 700 }, refunds: [{ status: "succeeded" }] });
  await shop.runJobs("payment");
  expect(await providersRefunds(order)).toHaveLength(1);
});
