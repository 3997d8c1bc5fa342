// Crashes and lost answers between the steps of a checkout, made by leaving steps out and by losing answers of real calls.
import { randomUUID } from "node:crypto";
import type { DescService } from "@bufbuild/protobuf";
import { PaymentService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import { OutcomeUnknown, type Rpc } from "@souk/rpc";
import { aCart, anAddress, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptPayment } from "../src/checkout/commands/accept-payment.ts";
import { continueCheckout } from "../src/checkout/commands/continue-checkout.ts";
import { placeOrder } from "../src/checkout/commands/place-order.ts";
import { readConfig } from "../src/config.ts";
import { createDeps, type Deps } from "../src/deps.ts";
import { cancelOrder } from "../src/orders/commands/cancel-order.ts";
import { anOrder, moneyOf, place, readOrder, startOrderShop, stockOf, visa } from "./shop.ts";

const secret = {
  ORDER_LINK_SECRET: "a secret for links that only the tests know",
  ORDER_GIFT_CARD_SECRET: "a secret for codes that only the tests know",
};
let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

/** The order service's dependencies with calls to the payment service that act and then lose their answer. */
function depsThatLose(error: () => Error): Deps {
  const { host } = shop.service("order");
  const rpc: Rpc = {
    client: <Service extends DescService>(service: Service) => {
      const real = host.rpc.client(service);
      if (service.typeName !== PaymentService.typeName) return real;
      return new Proxy(real, {
        get:
          (target, name) =>
          async (...parameters: never[]) => {
            await (Reflect.get(target, name) as (...all: never[]) => Promise<unknown>)(...parameters);
            throw error();
          },
      });
    },
  };
  return createDeps(readConfig(secret), { ...host, rpc });
}
const realDeps = () => createDeps(readConfig(secret), shop.service("order").host);

/** Everything a request does up to the moment its process dies: the order is written, nothing else. */
async function anOrderWhoseProcessDied(payment = visa) {
  const { variantId } = await aProduct(shop, { stock: 5 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  const deps = realDeps();
  const placing = { orderId: randomUUID(), cartId, customerId: null, expectedTotal: undefined, payment };
  const order = await placeOrder(deps, placing);
  return {
    order,
    placing,
    deps,
    variantId,
    opener: { headers: { "x-order-token": deps.guestTokens.tokenFor(order.id) } },
  };
}

describe("a process that dies right after the order is written", () => {
  test("is finished by the recovery job: goods held, charged once, confirmed", async () => {
    const { order, variantId, opener } = await anOrderWhoseProcessDied();
    await shop.runJobs("order");
    await shop.settled();
    expect((await readOrder(shop, { id: order.id, opener })).status).toBe("confirmed");
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 4, reserved: 0 });
    expect((await moneyOf(shop, order.id)).captured).toBe(order.totals.total.amount);
  });

  test("is finished by a repeated request just as well", async () => {
    const { order, placing, deps } = await anOrderWhoseProcessDied();
    const again = await placeOrder(deps, placing);
    expect(again.id).toBe(order.id);
    const { order: finished } = await continueCheckout(deps, again, visa);
    expect(finished.status).toBe("confirmed");
    const third = await continueCheckout(deps, await placeOrder(deps, placing), visa);
    expect(third.payment?.status).toBe("captured");
    expect((await moneyOf(shop, order.id)).captured).toBe(order.totals.total.amount);
  });

  test("is undone by the recovery job where the goods are gone by then", async () => {
    const { order, opener, variantId } = await anOrderWhoseProcessDied();
    await shop.call("PUT", `/stock/${variantId}`, { as: await shop.administrator(), body: { onHand: 0 } });
    await shop.runJobs("order");
    await shop.settled();
    expect(await readOrder(shop, { id: order.id, opener })).toMatchObject({
      status: "cancelled",
      cancelReason: "sold_out",
    });
    expect((await moneyOf(shop, order.id)).captured).toBe(0);
  });

  test("is told what became of its order when it is repeated after the order was undone", async () => {
    const soldOut = await anOrderWhoseProcessDied();
    await cancelOrder(soldOut.deps, { orderId: soldOut.order.id, reason: "sold_out" });
    await expect(placeOrder(soldOut.deps, soldOut.placing)).rejects.toMatchObject({ code: "sold_out" });
    const expired = await anOrderWhoseProcessDied();
    await cancelOrder(expired.deps, { orderId: expired.order.id, reason: "payment_expired" });
    await expect(placeOrder(expired.deps, expired.placing)).rejects.toMatchObject({
      code: "order_cancelled",
      details: { extra: { orderId: expired.order.id, cancelReason: "payment_expired" } },
    });
    expect((await place(shop, { cartId: expired.placing.cartId, payment: visa })).status).toBe(201);
  });

  test("with a card that will be declined waits for another one", async () => {
    const { order, opener } = await anOrderWhoseProcessDied({ provider: "sandbox", token: "tok_declined" });
    await shop.runJobs("order");
    expect((await readOrder(shop, { id: order.id, opener })).status).toBe("pending");
  });
});

describe("an answer of the payment service that is lost", () => {
  test.each([
    [
      "after a time-out",
      () => new OutcomeUnknown("deadline_exceeded", "souk.payment.v1.PaymentService.CreatePayment"),
    ],
    ["because it cannot be reached", () => new Refusal("unavailable", "service_unavailable", "Not now.")],
  ])("%s leaves the payment unknown, and the job finds that it was taken", async (_, error) => {
    const { order, opener } = await anOrderWhoseProcessDied();
    const { payment, order: waiting } = await continueCheckout(depsThatLose(error), order, visa);
    expect(payment?.status).toBe("unknown");
    expect(waiting.status).toBe("pending");
    await shop.runJobs("order");
    await shop.settled();
    expect((await readOrder(shop, { id: order.id, opener })).status).toBe("confirmed");
    expect((await moneyOf(shop, order.id)).captured).toBe(order.totals.total.amount);
  });
});

test("a captured payment of an order that was cancelled meanwhile is returned, however often it is heard", async () => {
  const { id, opener, placed } = await anOrder(shop, { payment: visa });
  await shop.call("DELETE", `/orders/${id}`, opener);
  const news = {
    orderId: id,
    paymentId: placed.payment.id,
    amount: placed.order.total,
    eventId: randomUUID(),
  };
  const deps = realDeps();
  await acceptPayment(deps, news);
  await acceptPayment(deps, news);
  await shop.settled();
  expect(await moneyOf(shop, id)).toEqual({
    captured: placed.order.total.amount,
    refunded: placed.order.total.amount,
  });
});

test("a cart holds at most a hundred different articles", async () => {
  const products = await Promise.all(Array.from({ length: 101 }, () => aProduct(shop)));
  const { body: cart } = await shop.call("POST", "/carts", { body: {} });
  const answers = [];
  for (const { variantId } of products)
    answers.push(await shop.call("POST", `/carts/${cart.id}/lines`, { body: { variantId, quantity: 1 } }));
  expect(answers.at(-1)?.body).toMatchObject({ code: "cart_full", status: 422 });
  expect(answers.slice(0, -1).every(({ status }) => status === 201)).toBe(true);
  const more = await shop.call("POST", `/carts/${cart.id}/lines`, {
    body: { variantId: products[0]?.variantId, quantity: 1 },
  });
  expect(more.body.lines).toHaveLength(100);
});

test("settings are asked for again after they changed", async () => {
  const as = await shop.administrator();
  const { headers } = await shop.call("GET", "/settings");
  await shop.call("PUT", "/settings", {
    as,
    headers: { "if-match": String(headers["etag"]) },
    body: { countries: ["FR"] },
  });
  await shop.settled();
  const { body: cart } = await shop.call("POST", "/carts", { body: {} });
  const answer = await shop.call("PUT", `/carts/${cart.id}`, { body: { shippingAddress: anAddress } });
  expect(answer.body.errors).toEqual([expect.objectContaining({ code: "not_served" })]);
});
