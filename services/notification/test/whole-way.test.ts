// A real purchase, from the shopper's request to the mail and the sales report, and back again when it is cancelled.
import { randomUUID } from "node:crypto";
import { adminService } from "@souk/admin-service";
import { analyticsService } from "@souk/analytics-service";
import { orderService } from "@souk/order-service";
import { paymentService } from "@souk/payment-service";
import { createProductService } from "@souk/product-service";
import { aCart, aProduct, startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notificationService } from "../src/app.ts";

let shop: TestShop;
beforeAll(async () => {
  const services = [
    orderService,
    createProductService(),
    paymentService,
    adminService,
    notificationService,
    analyticsService,
  ];
  shop = await startTestShop({ services, sandbox: true, mailbox: true });
});
afterAll(() => shop.close());

async function buy() {
  const { variantId } = await aProduct(shop, { priceMinor: 2500, stock: 5 });
  const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 2 }] });
  const payment = { provider: "sandbox", token: "tok_visa" };
  const { status, body } = await shop.call("POST", "/orders", {
    key: randomUUID(),
    body: { cartId, payment },
  });
  expect(status).toBe(201);
  await shop.settled();
  return body.order;
}

const mailsAbout = (order: { number: string }) =>
  shop.mails().filter(({ subject }) => subject.includes(order.number));

test("an order that was paid is told to the customer and counted, once", async () => {
  const order = await buy();
  const [mail, ...more] = mailsAbout(order);
  expect(more).toEqual([]);
  expect(mail?.to).toEqual([order.email]);
  expect(mail?.text).toContain(order.lines[0].productName);
  const [link = ""] = /http\S+\/orders\/\S+/.exec(mail?.text ?? "") ?? [];
  expect(new URL(link).pathname).toBe(`/orders/${order.id}`);
  const token = new URL(link).searchParams.get("token") ?? "";
  expect(
    (await shop.call("GET", `/orders/${order.id}`, { headers: { "x-order-token": token } })).status,
  ).toBe(200);
  const { body } = await shop.call("GET", "/analytics/sales", { as: await shop.administrator() });
  expect(body.totals).toMatchObject({ orders: 1, units: 2, revenue: order.total, refunds: { amount: 0 } });
});

test("an order that staff cancel is told, and so is its refund, which the report shows", async () => {
  const order = await buy();
  const as = await shop.administrator();
  const cancelled = await shop.call("DELETE", `/orders/${order.id}`, { as });
  expect(cancelled.status).toBe(200);
  await shop.settled();
  expect(mailsAbout(order).map(({ subject }) => subject.replace(order.number, "N"))).toEqual([
    "Your order N is confirmed",
    "Your order N was cancelled",
    expect.stringMatching(/^€[\d.]+ refunded for your order N$/),
  ]);
  const { body } = await shop.call("GET", "/analytics/sales", { as });
  expect(body.totals.refunds).toEqual(order.total);
});
