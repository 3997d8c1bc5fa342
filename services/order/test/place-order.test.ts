// Placing an order through the front door, with real stock, payments and settings behind it.
import { randomUUID } from "node:crypto";
import { countRoundTrips, statement } from "@souk/db";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anOrder, moneyOf, place, readOrder, startOrderShop, stockOf, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

/** The front door lets nobody put what is sold out into a cart. */
const insertLine = statement<never, [string, string, string]>(
  "test_insert_line",
  `with changed as (update carts set version = version + 1 where id = $2 returning id)
   insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor) select $1, id, $3, 1, 1 from changed`,
);

describe("a guest who pays by card", () => {
  test("gets a confirmed order, the stock goes down, and every service agrees", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 2500, stock: 5 });
    const { cartId, total } = await aCart(shop, { lines: [{ variantId, quantity: 2 }] });
    const placed = await place(shop, { cartId, expectedTotal: total, payment: visa });
    expect(placed.status).toBe(201);
    expect(placed.body.order).toMatchObject({
      status: "confirmed",
      total: { amount: 5590, currency: "EUR" },
      customerId: null,
    });
    expect(placed.body.order.number).toMatch(/^SK-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(placed.body.order.history.map(({ to }: { to: string }) => to)).toEqual(["pending", "confirmed"]);
    expect(placed.body.payment).toMatchObject({ status: "captured" });
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 0 });
    expect(await moneyOf(shop, placed.body.order.id)).toEqual({ captured: 5590, refunded: 0 });
    const said = (await shop.published("order")).filter(
      ({ data }) => (data as { orderId: string }).orderId === placed.body.order.id,
    );
    expect(said.map(({ type }) => type).toSorted()).toEqual([
      "order.confirmed.v1",
      "order.placed.v1",
      "order.updated.v1",
      "order.updated.v1",
    ]);
    expect(JSON.stringify(said)).not.toMatch(/leyla|Kastanien/i);
  });

  test("sees the order with the token of the answer, and nobody sees it with the id alone", async () => {
    const { id, guestToken } = await anOrder(shop, { payment: visa });
    const own = await shop.call("GET", `/orders/${id}`, { headers: { "x-order-token": guestToken } });
    expect(own.status).toBe(200);
    expect(own.body.guestToken).toBeUndefined();
    expect((await shop.call("GET", `/orders/${id}`)).status).toBe(404);
    expect(
      (await shop.call("GET", `/orders/${id}`, { headers: { "x-order-token": `${guestToken}x` } })).status,
    ).toBe(404);
    expect(
      (
        await shop.call("GET", `/orders/${id}`, {
          headers: { "x-order-token": (await anOrder(shop)).guestToken },
        })
      ).status,
    ).toBe(404);
    expect((await shop.call("GET", `/orders/${id}`, { as: await shop.customer() })).status).toBe(404);
  });
});

test("a signed-in customer's order is theirs, in their list, and nobody else's", async () => {
  const as = await shop.customer();
  const { id, placed } = await anOrder(shop, { payment: visa, as });
  expect(placed.order).toMatchObject({ customerId: as.userId });
  expect(placed.order.guestToken).toBeUndefined();
  expect(
    (await shop.call("GET", "/orders", { as })).body.items.map((order: { id: string }) => order.id),
  ).toEqual([id]);
  expect((await shop.call("GET", "/orders", { as: await shop.customer() })).body.items).toEqual([]);
  expect((await shop.call("GET", `/orders/${id}`, { as: await shop.staff(["orders:read"]) })).status).toBe(
    200,
  );
});

describe("an order is placed once", () => {
  test("the same request sent 50 times at once makes one order and one charge, and every answer is the same", async () => {
    const { variantId } = await aProduct(shop, { stock: 100 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => place(shop, { cartId, payment: visa, key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 99, reserved: 0 });
    expect((await moneyOf(shop, answers[0]?.body.order.id)).captured).toBe(
      answers[0]?.body.order.total.amount,
    );
  });

  test("one cart submitted with 20 different keys at once makes one order", async () => {
    const { variantId } = await aProduct(shop, { stock: 100 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => place(shop, { cartId, payment: visa })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(["cart_ordered"]),
    );
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 99, reserved: 0 });
  });

  test("a key that was used for another cart is refused", async () => {
    const as = await shop.customer();
    const key = randomUUID();
    const carts = await Promise.all(
      [1, 2].map(async () => aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }], as })),
    );
    await place(shop, { cartId: carts[0]?.cartId ?? "", payment: visa, key, as });
    const answer = await place(shop, { cartId: carts[1]?.cartId ?? "", payment: visa, key, as });
    expect(answer).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  });

  test("without a key nothing happens", async () => {
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const answer = await shop.call("POST", "/orders", { body: { cartId, payment: visa } });
    expect(answer).toMatchObject({ status: 400, body: { code: "idempotency_key_required" } });
    expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("open");
  });
});

describe("stock decides", () => {
  test("two purchases of the last unit at once: one order, one clean 409, and the loser keeps the cart", async () => {
    const { variantId } = await aProduct(shop, { stock: 1 });
    const carts = await Promise.all([1, 2].map(() => aCart(shop, { lines: [{ variantId }] })));
    const answers = await Promise.all(carts.map(({ cartId }) => place(shop, { cartId, payment: visa })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(answers[lost]?.body).toMatchObject({ code: "sold_out", shortages: [{ variantId, quantity: 0 }] });
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 0, reserved: 0 });
    expect((await shop.call("GET", `/carts/${carts[lost]?.cartId}`)).body).toMatchObject({
      status: "open",
      orderId: null,
    });
  });

  test("a cart of which too little is left is refused before an order is written, as often as it is asked", async () => {
    const { variantId } = await aProduct(shop, { stock: 1 });
    const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 2 }] });
    const { body: cart } = await shop.call("GET", `/carts/${cartId}`);
    const key = randomUUID();
    const before = await shop.published("order");
    for (const again of [key, key, randomUUID()]) {
      const answer = await place(shop, { cartId, payment: visa, key: again });
      expect(answer).toMatchObject({
        status: 409,
        body: { code: "sold_out", shortages: [{ variantId, quantity: 1 }] },
      });
    }
    expect(await shop.published("order")).toEqual(before);
    expect((await shop.call("GET", `/carts/${cartId}`)).body.version).toBe(cart.version);
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 1, reserved: 0 });
  });

  test("goods that only a lapsed hold keeps are sold, also before anybody swept it up", async () => {
    const { variantId, id } = await anOrder(shop, { stock: 1 });
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const text = "update reservations set expires_at = now() - interval '1 second' where order_id = $1";
    await statement<never, [string]>("test_lapse", text).rows(shop.db("product"), [id]);
    await insertLine.rows(shop.db("order"), [randomUUID(), cartId, variantId]);
    expect((await place(shop, { cartId, payment: visa })).status).toBe(201);
    await shop.settled();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 0, reserved: 0 });
  });

  test("a customer's list does not show an order that was refused as sold out", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop, { stock: 1 });
    const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 2 }], as });
    expect((await place(shop, { cartId, payment: visa, as })).body.code).toBe("sold_out");
    expect((await shop.call("GET", "/orders", { as })).body.items).toEqual([]);
  });
});

describe("a changed or unfinished cart is refused and nothing moves", () => {
  test("another total than the one shown answers with the new one", async () => {
    const { cartId, total } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const answer = await place(shop, {
      cartId,
      payment: visa,
      expectedTotal: { ...total, amount: total.amount - 1 },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: "price_changed", totals: { total } } });
    expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("open");
  });

  test("an incomplete cart answers with what is missing", async () => {
    const { body: cart } = await shop.call("POST", "/carts", { body: {} });
    const answer = await place(shop, { cartId: cart.id, payment: visa });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "cart_incomplete", missing: ["lines", "email", "shippingAddress", "shippingMethodId"] },
    });
  });

  test("something that is no longer sold is named", async () => {
    const as = await shop.administrator();
    const { variantId, productId } = await aProduct(shop);
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const { headers } = await shop.call("GET", `/products/${productId}`, { as });
    await shop.call("DELETE", `/products/${productId}`, {
      as,
      headers: { "if-match": String(headers["etag"]) },
    });
    const answer = await shop.until(async () => {
      const tried = await place(shop, { cartId, expectedTotal: { amount: 1, currency: "EUR" } });
      return tried.body.code === "cart_line_unavailable" && tried;
    });
    expect(answer).toMatchObject({ status: 409, body: { variantId } });
  });

  test("a payment provider the shop does not have undoes the order and gives the cart back", async () => {
    const { variantId } = await aProduct(shop, { stock: 3 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const answer = await place(shop, { cartId, payment: { provider: "barter" } });
    expect(answer).toMatchObject({ status: 422, body: { code: "payment_provider_unknown" } });
    await shop.settled();
    expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("open");
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 3, reserved: 0 });
  });
});

describe("other ways to pay", () => {
  test("a declined card leaves the order waiting, and another card pays it", async () => {
    const { id, guestToken, opener, placed } = await anOrder(shop, {
      payment: { provider: "sandbox", token: "tok_declined" },
    });
    expect(placed).toMatchObject({
      order: { status: "pending" },
      payment: { status: "failed", failureCode: "card_declined" },
    });
    const body = { orderId: id, ...visa };
    const paid = await shop.call("POST", "/payments", {
      key: randomUUID(),
      body,
      headers: { "x-order-token": guestToken },
    });
    expect(paid).toMatchObject({ status: 201, body: { status: "captured" } });
    await shop.settled();
    expect(await readOrder(shop, { id, opener })).toMatchObject({ status: "confirmed" });
  });

  test("3-D Secure sends the shopper to the provider", async () => {
    const { placed } = await anOrder(shop, {
      payment: { provider: "sandbox", token: "tok_3ds", returnUrl: "https://shop.example/back" },
    });
    expect(placed).toMatchObject({ order: { status: "pending" }, payment: { status: "requires_action" } });
    expect(placed.payment.redirectUrl).toContain("/pay/");
  });

  test("without a choice the order waits, and the goods are held", async () => {
    const { variantId, placed } = await anOrder(shop, { stock: 4 });
    expect(placed.order.status).toBe("pending");
    expect(placed.payment).toBeUndefined();
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 4, reserved: 1 });
  });
});

test("a placed order costs at most 15 round trips to PostgreSQL, in all the services it asks", async ({
  annotate,
}) => {
  const BUDGET = 15;
  const { variantId } = await aProduct(shop, { stock: 20 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  const databases = (["order", "product", "payment", "admin"] as const).map((name) => shop.db(name));
  const { result, roundTrips } = await countRoundTrips(databases, () =>
    place(shop, { cartId, payment: visa }),
  );
  expect(result).toMatchObject({ status: 201, body: { order: { status: "confirmed" } } });
  await annotate(`${roundTrips} round trips for an order`);
  expect(roundTrips).toBeGreaterThan(4); // Four databases at least were asked: what counts nothing proves nothing.
  expect(roundTrips).toBeLessThanOrEqual(BUDGET);
});
