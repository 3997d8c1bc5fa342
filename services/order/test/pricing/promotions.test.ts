// Promotions through the front door: what staff write, what a cart is then told, and what the order keeps of it.
import { randomUUID } from "node:crypto";
import { statement } from "@souk/db";
import { aCart, anAddress, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place, startOrderShop, visa } from "../shop.ts";
import {
  aCartWithCode,
  aCode,
  aPromotion,
  archive,
  expectAnswer,
  ifMatch,
  putCart,
  tenPercent,
} from "./pricing-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const readCart = async (cartId: string) => (await shop.call("GET", `/carts/${cartId}`)).body;
const staffCall = async (method: "GET" | "POST" | "PUT" | "DELETE", path: string, options = {}) =>
  shop.call(method, path, { as: await shop.administrator(), ...options });

describe("staff", () => {
  test("write a promotion as a draft, with everything that is not said filled in", async () => {
    const couponCode = aCode();
    const { made, id } = await aPromotion(shop, { couponCode: couponCode.toLowerCase(), isDraft: true });
    expect(made.body).toMatchObject({
      id,
      status: "draft",
      couponCode,
      stacking: "combinable",
      priority: 0,
      startsAt: null,
      usesMax: null,
      uses: 0,
      version: 1,
      conditions: { goods: { productIds: [], categoryIds: [] }, firstOrderOnly: false },
      action: tenPercent,
    });
    const read = await staffCall("GET", `/promotions/${id}`);
    expect(read.body).toEqual(made.body);
    const { variantId } = await aProduct(shop);
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    expect((await putCart(shop, cartId, { couponCodes: [couponCode] })).body).toMatchObject({
      code: "coupon_refused",
      errors: [{ pointer: "/couponCodes/0", code: "unknown" }],
    });
  });

  test("edit what they have seen, and only that", async () => {
    const { id, made } = await aPromotion(shop, { couponCode: aCode(), isDraft: true });
    const body = { name: "Winter", action: tenPercent, endsAt: "2027-01-01T00:00:00.000Z" };
    expect((await staffCall("PUT", `/promotions/${id}`, { body })).status).toBe(428);
    const headers = ifMatch(made);
    const put = await expectAnswer(staffCall("PUT", `/promotions/${id}`, { body, headers }), 200);
    expect(put.body).toMatchObject({ name: "Winter", couponCode: null, endsAt: body.endsAt, version: 2 });
    expect((await staffCall("PUT", `/promotions/${id}`, { body, headers })).body.code).toBe("version_stale");
    expect((await staffCall("DELETE", `/promotions/${id}`, { headers })).status).toBe(412);
    await expectAnswer(staffCall("DELETE", `/promotions/${id}`, { headers: ifMatch(put) }), 204);
    for (const method of ["GET", "PUT", "DELETE"] as const) {
      const gone = await staffCall(method, `/promotions/${id}`, {
        ...(method !== "GET" && { headers: { "if-match": "*" } }),
        ...(method === "PUT" && { body }),
      });
      expect(gone.body.code).toBe("promotion_not_found");
    }
    expect((await staffCall("GET", `/promotions/${id}/uses`)).body.code).toBe("promotion_not_found");
  });

  test("are on record with what they did, and every process hears that prices changed", async () => {
    const { id } = await aPromotion(shop, { couponCode: aCode() });
    await archive(shop, id);
    await shop.settled();
    const said = await shop.published("order");
    const acts = said.filter(({ data }) => (data as { subjectId?: string }).subjectId === id);
    expect(
      acts.flatMap(({ type, data }) =>
        type === "staff.acted.v1" ? [(data as { action: string }).action] : [],
      ),
    ).toEqual(["promotion.create", "promotion.activate", "promotion.archive"]);
    expect(acts.filter(({ type }) => type === "pricing.changed.v1")).toHaveLength(3);
  });

  test("let a promotion begin and end, in that order", async () => {
    const { id } = await aPromotion(shop, { couponCode: aCode() });
    const headers = { "if-match": "*" };
    const move = (word: string) => staffCall("POST", `/promotions/${id}/${word}`, { headers });
    expect((await move("activate")).body.code).toBe("promotion_status_conflict");
    expect((await staffCall("POST", `/promotions/${id}/archive`)).status).toBe(428);
    expect((await move("archive")).body.status).toBe("archived");
    const body = { name: "Winter", action: tenPercent };
    expect((await staffCall("PUT", `/promotions/${id}`, { headers, body })).body.code).toBe(
      "promotion_archived",
    );
    expect((await move("activate")).body.status).toBe("active");
    const unknown = "/promotions/01900000-0000-7000-8000-000000000000/activate";
    expect((await staffCall("POST", unknown, { headers })).body.code).toBe("promotion_not_found");
  });

  test("cannot give one code to two promotions, in whatever case, until the first is archived", async () => {
    const couponCode = aCode();
    const { id } = await aPromotion(shop, { couponCode });
    const body = { name: "Other", action: tenPercent, couponCode: couponCode.toLowerCase() };
    expect((await staffCall("POST", "/promotions", { body })).body).toMatchObject({
      code: "coupon_code_taken",
      errors: [{ pointer: "/couponCode" }],
    });
    await archive(shop, id);
    await expectAnswer(staffCall("POST", "/promotions", { body }), 201);
    const again = await staffCall("POST", `/promotions/${id}/activate`, { headers: { "if-match": "*" } });
    expect(again.body.code).toBe("coupon_code_taken");
  });

  test("page through them, by status if they like; a repeated request adds once", async () => {
    const key = randomUUID();
    const as = await shop.administrator();
    const once = { as, key, body: { name: "Once", action: tenPercent, couponCode: aCode() } };
    const first = await shop.call("POST", "/promotions", once);
    const second = await shop.call("POST", "/promotions", once);
    expect(second.body.id).toBe(first.body.id);
    await aPromotion(shop, { couponCode: aCode(), isDraft: true });
    const page = (await staffCall("GET", "/promotions?limit=1&status=draft")).body;
    const next = (await staffCall("GET", `/promotions?limit=100&status=draft&cursor=${page.nextCursor}`))
      .body;
    const ids = [...page.items, ...next.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(first.body.id);
    expect(next.nextCursor).toBeNull();
    expect([...page.items, ...next.items].every(({ status }) => status === "draft")).toBe(true);
  });

  test.each([
    [
      "an end before its beginning",
      { startsAt: "2026-02-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z" },
      "/endsAt",
    ],
    ["more than everything off", { action: { type: "percent", basisPoints: 10_001 } }, "/action/basisPoints"],
    ["a fixed amount of nothing", { action: { type: "fixed", amounts: {} } }, "/action/amounts"],
    ["a code with a blank", { couponCode: "TWO WORDS" }, "/couponCode"],
  ])("are refused %s by its place", async (_, wrong, pointer) => {
    const answer = await staffCall("POST", "/promotions", {
      body: { name: "X", action: tenPercent, ...wrong },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  test("without the permission neither see nor write them", async () => {
    const as = await shop.staff(["products:write"]);
    expect((await shop.call("GET", "/promotions", { as })).status).toBe(403);
    expect((await shop.call("POST", "/promotions", { as, body: {} })).status).toBe(403);
    expect(
      (await shop.call("GET", "/promotions", { as: await shop.staff(["promotions:read"]) })).status,
    ).toBe(200);
  });
});

describe("a code", () => {
  test("in any case takes its part off each line and off the total, and says so", async () => {
    const code = aCode();
    await aPromotion(shop, { couponCode: code, name: "Autumn sale" });
    const { variantId } = await aProduct(shop, { priceMinor: 2505 });
    const cartId = await aCartWithCode(shop, { variantId, code: code.toLowerCase() });
    const cart = await readCart(cartId);
    expect(cart.totals).toMatchObject({
      subtotal: { amount: 2505 },
      discount: { amount: 251 },
      shipping: { amount: 590 },
      total: { amount: 2844 },
    });
    expect(cart.explanation).toContainEqual({
      code: "promotion",
      label: `Autumn sale (${code})`,
      amount: { amount: -251, currency: "EUR" },
    });
  });

  test("stays in the order with what it took off, and the use is on record", async () => {
    const code = aCode();
    const { id } = await aPromotion(shop, { couponCode: code });
    const { variantId } = await aProduct(shop, { priceMinor: 2000 });
    const cartId = await aCartWithCode(shop, { variantId, code });
    const { order } = (await expectAnswer(place(shop, { cartId, payment: visa }), 201)).body;
    expect(order.totals).toMatchObject({ discount: { amount: 200 }, total: { amount: 2390 } });
    expect(order.lines[0]).toMatchObject({ discount: { amount: 200 }, paid: { amount: 1800 } });
    const { items, nextCursor } = (await staffCall("GET", `/promotions/${id}/uses`)).body;
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        orderId: order.id,
        couponCode: code,
        amount: { amount: 200, currency: "EUR" },
        usedAt: expect.any(String),
        releasedAt: null,
      },
    ]);
    expect((await staffCall("GET", `/promotions/${id}`)).body.uses).toBe(1);
    const headers = { "if-match": "*" };
    expect((await staffCall("DELETE", `/promotions/${id}`, { headers })).body.code).toBe("promotion_used");
  });

  test("that was fine and no longer is stays in the cart, takes nothing off and is told", async () => {
    const code = aCode();
    const { id } = await aPromotion(shop, { couponCode: code });
    const { variantId } = await aProduct(shop);
    const cartId = await aCartWithCode(shop, { variantId, code });
    await archive(shop, id);
    const cart = await readCart(cartId);
    expect(cart).toMatchObject({
      couponCodes: [code],
      refusedCoupons: [{ code, reason: "unknown" }],
      totals: { discount: { amount: 0 } },
    });
    expect(cart.explanation.map((step: { code: string }) => step.code)).toContain("coupon_refused");
  });

  test.each([
    ["not_yet", { startsAt: "2099-01-01T00:00:00Z" }],
    ["expired", { endsAt: "2001-01-01T00:00:00Z" }],
    ["minimum_not_reached", { conditions: { minimumSubtotals: { EUR: 1_000_000 } } }],
    ["not_in_this_currency", { conditions: { currencies: ["USD"] } }],
    ["not_in_this_currency", { conditions: { minimumSubtotals: { USD: 1 } } }],
    ["not_in_this_currency", { action: { type: "fixed", amounts: { USD: 100 } } }],
    ["not_for_this_destination", { conditions: { countries: ["FR"] } }],
    ["not_for_this_customer", { conditions: { customerGroups: ["wholesale"] } }],
    [
      "not_for_these_goods",
      { conditions: { goods: { productIds: ["01900000-0000-7000-8000-000000000000"] } } },
    ],
  ])("is refused as %s", async (reason, body) => {
    const couponCode = aCode();
    await aPromotion(shop, { couponCode, ...body });
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const refused = await putCart(shop, cartId, { couponCodes: [couponCode] });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: "coupon_refused",
      errors: [{ pointer: "/couponCodes/0", code: reason }],
    });
  });

  test("for a country waits until somebody says where the goods go", async () => {
    const couponCode = aCode();
    await aPromotion(shop, { couponCode, conditions: { countries: ["DE"] } });
    const { id: cartId } = (await shop.call("POST", "/carts", { body: {} })).body;
    const { variantId } = await aProduct(shop, { priceMinor: 1000 });
    await shop.call("POST", `/carts/${cartId}/lines`, { body: { variantId, quantity: 1 } });
    const waiting = await expectAnswer(putCart(shop, cartId, { couponCodes: [couponCode] }), 200);
    expect(waiting.body).toMatchObject({ refusedCoupons: [], totals: { discount: { amount: 0 } } });
    expect(waiting.body.explanation.map((step: { code: string }) => step.code)).toContain(
      "coupon_without_effect",
    );
    const sent = await putCart(shop, cartId, { shippingAddress: anAddress });
    expect(sent.body.totals.discount.amount).toBe(100);
  });

  test("that saves less than an exclusive promotion is refused as not combinable", async () => {
    const [weak, strong] = [aCode(), aCode()];
    await aPromotion(shop, { couponCode: weak });
    await aPromotion(shop, {
      couponCode: strong,
      stacking: "exclusive",
      action: { type: "percent", basisPoints: 5000 },
    });
    const { variantId } = await aProduct(shop);
    const cartId = await aCartWithCode(shop, { variantId, code: strong });
    expect((await putCart(shop, cartId, { couponCodes: [strong, weak] })).body).toMatchObject({
      code: "coupon_refused",
      errors: [{ pointer: "/couponCodes/1", code: "not_combinable" }],
    });
  });

  test("for a category holds for all that stands below it", async () => {
    const parent = await expectAnswer(
      staffCall("POST", "/categories", { body: { name: `Rugs ${aCode()}` } }),
      201,
    );
    const child = await expectAnswer(
      staffCall("POST", "/categories", { body: { name: `Kilims ${aCode()}`, parentId: parent.body.id } }),
      201,
    );
    const { variantId, productId } = await aProduct(shop, { priceMinor: 1000 });
    const product = await staffCall("GET", `/products/${productId}`);
    const { name, slug, variants } = product.body;
    const { id, sku } = variants[0];
    const body = {
      name,
      slug,
      status: "active",
      categoryId: child.body.id,
      variants: [{ id, sku, prices: [{ amount: 1000, currency: "EUR" }] }],
    };
    await expectAnswer(staffCall("PUT", `/products/${productId}`, { body, headers: ifMatch(product) }), 200);
    const code = aCode();
    await aPromotion(shop, { couponCode: code, conditions: { goods: { categoryIds: [parent.body.id] } } });
    const cartId = await aCartWithCode(shop, { variantId, code });
    expect((await readCart(cartId)).totals.discount.amount).toBe(100);
  });
});

test("an automatic promotion holds for every cart, from the moment it is active until it is archived", async () => {
  const { variantId, productId } = await aProduct(shop, { priceMinor: 1000 });
  const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 4 }] });
  const conditions = { goods: { productIds: [productId] } };
  const action = { type: "buy_x_get_y", buyQuantity: 3, getQuantity: 1 };
  const { id } = await aPromotion(shop, { conditions, action, name: "Four for three" });
  const cart = await readCart(cartId);
  expect(cart.totals).toMatchObject({ discount: { amount: 1000 }, total: { amount: 3590 } });
  await archive(shop, id);
  expect((await readCart(cartId)).totals.discount.amount).toBe(0);
});

test("a promotion on one thing can give another, and each use is on a page of its own", async () => {
  const [rug, lamp] = [await aProduct(shop, { priceMinor: 3000 }), await aProduct(shop, { priceMinor: 800 })];
  const conditions = { goods: { productIds: [rug.productId] } };
  const get = { productIds: [lamp.productId], categoryIds: [] };
  const action = { type: "buy_x_get_y", buyQuantity: 1, getQuantity: 1, basisPoints: 5000, get };
  const { id } = await aPromotion(shop, { conditions, action });
  const orderIds: string[] = [];
  for (let index = 0; index < 2; index += 1) {
    const { cartId } = await aCart(shop, { lines: [rug, lamp] });
    const { order } = (await expectAnswer(place(shop, { cartId, payment: visa }), 201)).body;
    expect(order.totals.discount.amount).toBe(400);
    orderIds.push(order.id);
  }
  const first = (await staffCall("GET", `/promotions/${id}/uses?limit=1`)).body;
  const second = (await staffCall("GET", `/promotions/${id}/uses?limit=1&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual(orderIds.toReversed());
  expect(second.nextCursor).toBeNull();
  await archive(shop, id);
});

test("only so many automatic promotions are active at once; one more can neither begin nor be made of a coupon", async () => {
  const draft = await aPromotion(shop, { isDraft: true });
  const { id: couponId } = await aPromotion(shop, { couponCode: aCode() });
  const run = (text: string) => statement<never>("test", text).rows(shop.db("order"), []);
  await run(
    `insert into promotions (id, name, status, priority, stacking, ends_at, conditions, action, created_at, updated_at)
     select gen_random_uuid(), 'Full', 'active', 0, 'combinable', now() - interval '1 day', conditions, action, now(), now()
       from promotions, generate_series(1, 100) where id = '${draft.id}'`,
  );
  const headers = { "if-match": "*" };
  const begun = await staffCall("POST", `/promotions/${draft.id}/activate`, { headers });
  expect(begun.body.code).toBe("too_many_promotions");
  const body = { name: "For all", action: tenPercent };
  const made = await staffCall("PUT", `/promotions/${couponId}`, { headers, body });
  expect(made.body.code).toBe("too_many_promotions");
  const coupon = { ...body, couponCode: aCode() };
  await expectAnswer(staffCall("PUT", `/promotions/${couponId}`, { headers, body: coupon }), 200);
  await run("delete from promotions where name = 'Full'");
});

test("free shipping is taken off what shipping costs, which is still told", async () => {
  const code = aCode();
  await aPromotion(shop, { couponCode: code, action: { type: "free_shipping" } });
  const { variantId } = await aProduct(shop, { priceMinor: 1000 });
  const cartId = await aCartWithCode(shop, { variantId, code });
  expect((await readCart(cartId)).totals).toMatchObject({
    subtotal: { amount: 1000 },
    shipping: { amount: 590 },
    discount: { amount: 590 },
    total: { amount: 1000 },
  });
});
