// The order that money never came for, as the comparison of orders with payments has it cancelled.
import { adminService } from "@souk/admin-service";
import { OrderService, PaymentService } from "@souk/contracts/rpc";
import { createProductService } from "@souk/product-service";
import type { ServiceModule } from "@souk/service";
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderService } from "../src/app.ts";
import { anOrder, moneyOf, readOrder, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const cancel = ({ rpc }: TestShop, orderId: string) =>
  rpc.client(OrderService).cancelOrder({ orderId, reason: "payment_missing" });

test("is cancelled, and a second time stays cancelled", async () => {
  const order = await anOrder(shop);
  expect(await cancel(shop, order.id)).toMatchObject({ status: "cancelled" });
  expect(await cancel(shop, order.id)).toMatchObject({ status: "cancelled" });
  expect((await readOrder(shop, order)).cancelReason).toBe("payment_missing");
});

test("is not cancelled where it was paid a moment ago", async () => {
  const order = await anOrder(shop, { payment: visa });
  await expect(cancel(shop, order.id)).rejects.toMatchObject({ code: "order_may_be_paid" });
  const { status, total } = await readOrder(shop, order);
  expect(status).toBe("confirmed");
  expect(await moneyOf(shop, order.id)).toEqual({ captured: total.amount, refunded: 0 });
});

/** Says what a test lets it say, after what the test lets happen meanwhile. */
function paymentsThat(standing: { status: string } | undefined, meanwhile: () => Promise<unknown>) {
  const payment = { paymentId: "019a0000-0000-7000-8000-000000000001", currency: "EUR" };
  const module: ServiceModule = {
    name: "payment",
    migrations: new URL("../../payment/migrations/", import.meta.url),
    buildApp: async () => ({
      routes: [],
      subscriptions: [],
      jobs: [],
      rpc: (router) =>
        router.service(PaymentService, {
          findPaymentOfOrder: async () => {
            await meanwhile();
            return standing ? { payment: { ...payment, ...standing } } : {};
          },
          resolvePayment: () => ({ ...payment, ...standing }),
          cancelPayments: () => ({ settled: true }),
        }),
    }),
  };
  return startTestShop({ services: [orderService, createProductService(), adminService, module] });
}

test.each(["unknown", "pending", "authorized"])(
  "is not cancelled while its payment is %s",
  async (status) => {
    const scripted = await paymentsThat({ status }, async () => undefined);
    try {
      const order = await anOrder(scripted);
      await expect(cancel(scripted, order.id)).rejects.toMatchObject({ code: "order_may_be_paid" });
      expect((await readOrder(scripted, order)).status).toBe("pending");
    } finally {
      await scripted.close();
    }
  },
);

test("is not cancelled where it moves on while its payment is asked about", async () => {
  const paid = sql`update orders set status = 'confirmed', version = version + 1`;
  const scripted: TestShop = await paymentsThat(undefined, () => paid.execute(scripted.db("order")));
  try {
    const order = await anOrder(scripted);
    await expect(cancel(scripted, order.id)).rejects.toMatchObject({ code: "order_may_be_paid" });
    expect((await readOrder(scripted, order)).status).toBe("confirmed");
  } finally {
    await scripted.close();
  }
});
