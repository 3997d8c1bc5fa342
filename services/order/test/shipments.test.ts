// Shipping in parts, delivery, and what follows from both: held money is taken, and the order completes by itself.
import { randomUUID } from "node:crypto";
import { OrderService } from "@souk/contracts/rpc";
import type { Person, TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPaidOrder, saidOf, shipGoods } from "./order-life.ts";
import { readOrder, startOrderShop } from "./shop.ts";

let shop: TestShop;
let as: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  as = await shop.staff(["orders:read", "orders:write"]);
});
afterAll(() => shop.close());

const deliver = (id: string, shipmentId: string) =>
  shop.call("POST", `/orders/${id}/shipments/${shipmentId}/delivered`, { as });

describe("an order with several pieces", () => {
  test("ships in parts, each told with what is in it, until nothing is left", async () => {
    const order = await aPaidOrder(shop, { quantities: [3, 1] });
    const [line] = order.lines;
    const lines = [{ lineId: line?.id, quantity: 2 }];
    const parcel = { carrier: "DHL", trackingNumber: "JD1", trackingUrl: "https://dhl.example/JD1" };
    const first = await shipGoods(shop, order, { lines, ...parcel }, { as });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ status: "processing", fulfilment: "partial", trackingCode: "JD1" });
    expect(first.body.shipments).toMatchObject([{ lines, ...parcel, deliveredAt: null }]);
    const rest = await shipGoods(shop, order, {}, { as });
    expect(rest.body).toMatchObject({ status: "shipped", fulfilment: "complete", trackingCode: "JD1" });
    expect(rest.body.shipments[1].lines).toHaveLength(2);
    expect((await readOrder(shop, order)).shipments).toEqual(rest.body.shipments);
    const told = await shop.rpc.client(OrderService).getOrder({ orderId: order.id });
    expect(told.shipments).toMatchObject([
      { carrier: "DHL", trackingNumber: "JD1", deliveredAt: "" },
      { carrier: "", trackingNumber: "" },
    ]);
    await shop.settled();
    const shipped = (await saidOf(shop, order.id)).filter(({ type }) => type === "order.shipped.v1");
    expect(shipped.map(({ data }) => data)).toMatchObject([
      { shipmentId: first.body.shipments[0].id, trackingCode: "JD1", lines, isLast: false },
      { trackingCode: null, isLast: true },
    ]);
    const acted = (await shop.published("order")).filter(
      ({ data }) => (data as { subjectId?: string }).subjectId === order.id,
    );
    expect(acted.map(({ data }) => data)).toMatchObject([
      { actorId: as.userId, action: "order.shipped", after: { shipmentId: first.body.shipments[0].id } },
      { action: "order.shipped" },
    ]);
  });

  test("is delivered when every shipment has arrived, and complete some days after that", async () => {
    const order = await aPaidOrder(shop, { quantities: [2] });
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    await shipGoods(shop, order, { lines }, { as });
    const { body } = await shipGoods(shop, order, {}, { as });
    const [first, second] = body.shipments;
    expect((await deliver(order.id, first.id)).body.status).toBe("shipped");
    const last = await deliver(order.id, second.id);
    expect(last.body.status).toBe("delivered");
    expect((await deliver(order.id, second.id)).body.version).toBe(last.body.version);
    await shop.settled();
    const delivered = (await saidOf(shop, order.id)).filter(({ type }) => type === "order.delivered.v1");
    expect(delivered.map(({ data }) => data)).toMatchObject([{ isLast: false }, { isLast: true }]);
    expect((await readOrder(shop, order)).status).toBe("delivered");
    await shop.runJobs("order"); // As if the days had passed.
    expect((await readOrder(shop, order)).status).toBe("completed");
  });

  test("waits with its completion for what is on its way back", async () => {
    const order = await aPaidOrder(shop, { quantities: [1] });
    const { body } = await shipGoods(shop, order, {}, { as });
    await deliver(order.id, body.shipments[0].id);
    const asked = { lines: [{ lineId: order.lines[0]?.id, quantity: 1, reason: "unwanted" }] };
    const returned = await shop.call("POST", `/orders/${order.id}/returns`, {
      ...order.opener,
      key: randomUUID(),
      body: asked,
    });
    await shop.runJobs("order");
    expect((await readOrder(shop, order)).status).toBe("delivered");
    const writer = await shop.staff(["returns:write"]);
    await shop.call("POST", `/orders/${order.id}/returns/${returned.body.id}/reject`, {
      as: writer,
      body: { reason: "worn" },
    });
    await shop.runJobs("order");
    expect((await readOrder(shop, order)).status).toBe("completed");
  });
});

describe("a shipment", () => {
  test("asked for again with its key is the same one; many at once ship every piece once", async () => {
    const order = await aPaidOrder(shop, { quantities: [3] });
    const key = randomUUID();
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    const twins = await Promise.all([1, 2].map(() => shipGoods(shop, order, { lines }, { as, key })));
    expect(twins.map(({ status }) => status)).toEqual([201, 201]);
    expect((await readOrder(shop, order)).shipments).toHaveLength(1);
    expect((await shipGoods(shop, order, {}, { as, key })).body.code).toBe("idempotency_key_reused");
    const others = await Promise.all([1, 2, 3, 4].map(() => shipGoods(shop, order, { lines }, { as })));
    expect(others.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 409, 409]);
    expect((await readOrder(shop, order)).shipments).toHaveLength(3);
  });

  test("cannot be of another order's goods, of more than was bought, or of what is not paid or not there", async () => {
    const order = await aPaidOrder(shop, { quantities: [1] });
    const other = await aPaidOrder(shop, { quantities: [1] });
    const stranger = { lines: [{ lineId: other.lines[0]?.id, quantity: 1 }] };
    expect((await shipGoods(shop, order, stranger, { as })).body).toMatchObject({
      status: 422,
      code: "order_line_unknown",
      errors: [{ pointer: "/lines/0" }],
    });
    const tooMany = { lines: [{ lineId: order.lines[0]?.id, quantity: 2 }] };
    expect((await shipGoods(shop, order, tooMany, { as })).body).toMatchObject({
      status: 409,
      code: "shipment_exceeds_left",
      left: 1,
    });
    expect((await deliver(order.id, randomUUID())).body.code).toBe("shipment_not_found");
    const script = { trackingUrl: "javascript:alert(1)" };
    expect((await shipGoods(shop, order, script, { as })).status).toBe(400);
    expect((await readOrder(shop, order)).shipments).toEqual([]);
    const reader = await shop.staff(["orders:read"]);
    expect((await shipGoods(shop, order, {}, { as: reader })).status).toBe(403);
  });

  test("keeps the order from being cancelled, by anybody", async () => {
    const order = await aPaidOrder(shop, { quantities: [2] });
    await shipGoods(shop, order, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] }, { as });
    for (const who of [order.opener, { as }])
      expect((await shop.call("DELETE", `/orders/${order.id}`, who)).body.code).toBe("order_status_conflict");
  });
});

test("staff find orders by what is shipped of them and by when they were placed", async () => {
  const order = await aPaidOrder(shop, { quantities: [2] });
  const { placedAt } = await readOrder(shop, order);
  await shipGoods(shop, order, { lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] }, { as });
  const find = async (query: string): Promise<string[]> =>
    (await shop.call("GET", `/orders?${query}`, { as })).body.items.map(({ id }: { id: string }) => id);
  expect(await find("fulfilment=partial")).toContain(order.id);
  expect(await find("fulfilment=none&limit=100")).not.toContain(order.id);
  expect(await find(`from=${placedAt}`)).toContain(order.id);
  expect(await find(`to=${placedAt}&limit=100`)).not.toContain(order.id);
  expect((await shop.call("GET", "/orders?fulfilment=most", { as })).status).toBe(400);
  expect((await shop.call("GET", "/orders?from=yesterday", { as })).status).toBe(400);
});
