// Returns: asked for by customers, guests and staff, decided, received, put back on the shelf and refunded.
import { randomUUID } from "node:crypto";
import { ReturnReceived } from "@souk/contracts";
import { statement } from "@souk/db";
import type { Person, TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildOrder } from "../src/orders/domain/evolve.ts";
import { createOrderReads, listOrderEvents } from "../src/orders/store/orders.ts";
import { aPaidOrder, askReturn, type PaidOrder, refundOrder, saidOf, shipGoods } from "./order-life.ts";
import { moneyOf, readOrder, startOrderShop, stockOf } from "./shop.ts";

let shop: TestShop;
let as: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  as = await shop.staff(["orders:read", "orders:write", "returns:write", "payments:refund"]);
});
afterAll(() => shop.close());

const back = (order: PaidOrder, quantity: number) => ({
  lines: [{ lineId: order.lines[0]?.id, quantity, reason: "damaged" }],
});
const decide = (order: PaidOrder, returnId: string, step: string, body?: object) =>
  shop.call("POST", `/orders/${order.id}/returns/${returnId}/${step}`, { as, ...(body && { body }) });

async function aShippedOrder(options: { quantities?: number[]; as?: Person } = {}): Promise<PaidOrder> {
  const order = await aPaidOrder(shop, options);
  await shipGoods(shop, order, {}, { as });
  await shop.settled();
  return order;
}

describe("a return", () => {
  test("goes from the guest's request to the refund, and its good pieces back on the shelf", async () => {
    const order = await aShippedOrder();
    const [line] = order.lines;
    const asked = await askReturn(shop, order, { ...back(order, 2), note: "Torn" }, order.opener);
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ status: "requested", orderNumber: order.number, note: "Torn" });
    const { id } = asked.body;
    expect((await decide(order, id, "approve")).body.status).toBe("approved");
    const lines = [
      { lineId: line?.id, quantity: 1, restock: true },
      { lineId: line?.id, quantity: 1, restock: false },
    ];
    expect((await decide(order, id, "receive", { lines })).body).toMatchObject({
      status: "received",
      received: lines,
    });
    await shop.settled();
    expect(await stockOf(shop, line?.variantId ?? "")).toEqual({ onHand: 8, reserved: 0 });
    const refunded = await refundOrder(shop, order, { returnId: id }, { as });
    expect(refunded.body.refunds).toMatchObject([
      { status: "succeeded", returnId: id, amount: { amount: 2000 } },
    ]);
    expect(refunded.body.returns).toMatchObject([{ id, status: "refunded" }]);
    expect(await moneyOf(shop, order.id)).toEqual({ captured: order.total, refunded: 2000 });
    await shop.settled();
    const said = (await saidOf(shop, order.id)).map(({ type }) => type);
    expect(said.filter((type) => type.startsWith("return."))).toEqual([
      "return.requested.v1",
      "return.approved.v1",
      "return.received.v1",
    ]);
    const { history } = await readOrder(shop, order);
    expect(history.map(({ type }: { type: string }) => type).slice(-5)).toEqual([
      "return_requested",
      "return_approved",
      "return_received",
      "refund_requested",
      "refund_recorded",
    ]);
  });

  test("heard of twice puts its goods back once, even under another event's id", async () => {
    const order = await aShippedOrder({ quantities: [2] });
    const { body } = await askReturn(shop, order, back(order, 1), order.opener);
    await decide(order, body.id, "approve");
    await decide(order, body.id, "receive", {
      lines: [{ lineId: order.lines[0]?.id, quantity: 1, restock: true }],
    });
    await shop.settled();
    const [said] = (await saidOf(shop, order.id)).filter(({ type }) => type === ReturnReceived.type);
    const data = ReturnReceived.schema.parse(said?.data);
    const eventId = randomUUID();
    await shop.deliver("product", ReturnReceived, { data, eventId });
    await shop.deliver("product", ReturnReceived, { data, eventId });
    const variantId = order.lines[0]?.variantId ?? "";
    expect((await stockOf(shop, variantId)).onHand).toBe(9);
    const stockStaff = await shop.staff(["stock:read"]);
    const { body: movements } = await shop.call("GET", `/stock/${variantId}/movements`, { as: stockStaff });
    expect(movements.items.filter(({ kind }: { kind: string }) => kind === "returned")).toMatchObject([
      { quantity: 1, orderId: order.id },
    ]);
  });

  test("is bounded by what was shipped, whoever asks at the same time", async () => {
    const order = await aShippedOrder();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => askReturn(shop, order, back(order, 1), order.opener)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "return_exceeds_shipped",
      left: 0,
    });
    const { body } = await shop.call("GET", `/orders/${order.id}/returns`, order.opener);
    expect(body.items).toHaveLength(3);
  });

  test("asked for again with its key is the same one; with another body it is refused", async () => {
    const order = await aShippedOrder();
    const key = randomUUID();
    const [one, two] = await Promise.all(
      [1, 2].map(() => askReturn(shop, order, back(order, 1), { ...order.opener, key })),
    );
    expect(one?.body.id).toBe(two?.body.id);
    const other = await askReturn(shop, order, back(order, 2), { ...order.opener, key });
    expect(other.body.code).toBe("idempotency_key_reused");
  });

  test("that is rejected says why and frees its pieces; no step can be skipped", async () => {
    const order = await aShippedOrder({ quantities: [1] });
    const { body } = await askReturn(shop, order, back(order, 1), order.opener);
    const receive = { lines: [{ lineId: order.lines[0]?.id, quantity: 1, restock: true }] };
    expect((await decide(order, body.id, "receive", receive)).body.code).toBe("return_status_conflict");
    expect((await refundOrder(shop, order, { returnId: body.id }, { as })).body.code).toBe(
      "return_status_conflict",
    );
    const rejected = await decide(order, body.id, "reject", { reason: "worn" });
    expect(rejected.body).toMatchObject({ status: "rejected", rejectReason: "worn" });
    expect((await decide(order, body.id, "approve")).body.code).toBe("return_status_conflict");
    expect((await askReturn(shop, order, back(order, 1), order.opener)).status).toBe(201);
    expect((await decide(order, randomUUID(), "approve")).body.code).toBe("return_not_found");
  });

  test("of what was not shipped yet is refused", async () => {
    const order = await aPaidOrder(shop);
    expect((await askReturn(shop, order, back(order, 1), order.opener)).body).toMatchObject({
      status: 409,
      code: "return_exceeds_shipped",
    });
  });
});

test("every order with returns equals what its history tells", async () => {
  const db = shop.db("order");
  const ids = await statement<{ id: string }>("test_order_ids", "select id from orders").rows(db, []);
  expect(ids.length).toBeGreaterThan(4);
  for (const { id } of ids)
    expect(rebuildOrder(id, await listOrderEvents(db, id))).toEqual(await createOrderReads(db).find(id));
});

describe("who may", () => {
  test("ask and see: the customer, whoever has the guest's link, and staff; a stranger is told of no order", async () => {
    const customer = await shop.customer();
    const order = await aShippedOrder({ as: customer });
    expect((await askReturn(shop, order, back(order, 1), { as: customer })).status).toBe(201);
    expect((await askReturn(shop, order, back(order, 1), { as })).status).toBe(201);
    await shop.settled();
    const acted = (await shop.published("order")).map(
      ({ data }) => data as { action?: string; subjectId?: string },
    );
    expect(
      acted.filter(({ action, subjectId }) => action === "return.request" && subjectId === order.id),
    ).toHaveLength(1);
    const stranger = { as: await shop.customer() };
    expect((await askReturn(shop, order, back(order, 1), stranger)).status).toBe(404);
    expect((await shop.call("GET", `/orders/${order.id}/returns`, stranger)).status).toBe(404);
    expect((await shop.call("GET", `/orders/${order.id}/returns`)).status).toBe(404);
    const support = await shop.staff(["orders:read"]);
    expect((await askReturn(shop, order, back(order, 1), { as: support })).body.code).toBe(
      "permission_missing",
    );
    const guessed = { as: support, headers: { "x-order-token": "no-such-token" } };
    expect((await askReturn(shop, order, back(order, 1), guessed)).body.code).toBe("permission_missing");
    const listed = await shop.call("GET", `/orders/${order.id}/returns`, { as: support });
    expect(listed.body.items).toHaveLength(2);
    const { id } = listed.body.items[0];
    expect(
      (await shop.call("POST", `/orders/${order.id}/returns/${id}/approve`, { as: support })).status,
    ).toBe(403);
  });

  test("list all: staff, page by page, by status, without gaps", async () => {
    const order = await aShippedOrder();
    for (let count = 0; count < 3; count += 1) await askReturn(shop, order, back(order, 1), order.opener);
    const first = (await shop.call("GET", `/orders/${order.id}/returns`, order.opener)).body.items[0];
    await decide(order, first.id, "approve");
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await shop.call("GET", `/returns?limit=2${cursor}`, { as });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    const approved = await shop.call("GET", "/returns?status=approved&limit=100", { as });
    expect(approved.body.items.map(({ id }: { id: string }) => id)).toContain(first.id);
    expect(approved.body.items.every(({ status }: { status: string }) => status === "approved")).toBe(true);
    expect((await shop.call("GET", "/returns")).status).toBe(401);
  });

  test("list their own: customers, page by page; and staff who ask for no more than that", async () => {
    const customer = await shop.customer();
    const orders = [await aShippedOrder({ as: customer }), await aShippedOrder({ as: customer })];
    const ofSomebodyElse = await aShippedOrder();
    await askReturn(shop, ofSomebodyElse, back(ofSomebodyElse, 1), ofSomebodyElse.opener);
    const asked: string[] = [];
    for (const order of orders) {
      asked.unshift((await askReturn(shop, order, back(order, 1), { as: customer })).body.id);
    }
    const first = await shop.call("GET", "/returns?limit=1", { as: customer });
    const second = await shop.call("GET", `/returns?limit=1&cursor=${first.body.nextCursor}`, {
      as: customer,
    });
    expect([...first.body.items, ...second.body.items]).toMatchObject([
      { id: asked[0], orderId: orders[1]?.id, orderNumber: orders[1]?.number, status: "requested" },
      { id: asked[1], orderId: orders[0]?.id },
    ]);
    expect(second.body.nextCursor).toBeNull();
    const approved = await shop.call("GET", "/returns?status=approved", { as: customer });
    expect(approved.body.items).toEqual([]);
    const stranger = await shop.call("GET", "/returns", { as: await shop.customer() });
    expect(stranger.body).toEqual({ items: [], nextCursor: null });
    expect((await shop.call("GET", "/returns?own=true", { as })).body.items).toEqual([]);
    expect((await shop.call("GET", "/orders?own=true", { as })).body.items).toEqual([]);
    expect((await shop.call("GET", "/returns?own=perhaps", { as })).status).toBe(400);
  });
});
