// What the order service asks of the payment service after the checkout, and what it makes of answers that are late, lost or a refusal.
import { Refusal } from "@souk/errors";
import { adminService } from "@souk/admin-service";
import { createProductService } from "@souk/product-service";
import { type Person, startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderService } from "../src/app.ts";
import { aPaidOrder, refundOrder, shipGoods } from "./order-life.ts";
import { aConfirmedOrder, createScriptedPayments } from "./scripted-payments.ts";
import { moneyOf, readOrder, startOrderShop } from "./shop.ts";

const payments = createScriptedPayments();
let shop: TestShop;
let as: Person;
beforeAll(async () => {
  const services = [orderService, createProductService(), adminService, payments.module];
  shop = await startTestShop({ services });
  as = await shop.staff(["orders:read", "orders:write", "payments:refund"]);
});
beforeEach(() => payments.script());
afterAll(() => shop.close());

const unavailable = (): never => {
  throw new Refusal("unavailable", "service_unavailable", "Down for the test.");
};
const refuse = (): never => {
  throw new Refusal("conflict", "refund_exceeds_captured", "Less than that was taken.");
};
const bug = (): never => {
  throw new Error("A bug.");
};
const askedFor = (orderId: string) => payments.asked.filter((request) => request.orderId === orderId);

describe("the first shipment takes what is held", () => {
  test("under one id however often it is asked, and not again with the second shipment", async () => {
    const order = await aConfirmedOrder(shop);
    payments.script(
      () => "pending",
      unavailable,
      () => "succeeded",
    );
    await shipGoods(shop, order, {}, { as });
    await shop.until(async () => {
      await shop.runJobs("order");
      return askedFor(order.id).length >= 3;
    });
    await shop.settled();
    expect(new Set(askedFor(order.id).map(({ id }) => id)).size).toBe(1);
    expect(askedFor(order.id)[0]?.amountMinor).toBe(0n);
  });

  test.each([
    ["says so", () => "failed" as const],
    ["refuses", refuse],
  ])(
    "and gives up where the payment service %s: the goods are gone, staff have to look",
    async (_, answer) => {
      const order = await aConfirmedOrder(shop);
      payments.script(answer);
      await shipGoods(shop, order, {}, { as });
      await shop.runJobs("order");
      await shop.settled();
      expect(new Set(askedFor(order.id).map(({ id }) => id)).size).toBe(1);
      expect((await readOrder(shop, order)).status).toBe("shipped");
    },
  );
});

describe("a refund", () => {
  const statuses = async (order: Parameters<typeof readOrder>[1]): Promise<readonly string[]> =>
    (await readOrder(shop, order)).refunds.map(({ status }: { status: string }) => status);

  test("that the provider has not answered yet is asked for under the same id until it is", async () => {
    const order = await aConfirmedOrder(shop);
    payments.script(
      unavailable,
      () => "pending",
      () => "succeeded",
    );
    await refundOrder(shop, order, { amount: 100 }, { as });
    expect(await statuses(order)).toEqual(["pending"]);
    await shop.until(async () => {
      await shop.runJobs("order");
      return (await statuses(order))[0] === "succeeded";
    });
    expect(new Set(askedFor(order.id).map(({ id, amountMinor }) => `${id} ${amountMinor}`)).size).toBe(1);
  });

  test.each([
    ["says that it failed", () => "failed" as const],
    ["refuses it", refuse],
  ])("is taken back where the payment service %s, and its amount is free again", async (_, answer) => {
    const order = await aConfirmedOrder(shop);
    payments.script(answer, () => "succeeded");
    const { status, body } = await refundOrder(shop, order, {}, { as });
    expect([status, body.refunds[0].status, body.status]).toEqual([201, "failed", "confirmed"]);
    expect((await refundOrder(shop, order, {}, { as })).body.status).toBe("refunded");
  });

  test("whose outcome nobody knows is answered as pending, and its job goes on with it", async () => {
    const order = await aConfirmedOrder(shop);
    payments.script(bug, () => "succeeded");
    const { status, body } = await refundOrder(shop, order, { amount: 100 }, { as });
    expect([status, body.refunds[0].status]).toEqual([201, "pending"]);
    await shop.until(async () => {
      await shop.runJobs("order");
      return (await statuses(order))[0] === "succeeded";
    });
  });
});

describe("a shop that only holds the money of new orders", () => {
  let holding: TestShop;
  beforeAll(async () => {
    holding = await startOrderShop({ PAYMENT_CAPTURE: "manual" });
  });
  afterAll(() => holding.close());

  test("refuses at once to give back what is only held, to the card or as store credit, and promises nothing", async () => {
    const customer = await holding.customer();
    const order = await aPaidOrder(holding, { quantities: [2], as: customer });
    const staff = { as: await holding.staff(["orders:read", "orders:write", "payments:refund"]) };
    for (const to of ["original", "store_credit"]) {
      const early = await refundOrder(holding, order, { amount: 100, to }, staff);
      expect(early).toMatchObject({
        status: 409,
        body: { code: "payment_not_captured", captured: { amount: 0 } },
      });
    }
    expect((await readOrder(holding, order)).refunds).toEqual([]);
    await shipGoods(holding, order, {}, staff);
    const refunded = await holding.until(async () => {
      const answer = await refundOrder(holding, order, { amount: 100 }, staff);
      return answer.status === 201 && answer.body;
    });
    expect(refunded.refunds).toMatchObject([{ amount: { amount: 100 }, to: "original" }]);
  });

  test("takes it with the first shipment, once", async () => {
    const order = await aPaidOrder(holding, { quantities: [2] });
    await holding.settled();
    expect((await moneyOf(holding, order.id)).captured).toBe(0);
    const staff = { as: await holding.staff(["orders:write"]) };
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    await shipGoods(holding, order, { lines }, staff);
    await holding.settled();
    await shipGoods(holding, order, {}, staff);
    await holding.settled();
    expect((await moneyOf(holding, order.id)).captured).toBe(order.total);
    expect((await readOrder(holding, order)).status).toBe("shipped");
  });
});
