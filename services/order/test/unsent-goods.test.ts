// Pieces that are paid back before they are sent: on sale again, once, told by the order, and shipped to nobody.
import { adminService } from "@souk/admin-service";
import { createProductService } from "@souk/product-service";
import { type Person, startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderService } from "../src/app.ts";
import { noLongerSent } from "../src/fulfilment/domain/shipping.ts";
import { decide } from "../src/orders/domain/decide.ts";
import { aConfirmedOrder as aConfirmedOrderOf, apply, recorded, refund, ship } from "./order-builders.ts";
import { aPaidOrder, refundOrder, saidOf, shipGoods } from "./order-life.ts";
import { aConfirmedOrder, createScriptedPayments } from "./scripted-payments.ts";
import { readOrder, startOrderShop, stockOf } from "./shop.ts";

let shop: TestShop;
let as: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  as = await shop.staff(["orders:read", "orders:write", "payments:refund"]);
});
afterAll(() => shop.close());

const unsentOf = async (orderId: string) =>
  (await saidOf(shop, orderId))
    .filter(({ type }) => type === "order.refunded.v1")
    .map(({ data }) => (data as { unsent?: { quantity: number }[] }).unsent?.map(({ quantity }) => quantity));

describe("pieces refunded before they were shipped", () => {
  test("go back on sale once, those that were shipped do not, and a cancellation brings only the rest", async () => {
    const order = await aPaidOrder(shop, { quantities: [3] });
    const [line] = order.lines;
    const pieces = (quantity: number) => ({ lines: [{ lineId: line?.id, quantity }] });
    await shop.settled();
    expect(await stockOf(shop, line?.variantId ?? "")).toEqual({ onHand: 7, reserved: 0 });
    expect((await refundOrder(shop, order, pieces(1), { as })).status).toBe(201);
    await shop.settled();
    expect(await stockOf(shop, line?.variantId ?? "")).toEqual({ onHand: 8, reserved: 0 });
    await shop.call("DELETE", `/orders/${order.id}`, { as });
    await shop.settled();
    expect(await stockOf(shop, line?.variantId ?? "")).toEqual({ onHand: 10, reserved: 0 });
    expect(await unsentOf(order.id)).toContainEqual([1]);
  });

  test("of an order that ships in part are those that were not sent, also where only an amount is named", async () => {
    const order = await aPaidOrder(shop, { quantities: [3] });
    const [line] = order.lines;
    const two = { lines: [{ lineId: line?.id, quantity: 2 }] };
    await shipGoods(shop, order, { lines: [{ lineId: line?.id, quantity: 1 }] }, { as });
    expect((await refundOrder(shop, order, two, { as })).body).toMatchObject({ status: "shipped" });
    await refundOrder(shop, order, {}, { as });
    await shop.settled();
    expect(await stockOf(shop, line?.variantId ?? "")).toEqual({ onHand: 9, reserved: 0 });
    expect((await unsentOf(order.id)).filter((unsent) => unsent !== undefined)).toEqual([[2]]);

    const whole = await aPaidOrder(shop, { quantities: [2, 1] });
    expect((await refundOrder(shop, whole, {}, { as })).body.status).toBe("refunded");
    await shop.settled();
    for (const { variantId } of whole.lines)
      expect(await stockOf(shop, variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect((await unsentOf(whole.id)).map((unsent) => unsent?.toSorted())).toEqual([[1, 2]]);
  });

  test("that were the last ones missing let an order that has arrived complete by itself", async () => {
    const order = await aPaidOrder(shop, { quantities: [2] });
    const [line] = order.lines;
    const one = { lines: [{ lineId: line?.id, quantity: 1 }] };
    const { body } = await shipGoods(shop, order, one, { as });
    const path = `/orders/${order.id}/shipments/${body.shipments[0].id}/delivered`;
    expect((await shop.call("POST", path, { as })).body.status).toBe("processing");
    expect((await refundOrder(shop, order, one, { as })).body.status).toBe("delivered");
    await shop.runJobs("order"); // As if the days had passed.
    expect((await readOrder(shop, order)).status).toBe("completed");
  });
});

test("what was shipped while its refund was on the way was sent: nothing goes back for it", () => {
  const promised = apply(aConfirmedOrderOf(), refund("a", { lines: [{ lineId: "line-0", quantity: 1 }] }));
  const shipped = apply(promised, ship("s", [{ lineId: "line-0", quantity: 2 }]));
  const amount = promised.refunds[0]?.amount.amount ?? 0;
  expect(noLongerSent(shipped, apply(shipped, recorded("a", amount)))).toEqual([
    { lineId: "line-0", quantity: 1 },
  ]);
  const all = apply(aConfirmedOrderOf(), ship("s"));
  const later = apply(all, refund("b", { lines: [{ lineId: "line-0", quantity: 1 }] }));
  expect(noLongerSent(later, apply(later, recorded("b", later.refunds[0]?.amount.amount ?? 0)))).toEqual([]);
});

describe("an order all of whose money is promised back", () => {
  test("is not shipped, unless the refund fails", () => {
    const promised = apply(aConfirmedOrderOf(), refund("a"));
    expect(() => decide(promised, ship("s"))).toThrow(expect.objectContaining({ code: "nothing_to_ship" }));
    const failed = apply(promised, { type: "fail_refund", refundId: "a", reason: "no" });
    expect(decide(failed, ship("s"))).toMatchObject([{ type: "shipped" }]);
  });

  test("is not shipped while the provider is asked, through the front door", async () => {
    const payments = createScriptedPayments();
    const services = [orderService, createProductService(), adminService, payments.module];
    const scripted = await startTestShop({ services });
    try {
      const staff = { as: await scripted.staff(["orders:read", "orders:write", "payments:refund"]) };
      const order = await aConfirmedOrder(scripted);
      payments.script(() => "pending");
      await refundOrder(scripted, order, {}, staff);
      expect((await shipGoods(scripted, order, {}, staff)).body.code).toBe("nothing_to_ship");
    } finally {
      await scripted.close();
    }
  });
});
