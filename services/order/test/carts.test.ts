// Carts through the front door.
import { randomUUID } from "node:crypto";
import { aCart, anAddress, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

async function anEmptyCart(body: unknown = {}) {
  return (await shop.call("POST", "/carts", { body })).body;
}
const add = (cartId: string, variantId: string, quantity = 1) =>
  shop.call("POST", `/carts/${cartId}/lines`, { body: { variantId, quantity } });

describe("opening a cart", () => {
  test("takes the shop's first currency, or the one asked for", async () => {
    expect(await anEmptyCart()).toMatchObject({
      currency: "EUR",
      status: "open",
      lines: [],
      missing: ["lines", "email", "shippingAddress", "shippingMethodId"],
    });
    expect(await anEmptyCart({ currency: "USD" })).toMatchObject({ currency: "USD" });
  });

  test("refuses a currency the shop does not sell in", async () => {
    const answer = await shop.call("POST", "/carts", { body: { currency: "JPY" } });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "currency_not_offered", errors: [{ pointer: "/currency" }] });
  });
});

describe("lines", () => {
  test("the same article twice is one line with both quantities", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 1250 });
    const { id } = await anEmptyCart();
    await add(id, variantId, 1);
    const { body, status } = await add(id, variantId, 2);
    expect(status).toBe(201);
    expect(body.lines).toHaveLength(1);
    expect(body.lines[0]).toMatchObject({
      quantity: 3,
      unitPrice: { amount: 1250, currency: "EUR" },
      total: { amount: 3750, currency: "EUR" },
      notice: null,
    });
    expect(body.totals.subtotal).toEqual({ amount: 3750, currency: "EUR" });
  });

  test("a request repeated with its key adds once", async () => {
    const { variantId } = await aProduct(shop);
    const { id } = await anEmptyCart();
    const key = randomUUID();
    const body = { variantId, quantity: 1 };
    await shop.call("POST", `/carts/${id}/lines`, { key, body });
    const again = await shop.call("POST", `/carts/${id}/lines`, { key, body });
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body.lines[0].quantity).toBe(1);
  });

  test("are changed and taken out, and the version tells", async () => {
    const [one, two] = [await aProduct(shop), await aProduct(shop)];
    const { id } = await anEmptyCart();
    await add(id, one.variantId);
    const { body: cart } = await add(id, two.variantId);
    const [first, second] = cart.lines;
    const changed = await shop.call("PATCH", `/carts/${id}/lines/${first.id}`, { body: { quantity: 4 } });
    expect(changed.body.lines.map((line: { quantity: number }) => line.quantity)).toEqual([4, 1]);
    expect(changed.body.version).toBe(cart.version + 1);
    const removed = await shop.call("DELETE", `/carts/${id}/lines/${second.id}`);
    expect(removed.body.lines.map((line: { id: string }) => line.id)).toEqual([first.id]);
    expect((await shop.call("DELETE", `/carts/${id}/lines/${second.id}`)).body.code).toBe(
      "cart_line_not_found",
    );
  });

  test.each([
    ["nothing", 0],
    ["less than nothing", -1],
    ["half a piece", 1.5],
    ["far too many", 10_001],
    ["text", "2"],
  ])("%s is refused by its place", async (_, quantity) => {
    const { variantId } = await aProduct(shop);
    const { id } = await anEmptyCart();
    const answer = await shop.call("POST", `/carts/${id}/lines`, { body: { variantId, quantity } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe("/quantity");
  });

  test("together they cannot exceed what one order can hold", async () => {
    const { variantId } = await aProduct(shop);
    const { id } = await anEmptyCart();
    await add(id, variantId, 10_000);
    expect((await add(id, variantId, 1)).body).toMatchObject({
      code: "quantity_too_large",
      errors: [{ pointer: "/quantity" }],
    });
  });

  test("a price that a client sends is refused", async () => {
    const { variantId } = await aProduct(shop);
    const { id } = await anEmptyCart();
    const body = { variantId, quantity: 1, unitPrice: { amount: 1, currency: "EUR" } };
    expect((await shop.call("POST", `/carts/${id}/lines`, { body })).status).toBe(400);
  });

  test("what is not sold, or sold out, cannot be put in", async () => {
    const { variantId } = await aProduct(shop, { stock: 0 });
    const { id } = await anEmptyCart();
    expect((await add(id, randomUUID())).body).toMatchObject({
      code: "variant_unknown",
      errors: [{ pointer: "/variantId" }],
    });
    expect((await add(id, variantId)).body.code).toBe("sold_out");
  });

  test("parallel additions are all kept", async () => {
    const products = await Promise.all([1, 2, 3, 4, 5].map(() => aProduct(shop)));
    const { id } = await anEmptyCart();
    await Promise.all(products.map(({ variantId }) => add(id, variantId)));
    expect((await shop.call("GET", `/carts/${id}`)).body.lines).toHaveLength(5);
  });
});

describe("what changed since something was put in is told", () => {
  test("fewer left, sold out, another price, no longer sold", async () => {
    const as = await shop.administrator();
    const { variantId, productId } = await aProduct(shop, { stock: 5, priceMinor: 1000 });
    const { id } = await anEmptyCart();
    await add(id, variantId, 3);
    const notice = async () => (await shop.call("GET", `/carts/${id}`)).body.lines[0].notice;
    await shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 2 } });
    expect(await shop.until(async () => (await notice()) === "fewer_left")).toBe(true);
    await shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 0 } });
    expect(await shop.until(async () => (await notice()) === "sold_out")).toBe(true);
    await shop.call("PUT", `/stock/${variantId}`, { as, body: { onHand: 5 } });
    const product = await shop.call("GET", `/products/${productId}`, { as });
    const { sku } = product.body.variants[0];
    const changed = {
      name: product.body.name,
      slug: product.body.slug,
      status: "active",
      variants: [{ id: variantId, sku, prices: [{ amount: 900, currency: "EUR" }] }],
    };
    const put = await shop.call("PUT", `/products/${productId}`, {
      as,
      headers: { "if-match": String(product.headers["etag"]) },
      body: changed,
    });
    expect(put.status).toBe(200);
    expect(await shop.until(async () => (await notice()) === "price_changed")).toBe(true);
    await shop.call("DELETE", `/products/${productId}`, {
      as,
      headers: { "if-match": String(put.headers["etag"]) },
    });
    expect(await shop.until(async () => (await notice()) === "unavailable")).toBe(true);
    const cart = (await shop.call("GET", `/carts/${id}`)).body;
    expect(cart.totals.total.amount).toBe(0);
  });
});

describe("details", () => {
  test("are kept one by one, and an address for bills can be taken back", async () => {
    const { id } = await anEmptyCart();
    const put = (body: unknown) => shop.call("PUT", `/carts/${id}`, { body });
    await put({ email: "a@example.com" });
    await put({ shippingAddress: anAddress, billingAddress: { ...anAddress, city: "Hamburg" } });
    const { body } = await put({ shippingMethodId: "express" });
    expect(body).toMatchObject({
      email: "a@example.com",
      shippingAddress: anAddress,
      billingAddress: { city: "Hamburg" },
      shippingMethodId: "express",
      missing: ["lines"],
    });
    expect((await put({ billingAddress: null })).body.billingAddress).toBeNull();
  });

  test("parallel changes of different details are all kept", async () => {
    const { id } = await anEmptyCart();
    const bodies = [
      { email: "a@example.com" },
      { shippingAddress: anAddress },
      { shippingMethodId: "standard" },
    ];
    await Promise.all(bodies.map((body) => shop.call("PUT", `/carts/${id}`, { body })));
    expect((await shop.call("GET", `/carts/${id}`)).body.missing).toEqual(["lines"]);
  });

  test.each([
    [
      { shippingAddress: { ...anAddress, country: "AQ" } },
      "/shippingAddress/country",
      "cart_details_refused",
    ],
    [{ shippingMethodId: "camel" }, "/shippingMethodId", "cart_details_refused"],
    [{ couponCodes: ["NO-SUCH-CODE"] }, "/couponCodes/0", "coupon_refused"],
    [{ giftCardCodes: ["0000-0000-0000-0000"] }, "/giftCardCodes/0", "gift_card_refused"],
    [{ giftCardCodes: ["not a code"] }, "/giftCardCodes/0", "gift_card_refused"],
    [{ useStoreCredit: true }, "/useStoreCredit", "sign_in_for_store_credit"],
  ])("%j is refused by its place, and nothing with it is written", async (refused, pointer, code) => {
    const { id } = await anEmptyCart();
    const body = { email: "a@example.com", ...refused };
    const answer = await shop.call("PUT", `/carts/${id}`, { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, errors: [{ pointer }] });
    expect((await shop.call("GET", `/carts/${id}`)).body).toMatchObject({ email: null, version: 1 });
  });

  test("shipping has its price for this cart, and is free over a threshold", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 4500 });
    const { id } = await anEmptyCart();
    await add(id, variantId);
    const prices = async () => {
      const { body } = await shop.call("GET", `/carts/${id}/shipping-methods`);
      return Object.fromEntries(
        body.items.map((method: { id: string; price: { amount: number } }) => [
          method.id,
          method.price.amount,
        ]),
      );
    };
    expect(await prices()).toEqual({ standard: 590, express: 1490 });
    await add(id, variantId);
    expect(await prices()).toEqual({ standard: 0, express: 1490 });
    const { body } = await shop.call("PUT", `/carts/${id}`, {
      body: { shippingMethodId: "standard", shippingAddress: anAddress },
    });
    expect(body.explanation.map(({ code }: { code: string }) => code)).toEqual([
      "subtotal",
      "shipping_free",
      "total",
      "tax_included",
    ]);
  });
});

describe("a cart belongs to", () => {
  test("whoever knows its id, as long as it is a guest's", async () => {
    const { id } = await anEmptyCart();
    expect((await shop.call("GET", `/carts/${id}`, { as: await shop.customer() })).status).toBe(200);
    expect((await shop.call("GET", `/carts/${randomUUID()}`)).body.code).toBe("cart_not_found");
  });

  test("its customer alone, once it is a customer's", async () => {
    const as = await shop.customer();
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }], as });
    expect((await shop.call("GET", `/carts/${cartId}`, { as })).status).toBe(200);
    expect((await shop.call("GET", `/carts/${cartId}`)).status).toBe(404);
    expect((await shop.call("GET", `/carts/${cartId}`, { as: await shop.customer() })).status).toBe(404);
    expect((await place(shop, { cartId, payment: visa, as: await shop.customer() })).status).toBe(404);
  });
});

test("a cart that was ordered cannot be changed any more", async () => {
  const { variantId } = await aProduct(shop);
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  await place(shop, { cartId, payment: visa });
  expect((await add(cartId, variantId)).body.code).toBe("cart_ordered");
  expect((await shop.call("PUT", `/carts/${cartId}`, { body: { email: "b@example.com" } })).status).toBe(409);
  expect((await shop.call("GET", `/carts/${cartId}`)).body.status).toBe("ordered");
});

test("a cart is read with a strong ETag", async () => {
  const { id } = await anEmptyCart();
  const { headers } = await shop.call("GET", `/carts/${id}`);
  expect(headers["etag"]).toMatch(/^"/);
  const again = await shop.call("GET", `/carts/${id}`, {
    headers: { "if-none-match": String(headers["etag"]) },
  });
  expect(again.status).toBe(304);
});

test("an empty cart is asked for no shipping, whatever method was chosen before", async () => {
  const { variantId } = await aProduct(shop, { priceMinor: 1000 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  const { body: full } = await shop.call("GET", `/carts/${cartId}`);
  expect(full.totals.shipping.amount).toBe(590);
  const { body } = await shop.call("DELETE", `/carts/${cartId}/lines/${full.lines[0].id}`);
  expect(body).toMatchObject({
    shippingMethodId: "standard",
    totals: { shipping: { amount: 0 }, total: { amount: 0 } },
    amountDue: { amount: 0 },
    missing: ["lines"],
  });
  expect(body.explanation.map(({ code }: { code: string }) => code)).toEqual(["subtotal", "total"]);
});
