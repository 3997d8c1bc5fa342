// Placing an order through the front door, with real stock, payments and settings behind it.
import { randomUUID } from "node:crypto";
import { adminService } from "@souk/admin-service";
import { paymentService } from "@souk/payment-service";
import { createProductService } from "@souk/product-service";
import { aCart, aProduct, startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderService } from "../src/app.ts";

let shop: TestShop;
beforeAll(async () => {
  const services = [orderService, createProductService({}), paymentService, adminService];
  shop = await startTestShop({ services, sandbox: true });
});
afterAll(() => shop.close());

const visa = { provider: "sandbox", token: "tok_visa" };

async function stockOf(variantId: string) {
  const { body } = await shop.call("GET", `/stock/${variantId}`, { as: await shop.administrator() });
  return { onHand: body.onHand, reserved: body.reserved };
}

describe("a guest who pays by card", () => {
  test("gets a confirmed order, the stock goes down, and every service agrees", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 2500, stock: 5 });
    const { cartId, total } = await aCart(shop, { lines: [{ variantId, quantity: 2 }] });
    const placed = await shop.call("POST", "/orders", {
      key: randomUUID(),
      body: { cartId, expectedTotal: total, payment: visa },
    });
    expect(placed.status).toBe(201);
    expect(placed.body.order).toMatchObject({
      status: "confirmed",
      total: { amount: 5590, currency: "EUR" },
      customerId: null,
    });
    expect(placed.body.order.number).toMatch(/^SK-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(placed.body.payment).toMatchObject({ status: "captured" });
    await shop.settled();
    expect(await stockOf(variantId)).toEqual({ onHand: 3, reserved: 0 });
    const types = (await shop.published("order")).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["order.placed.v1", "order.confirmed.v1"]));
  });

  test("sees the order with the token of the answer, and nobody sees it with the id alone", async () => {
    const { variantId } = await aProduct(shop);
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const placed = await shop.call("POST", "/orders", { key: randomUUID(), body: { cartId, payment: visa } });
    const { id, guestToken } = placed.body.order;
    const own = await shop.call("GET", `/orders/${id}`, { headers: { "x-order-token": guestToken } });
    expect(own.status).toBe(200);
    expect((await shop.call("GET", `/orders/${id}`)).status).toBe(404);
    expect(
      (await shop.call("GET", `/orders/${id}`, { headers: { "x-order-token": `${guestToken}x` } })).status,
    ).toBe(404);
    expect((await shop.call("GET", `/orders/${id}`, { as: await shop.customer() })).status).toBe(404);
  });
});

test("the same request sent 50 times at once makes one order and one charge, and every answer is the same", async () => {
  const { variantId } = await aProduct(shop, { stock: 100 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => shop.call("POST", "/orders", { key, body: { cartId, payment: visa } })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  await shop.settled();
  expect(await stockOf(variantId)).toEqual({ onHand: 99, reserved: 0 });
});

test("two purchases of the last unit at once: one order, one clean 409", async () => {
  const { variantId } = await aProduct(shop, { stock: 1 });
  const carts = await Promise.all([1, 2].map(() => aCart(shop, { lines: [{ variantId }] })));
  const answers = await Promise.all(
    carts.map(({ cartId }) =>
      shop.call("POST", "/orders", { key: randomUUID(), body: { cartId, payment: visa } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({ code: "sold_out", shortages: [{ variantId, quantity: 0 }] });
  await shop.settled();
  expect(await stockOf(variantId)).toEqual({ onHand: 0, reserved: 0 });
});
