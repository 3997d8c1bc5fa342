// What becomes of an order after it was placed: cancelled, worked on, refunded; and who may do it.
import { randomUUID } from "node:crypto";
import { PaymentRefunded } from "@souk/contracts";
import { OrderService } from "@souk/contracts/rpc";
import { type AnyDb, statement } from "@souk/db";
import type { Person, TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildOrder } from "../src/orders/domain/evolve.ts";
import { createOrderReads, listOrderEvents } from "../src/orders/store/orders.ts";
import { anOrder, moneyOf, readOrder, startOrderShop, stockOf, visa } from "./shop.ts";

let shop: TestShop;
let staff: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  staff = await shop.staff(["orders:read", "orders:write"]);
});
afterAll(() => shop.close());

async function etagOf(id: string): Promise<string> {
  return String((await shop.call("GET", `/orders/${id}`, { as: staff })).headers["etag"]);
}

async function move(
  id: string,
  status: string,
  { etag, ...more }: { etag?: string; trackingCode?: string } = {},
) {
  return shop.call("PUT", `/orders/${id}`, {
    as: staff,
    headers: { "if-match": etag ?? (await etagOf(id)) },
    body: { status, ...more },
  });
}

describe("cancelling", () => {
  test("a paid order gives goods and money back, once however often it is asked", async () => {
    const { id, opener, variantId } = await anOrder(shop, { payment: visa, stock: 3 });
    await shop.settled();
    const answers = await Promise.all(
      [1, 2, 3].map(() => shop.call("DELETE", `/orders/${id}?reason=changed%20my%20mind`, opener)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.body).toMatchObject({ status: "cancelled", cancelReason: "changed my mind" });
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 0 });
    const { total } = await readOrder(shop, { id, opener });
    expect(await moneyOf(shop, id)).toEqual({ captured: total.amount, refunded: total.amount });
    const told = (await shop.published("order")).filter(
      ({ type, data }) => type === "order.cancelled.v1" && (data as { orderId: string }).orderId === id,
    );
    expect(told.map(({ data }) => data)).toMatchObject([{ reason: "cancelled_by_customer" }]); // Never what somebody wrote.
  });

  test("an unpaid order frees the goods and the cart", async () => {
    const { id, opener, variantId, cartId } = await anOrder(shop, { stock: 3 });
    await shop.call("DELETE", `/orders/${id}`, opener);
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 0 });
    expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("open");
  });

  test("is too late for a customer when somebody works on the order, not for staff", async () => {
    const as = await shop.customer();
    const { id } = await anOrder(shop, { payment: visa, as });
    await move(id, "processing");
    expect((await shop.call("DELETE", `/orders/${id}`, { as })).body).toMatchObject({
      code: "order_status_conflict",
      status: 409,
    });
    const byStaff = await shop.call("DELETE", `/orders/${id}`, { as: staff });
    expect(byStaff.body).toMatchObject({ status: "cancelled", cancelReason: "cancelled_by_shop" });
    expect(await shop.published("order")).toContainEqual(
      expect.objectContaining({
        type: "staff.acted.v1",
        data: expect.objectContaining({ action: "order.cancel", actorId: staff.userId, subjectId: id }),
      }),
    );
  });

  test("is not possible for strangers, nor for staff who may only read", async () => {
    const { id } = await anOrder(shop, { payment: visa });
    expect((await shop.call("DELETE", `/orders/${id}`, { as: await shop.customer() })).status).toBe(404);
    const reader = await shop.staff(["orders:read"]);
    for (const headers of [{}, { "x-order-token": "no-such-token" }]) {
      const answer = await shop.call("DELETE", `/orders/${id}`, { as: reader, headers });
      expect(answer).toMatchObject({ status: 403, body: { code: "permission_missing" } });
    }
    expect((await shop.call("GET", `/orders/${id}`, { as: reader })).body.status).toBe("confirmed");
  });
});

describe("staff", () => {
  test("move an order all the way, each step told and kept", async () => {
    const { id, opener } = await anOrder(shop, { payment: visa });
    await move(id, "processing");
    await move(id, "shipped", { trackingCode: "DHL 123" });
    await move(id, "delivered");
    const { body } = await move(id, "completed");
    expect(body).toMatchObject({ status: "completed", trackingCode: "DHL 123" });
    const { history } = await readOrder(shop, { id, opener });
    expect(history.map(({ to }: { to: string }) => to)).toEqual([
      "pending",
      "confirmed",
      "processing",
      "shipped",
      "delivered",
      "completed",
    ]);
    const types = (await shop.published("order"))
      .filter(({ data }) => (data as { orderId?: string }).orderId === id)
      .map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["order.shipped.v1", "order.delivered.v1"]));
  });

  test("cannot skip what the order's life does not allow", async () => {
    const { id } = await anOrder(shop);
    expect((await move(id, "shipped")).body).toMatchObject({ code: "order_status_conflict", status: 409 });
    expect((await move(id, "refunded")).status).toBe(400);
  });

  test("must say which version they looked at; of two at once one is told to look again", async () => {
    const { id } = await anOrder(shop, { payment: visa });
    expect(
      (await shop.call("PUT", `/orders/${id}`, { as: staff, body: { status: "processing" } })).status,
    ).toBe(428);
    const etag = await etagOf(id);
    const answers = await Promise.all([move(id, "processing", { etag }), move(id, "processing", { etag })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test("page through all orders without gaps, and find by number, address and status", async () => {
    const { placed } = await anOrder(shop, { payment: visa });
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await shop.call("GET", `/orders?limit=3${cursor}`, { as: staff });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(placed.order.id);
    const byNumber = await shop.call("GET", `/orders?q=${placed.order.number.toLowerCase()}`, { as: staff });
    expect(byNumber.body.items.map(({ id }: { id: string }) => id)).toEqual([placed.order.id]);
    const completed = await shop.call("GET", "/orders?status=completed", { as: staff });
    expect(completed.body.items.every(({ status }: { status: string }) => status === "completed")).toBe(true);
  });
});

describe("refunds", () => {
  const refunded = (id: string, amountMinor: number) => ({
    paymentId: randomUUID(),
    orderId: id,
    provider: "sandbox",
    amount: { amount: amountMinor, currency: "EUR" },
    refundId: randomUUID(),
    refundedTotal: { amount: amountMinor, currency: "EUR" },
    reason: "damaged",
  });

  test("are kept in the order's history; a full one ends the order", async () => {
    const { id, opener, placed } = await anOrder(shop, { payment: visa });
    const total = placed.order.total.amount;
    await shop.deliver("order", PaymentRefunded, { data: refunded(id, 100) });
    expect((await readOrder(shop, { id, opener })).status).toBe("confirmed");
    const last = { data: refunded(id, total - 100), eventId: randomUUID() };
    await shop.deliver("order", PaymentRefunded, last);
    expect((await readOrder(shop, { id, opener })).status).toBe("refunded");
    await shop.deliver("order", PaymentRefunded, last); // Once more, as after a crash: done already, not one too many.
    const tooMuch = { data: refunded(id, 1) };
    await expect(shop.deliver("order", PaymentRefunded, tooMuch)).rejects.toMatchObject({
      code: "refund_exceeds_total",
    });
    expect(
      (await readOrder(shop, { id, opener })).history.filter(
        ({ type }: { type: string }) => type === "refund_recorded",
      ),
    ).toHaveLength(2);
  });

  test("heard twice are kept once", async () => {
    const { id, opener } = await anOrder(shop, { payment: visa });
    const delivery = { data: refunded(id, 100), eventId: randomUUID() };
    await shop.deliver("order", PaymentRefunded, delivery);
    await shop.deliver("order", PaymentRefunded, delivery);
    expect(
      (await readOrder(shop, { id, opener })).history.filter(
        ({ type }: { type: string }) => type === "refund_recorded",
      ),
    ).toHaveLength(1);
  });
});

test("every order row equals what its history tells, and the history cannot be changed", async () => {
  const db = shop.db("order");
  const ids = await statement<{ id: string }>("test_order_ids", "select id from orders").rows(db, []);
  expect(ids.length).toBeGreaterThan(5);
  for (const { id } of ids)
    expect(rebuildOrder(id, await listOrderEvents(db, id))).toEqual(await createOrderReads(db).find(id));
  for (const change of [
    "update order_events set type = 'x'",
    "delete from order_events",
    "truncate order_events cascade",
  ]) {
    await expect(run(db, change)).rejects.toThrow("append-only");
  }
});

describe("other services", () => {
  test("ask for an order and for who may see it", async () => {
    const { id, guestToken, placed } = await anOrder(shop);
    const orders = shop.rpc.client(OrderService);
    expect(await orders.getOrder({ orderId: id })).toMatchObject({
      number: placed.order.number,
      email: "leyla@example.com",
      shippingAddress: { city: "Berlin", street2: "" },
    });
    await expect(orders.getOrder({ orderId: randomUUID() })).rejects.toMatchObject({
      code: "order_not_found",
    });
    expect(await orders.authorizeAccess({ orderId: id, guestToken })).toMatchObject({
      allowed: true,
      status: "pending",
    });
    expect(
      (await orders.authorizeAccess({ orderId: id, guestToken: "x", userId: randomUUID() })).allowed,
    ).toBe(false);
    expect((await orders.authorizeAccess({ orderId: randomUUID(), guestToken })).allowed).toBe(false);
  });
});

async function run(db: AnyDb, text: string): Promise<void> {
  await statement<never>(`test_${text.slice(0, 20)}`, text).rows(db, []);
}
