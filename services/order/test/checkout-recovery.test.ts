// Recovery of checkouts that need no payment, or one that is settled by hand days later.
import { randomUUID } from "node:crypto";
import type { DescService } from "@bufbuild/protobuf";
import { PaymentService } from "@souk/contracts/rpc";
import { statement } from "@souk/db";
import type { Rpc } from "@souk/rpc";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { continueCheckout } from "../src/checkout/commands/continue-checkout.ts";
import { finishCheckout } from "../src/checkout/commands/finish-checkout.ts";
import { placeOrder } from "../src/checkout/commands/place-order.ts";
import { readConfig } from "../src/config.ts";
import { createDeps, type Deps } from "../src/deps.ts";
import { loadOrder } from "../src/orders/commands/change-order.ts";
import { expectAnswer, putCart } from "./pricing/pricing-shop.ts";
import { startOrderShop, stockOf } from "./shop.ts";

const DAY_MS = 86_400_000;
const WINDOW_MS = 1_800_000;
const HOLD_MS = WINDOW_MS + 900_000;
const secrets = {
  ORDER_LINK_SECRET: "a secret for links that only the tests know",
  ORDER_GIFT_CARD_SECRET: "a secret for codes that only the tests know",
};
let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

/** The order service's dependencies, with a payment service that says this of every payment. */
function depsWith(payment?: { status: string; expiresAt: string; capturableMinor?: bigint }): Deps {
  const { host } = shop.service("order");
  if (payment === undefined) return createDeps(readConfig(secrets), host);
  const answer = {
    paymentId: randomUUID(),
    capturedMinor: 0n,
    capturableMinor: 0n,
    currency: "EUR",
    clientSecret: "",
    redirectUrl: "",
    failureCode: "",
    ...payment,
  };
  const payments = new Proxy(host.rpc.client(PaymentService), {
    get: (_, name) => async () => (name === "findPaymentOfOrder" ? { payment: answer } : answer),
  });
  const rpc: Rpc = {
    client: <Service extends DescService>(service: Service) =>
      service.typeName === PaymentService.typeName
        ? (payments as unknown as ReturnType<typeof host.rpc.client<Service>>)
        : host.rpc.client(service),
  };
  return createDeps(readConfig(secrets), { ...host, rpc });
}

const lapse = statement<never>(
  "lapse_reservations",
  "update reservations set expires_at = now() where status = 'live'",
);
async function lapseHolds(): Promise<void> {
  await lapse.rows(shop.db("product"), []);
  await shop.runJobs("product");
}

async function aPlacedOrder(deps: Deps, details: Record<string, unknown> = {}) {
  const { variantId } = await aProduct(shop, { stock: 3 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  if (Object.keys(details).length > 0) await expectAnswer(putCart(shop, cartId, details), 200);
  const order = await placeOrder(deps, { orderId: randomUUID(), cartId, customerId: null });
  return { order, variantId };
}

test("an order that a gift card pays whole is confirmed by the job when its process died", async () => {
  const as = await shop.administrator();
  const body = { amount: { amount: 90_000, currency: "EUR" } };
  const { body: card } = await expectAnswer(shop.call("POST", "/gift-cards", { as, body }), 201);
  const deps = depsWith();
  const { order, variantId } = await aPlacedOrder(deps, { giftCardCodes: [card.code] });
  expect(order.status).toBe("pending");
  expect(await finishCheckout(deps, { orderId: order.id })).toBe("done");
  expect((await loadOrder(deps, order.id)).status).toBe("confirmed");
  await shop.settled();
  expect(await stockOf(shop, variantId)).toEqual({ onHand: 2, reserved: 0 });
});

test("money that is held for the shop confirms the order when nobody heard of it", async () => {
  const { order } = await aPlacedOrder(depsWith());
  const capturableMinor = BigInt(order.amountDue.amount);
  const deps = depsWith({ status: "authorized", expiresAt: "", capturableMinor });
  expect(await finishCheckout(deps, { orderId: order.id })).toBe("done");
  expect((await loadOrder(deps, order.id)).status).toBe("confirmed");
});

test("money that is not what was due is not kept: the order is called off and the shopper has the cart again", async () => {
  const { order } = await aPlacedOrder(depsWith());
  const capturableMinor = BigInt(order.amountDue.amount - 1);
  const deps = depsWith({ status: "authorized", expiresAt: "", capturableMinor });
  expect(await finishCheckout(deps, { orderId: order.id })).toBe("done");
  expect(await loadOrder(deps, order.id)).toMatchObject({
    status: "cancelled",
    cancelReason: "payment_amount_mismatch",
  });
  expect((await shop.call("GET", `/carts/${order.cartId}`)).body.status).toBe("open");
});

describe("a payment that is settled by hand", () => {
  const choice = { provider: "manual" };
  const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * DAY_MS).toISOString();

  test("is waited for until its own time is over, and its goods are held again and again", async () => {
    const deps = depsWith({ status: "requires_action", expiresAt: inDays(7) });
    const { order, variantId } = await aPlacedOrder(deps);
    await continueCheckout(deps, order, choice);
    const job = { orderId: order.id, payment: choice };
    expect(await finishCheckout(deps, job)).toEqual({ retryAfterMs: HOLD_MS / 2 });
    await lapseHolds();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 0 });
    shop.clock.advance(7 * DAY_MS - 60_000);
    const outcome = await finishCheckout(deps, job);
    expect(outcome === "done" ? 0 : outcome.retryAfterMs).toBeGreaterThan(0);
    expect(outcome === "done" ? 0 : outcome.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 1 });
    shop.clock.advance(60_000);
    expect(await finishCheckout(deps, job)).toBe("done");
    expect(await loadOrder(deps, order.id)).toMatchObject({
      status: "cancelled",
      cancelReason: "payment_expired",
    });
  });

  test("whose goods are gone before anybody has paid is called off", async () => {
    const deps = depsWith({ status: "requires_action", expiresAt: inDays(7) });
    const { order, variantId } = await aPlacedOrder(deps);
    const as = await shop.administrator();
    await expectAnswer(shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 0 } }), 200);
    expect(await finishCheckout(deps, { orderId: order.id, payment: choice })).toBe("done");
    expect(await loadOrder(deps, order.id)).toMatchObject({ status: "cancelled", cancelReason: "sold_out" });
  });
});
