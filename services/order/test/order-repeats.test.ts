// Requests whose process dies after the commit and before the answer: asked for again under the same id, they change nothing and go on.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { createDeps, type Deps } from "../src/deps.ts";
import { shipOrder } from "../src/fulfilment/commands/ship-order.ts";
import { executeRefund } from "../src/orders/commands/execute-refund.ts";
import { promiseRefund } from "../src/orders/commands/promise-refund.ts";
import { requestReturn } from "../src/returns/commands/request-return.ts";
import { aPaidOrder } from "./order-life.ts";
import { moneyOf, readOrder, startOrderShop } from "./shop.ts";

let shop: TestShop;
let deps: Deps;
const staffId = randomUUID();
beforeAll(async () => {
  shop = await startOrderShop();
  const env = {
    ORDER_LINK_SECRET: "a secret for links that only the tests know",
    ORDER_GIFT_CARD_SECRET: "a secret for codes that only the tests know",
  };
  deps = createDeps(readConfig(env), shop.service("order").host);
});
afterAll(() => shop.close());

test("a shipment and a return are written once", async () => {
  const { id: orderId, lines } = await aPaidOrder(shop);
  const lineId = lines[0]?.id ?? "";
  const parcel = { carrier: null, trackingNumber: null, trackingUrl: null };
  const goods = { shipmentId: randomUUID(), lines: [{ lineId, quantity: 2 }], ...parcel };
  const shipped = await shipOrder(deps, { orderId, goods, staffId });
  expect(await shipOrder(deps, { orderId, goods, staffId })).toEqual(shipped);
  const pieces = [{ lineId, quantity: 1, reason: "unwanted" as const }];
  const request = { returnId: randomUUID(), lines: pieces, note: null };
  const { order } = await requestReturn(deps, { orderId, request, staffId: undefined });
  const again = await requestReturn(deps, { orderId, request, staffId: undefined });
  expect(again.order).toEqual(order);
  expect(order.returns).toHaveLength(1);
});

test("a refund is promised once and given once, by the same request again and by the job at the same time", async () => {
  const order = await aPaidOrder(shop);
  const orderId = order.id;
  const refundId = randomUUID();
  const request = {
    refundId,
    amountMinor: 500,
    lines: undefined,
    includeShipping: false,
    returnId: undefined,
    to: "original",
    reason: "damaged",
  } as const;
  await promiseRefund(deps, { orderId, request, staffId });
  await promiseRefund(deps, { orderId, request, staffId });
  await Promise.all([executeRefund(deps, { orderId, refundId }), shop.runJobs("order")]);
  await executeRefund(deps, { orderId, refundId });
  await shop.settled();
  expect((await moneyOf(shop, orderId)).refunded).toBe(500);
  const { refunds, history } = await readOrder(shop, order);
  expect(refunds).toMatchObject([{ status: "succeeded" }]);
  const recorded = history.filter(({ type }: { type: string }) => type === "refund_recorded");
  expect(recorded).toHaveLength(1);
  const acted = (await shop.published("order")).filter(
    ({ data }) => (data as { action?: string }).action === "order.refund",
  );
  expect(acted).toHaveLength(1);
});

test("a refund that its order does not know is nothing", async () => {
  const order = await aPaidOrder(shop);
  const before = await readOrder(shop, order);
  await executeRefund(deps, { orderId: order.id, refundId: randomUUID() });
  expect(await readOrder(shop, order)).toEqual(before);
});
