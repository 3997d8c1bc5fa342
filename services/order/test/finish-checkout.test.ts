// What becomes of a checkout whose request died, whose provider was silent, or whose shopper never paid.
import { randomUUID } from "node:crypto";
import { PaymentCaptured } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anOrder, moneyOf, place, readOrder, startOrderShop, stockOf, switchSandbox, visa } from "./shop.ts";

const WINDOW_SECONDS = 1800;
let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop({ ORDER_PAYMENT_WINDOW_SECONDS: String(WINDOW_SECONDS) });
});
afterAll(() => shop.close());
beforeEach(() => switchSandbox(shop, {}));

const timeoutCard = { provider: "sandbox", token: "tok_timeout_after_charge" };
const pastTheWindow = () => shop.clock.advance((WINDOW_SECONDS + 1) * 1000);

describe("a provider that charges and never answers", () => {
  test("leaves the payment unknown, and asking settles it: confirmed, charged once", async () => {
    await switchSandbox(shop, { dropWebhooks: true });
    const { id, opener, placed } = await anOrder(shop, { payment: timeoutCard });
    expect(placed).toMatchObject({ order: { status: "pending" }, payment: { status: "unknown" } });
    await shop.runJobs("order");
    await shop.settled();
    const order = await readOrder(shop, { id, opener });
    expect(order.status).toBe("confirmed");
    expect(await moneyOf(shop, id)).toEqual({ captured: order.total.amount, refunded: 0 });
  });

  test("a repeated request with the same key gets the same order", async () => {
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const key = randomUUID();
    const first = await place(shop, { cartId, payment: timeoutCard, key });
    const second = await place(shop, { cartId, payment: timeoutCard, key });
    expect(second.body.order.id).toBe(first.body.order.id);
  });
});

describe("an order that nobody pays", () => {
  test("is cancelled when its time is over, the goods go back and so does the cart", async () => {
    const { id, opener, variantId, cartId } = await anOrder(shop, { stock: 2 });
    await shop.runJobs("order");
    expect((await readOrder(shop, { id, opener })).status).toBe("pending");
    pastTheWindow();
    await shop.runJobs("order");
    await shop.settled();
    expect(await readOrder(shop, { id, opener })).toMatchObject({
      status: "cancelled",
      cancelReason: "payment_expired",
    });
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 2, reserved: 0 });
    expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("open");
  });

  test("is cancelled, too, when the shopper never came back from the provider's page", async () => {
    const { id, opener } = await anOrder(shop, {
      payment: { provider: "sandbox", returnUrl: "https://shop.example/" },
    });
    pastTheWindow();
    await shop.runJobs("order");
    await shop.settled();
    expect((await readOrder(shop, { id, opener })).status).toBe("cancelled");
  });
});

describe("money that comes late", () => {
  test("for a pending order whose hold has lapsed takes the goods again", async () => {
    const { id, opener, variantId, placed } = await anOrder(shop, { stock: 2 });
    const data = capturedEvent(id, placed.order.total);
    await shop.deliver("order", PaymentCaptured, { data });
    await shop.settled();
    expect((await readOrder(shop, { id, opener })).status).toBe("confirmed");
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 1, reserved: 0 });
  });

  test("heard twice confirms once", async () => {
    const { id, opener, placed } = await anOrder(shop);
    const delivery = { data: capturedEvent(id, placed.order.total), eventId: randomUUID() };
    await Promise.all([
      shop.deliver("order", PaymentCaptured, delivery),
      shop.deliver("order", PaymentCaptured, delivery),
    ]);
    await shop.settled();
    const { history } = await readOrder(shop, { id, opener });
    expect(history.map(({ to }: { to: string }) => to)).toEqual(["pending", "confirmed"]);
  });

  test("of another amount confirms nothing", async () => {
    const { id, opener, placed } = await anOrder(shop);
    const data = capturedEvent(id, { ...placed.order.total, amount: placed.order.total.amount - 1 });
    await expect(shop.deliver("order", PaymentCaptured, { data })).rejects.toMatchObject({
      code: "payment_amount_mismatch",
    });
    expect((await readOrder(shop, { id, opener })).status).toBe("pending");
  });

  test("for an order whose goods are gone by now cancels it and goes back", async () => {
    const { id, opener, variantId } = await anOrder(shop, {
      stock: 1,
      payment: { provider: "sandbox", token: "tok_declined" },
    });
    await lapse(shop.db("product"), id);
    await shop.runJobs("product");
    const rival = await aCart(shop, { lines: [{ variantId }] });
    expect((await place(shop, { cartId: rival.cartId, payment: visa })).status).toBe(201);
    const paid = await shop.call("POST", "/payments", {
      key: randomUUID(),
      body: { orderId: id, ...visa },
      ...opener,
    });
    expect(paid.body.status).toBe("captured");
    await shop.settled();
    const order = await readOrder(shop, { id, opener });
    expect(order).toMatchObject({ status: "cancelled", cancelReason: "sold_out" });
    expect(await moneyOf(shop, id)).toEqual({ captured: order.total.amount, refunded: order.total.amount });
  });
});

describe("a request that died", () => {
  test("after the order was written is finished by the recovery job", async () => {
    await switchSandbox(shop, { offline: true });
    const { id, opener } = await anOrder(shop, { payment: visa });
    expect((await readOrder(shop, { id, opener })).status).toBe("pending");
    await switchSandbox(shop, {});
    shop.clock.advance(30_000);
    await shop.runJobs("payment");
    await shop.runJobs("order");
    await shop.settled();
    const order = await readOrder(shop, { id, opener });
    expect(["confirmed", "pending"]).toContain(order.status);
    const { captured, refunded } = await moneyOf(shop, id);
    expect(captured - refunded).toBe(order.status === "confirmed" ? order.total.amount : 0);
  });
});

function capturedEvent(orderId: string, amount: { amount: number; currency: string }) {
  return { paymentId: randomUUID(), orderId, provider: "sandbox", amount };
}

/** The hold's time is over, by the database's clock. */
async function lapse(db: AnyDb, orderId: string): Promise<void> {
  const text = "update reservations set expires_at = now() - interval '1 second' where order_id = $1";
  await statement<never, [string]>("test_lapse", text).rows(db, [orderId]);
}
