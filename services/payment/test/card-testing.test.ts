// Whoever tries stolen cards here is stopped after some that were declined: by order, by shopper, by address, and in the whole shop.
import { randomUUID } from "node:crypto";
import { aCart, aProduct, type Person, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { countedAttempt, readDeclineLimits } from "../src/card-testing/card-testing-config.ts";
import * as the from "./payments.ts";

let shop: TestShop;

/** Limits are read at the start, so each of them has a shop of its own. */
async function aShopWith(limit: Record<string, string>): Promise<void> {
  shop = await the.startPaymentShop(limit);
}

async function decline(order: the.OrderToPay, as?: Person) {
  return the.pay(shop, order, { token: "tok_declined", ...(as && { as }) });
}

const tooMany = { status: 429, body: { code: "too_many_payment_attempts" } };

describe("a shop", () => {
  afterEach(() => shop.close());

  test("an order bears so many declined attempts, and others are not held to it", async () => {
    await aShopWith({ PAYMENT_DECLINES_ORDER_MAX: "2" });
    const order = await the.anOrder(shop);
    await decline(order);
    await decline(order);
    const refused = await the.pay(shop, order, { token: "tok_visa" });
    expect(refused).toMatchObject(tooMany);
    expect(refused.headers["retry-after"]).toBe("3600");
    expect((await the.pay(shop, await the.anOrder(shop), { token: "tok_visa" })).body.status).toBe(
      "captured",
    );
    shop.clock.advance(3_600_000);
    expect((await the.pay(shop, order, { token: "tok_visa" })).body.status).toBe("captured");
    await shop.runJobs("payment");
    const { rows } = await sql`select 1 from payment_attempts where is_declined`.execute(shop.db("payment"));
    expect(rows).toEqual([]);
  });

  test("a customer bears so many over all their orders", async () => {
    await aShopWith({ PAYMENT_DECLINES_SHOPPER_MAX: "2" });
    const as = await shop.customer();
    await decline(await the.anOrder(shop, as), as);
    await decline(await the.anOrder(shop, as), as);
    expect(await decline(await the.anOrder(shop, as), as)).toMatchObject(tooMany);
    expect(await decline(await the.anOrder(shop))).toMatchObject({ status: 201 });
  });

  test("a declined payment of an order that is just placed counts for the address it came from", async () => {
    await aShopWith({});
    const { variantId } = await aProduct(shop, { priceMinor: 2500 });
    const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 1 }] });
    const payment = { provider: "sandbox", token: "tok_declined" };
    const { body } = await shop.call("POST", "/orders", { key: randomUUID(), body: { cartId, payment } });
    expect(body.payment.status).toBe("failed");
    const { rows } = await sql`select is_declined as "isDeclined", address_key is not null as "hasAddress"
      from payment_attempts where payment_id = ${body.payment.id}`.execute(shop.db("payment"));
    expect(rows).toEqual([{ isDeclined: true, hasAddress: true }]);
  });

  test("the shop bears so many altogether, and a repeated request is not a new attempt", async () => {
    await aShopWith({ PAYMENT_DECLINES_SHOP_MAX: "2" });
    const order = await the.anOrder(shop);
    const key = randomUUID();
    for (const _ of [1, 2, 3]) await the.pay(shop, order, { token: "tok_declined", key });
    expect(await decline(order)).toMatchObject({ status: 201 });
    expect(await decline(await the.anOrder(shop))).toMatchObject(tooMany);
  });
});

test("an address is told apart by a hash that only the shop can make, and its own machine is borne with for longer", () => {
  const limits = readDeclineLimits({
    PAYMENT_DECLINES_ADDRESS_MAX: "5",
    PAYMENT_ATTEMPT_SECRET: "s".repeat(16),
  });
  const attempt = (networkAddress: string | undefined) =>
    countedAttempt(limits, { paymentId: "p", orderId: "o", customerId: undefined, networkAddress });
  expect(attempt("203.0.113.9").addressMax).toBe(5);
  expect(attempt("127.0.0.1").addressMax).toBe(500);
  expect(attempt(undefined).addressKey).toBeNull();
  expect(attempt("203.0.113.9").addressKey?.toString()).not.toContain("203");
  expect(attempt("203.0.113.9").addressKey).toEqual(attempt("203.0.113.9").addressKey);
  expect(attempt("203.0.113.8").addressKey).not.toEqual(attempt("203.0.113.9").addressKey);
  // One line at home has all addresses of one IPv6 network.
  const one = attempt("2001:db8:1:2:3:4:5:6").addressKey;
  expect(attempt("2001:db8:1:2::9").addressKey).toEqual(one);
  expect(attempt("2001:db8:1:3::9").addressKey).not.toEqual(one);
  expect(attempt("2001:db8::9").addressKey).toEqual(attempt("2001:db8:0:0:1::").addressKey);
  expect(attempt("::9").addressKey).toEqual(attempt("0:0:0:0:9::").addressKey);
  expect(attempt("::ffff:203.0.113.9").addressKey).not.toEqual(attempt("::ffff:203.0.113.8").addressKey);
  const elsewhere = countedAttempt(readDeclineLimits({}), {
    paymentId: "p",
    orderId: "o",
    customerId: undefined,
    networkAddress: "203.0.113.9",
  });
  expect(elsewhere.addressKey).not.toEqual(attempt("203.0.113.9").addressKey);
});
