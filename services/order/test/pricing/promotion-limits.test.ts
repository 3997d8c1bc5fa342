// Limits of promotions: whoever races for the last use, no more are given than there are, and a cancelled order gives its own back.
import { randomUUID } from "node:crypto";
import { isLostUpdate, runBatch, statement } from "@souk/db";
import { aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { promotionUseQueries, releasePromotionUsesQuery } from "../../src/pricing/store/promotion-uses.ts";
import { place, startOrderShop, visa } from "../shop.ts";
import {
  aCartWithCode,
  aCode,
  aPromotion,
  archive,
  expectAnswer,
  putCart,
  tenPercent,
} from "./pricing-shop.ts";

const LIMIT = 8;
const REDEEMERS_PER_USE = 10;
let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

type Use = { readonly promotionId: string; readonly orderId?: string; readonly customerKey?: string };
const use = ({ promotionId, orderId = randomUUID(), customerKey = randomUUID() }: Use) =>
  runBatch(
    shop.db("order"),
    promotionUseQueries({
      orderId,
      customerKey,
      at: new Date(),
      applied: [{ promotionId, name: "", couponCode: null, amount: { amount: 1, currency: "EUR" } }],
    }),
  );
const release = (orderId: string) => runBatch(shop.db("order"), [releasePromotionUsesQuery(orderId)]);
/** How many were given, and how many refused as lost updates; anything else is thrown. */
async function outcomes(tries: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(tries);
  const failed = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  for (const error of failed) if (!isLostUpdate(error)) throw error;
  return { given: settled.length - failed.length, refused: failed.length };
}
const usesOf = async (id: string) =>
  (await shop.call("GET", `/promotions/${id}`, { as: await shop.administrator() })).body.uses as number;
const changeLimits = async (
  id: string,
  limits: { usesMax?: number | null; usesPerCustomerMax?: number | null },
) => {
  const as = await shop.administrator();
  const { body: before } = await shop.call("GET", `/promotions/${id}`, { as });
  const { name, couponCode, action } = before;
  const body = { name, couponCode, action, ...limits };
  await expectAnswer(shop.call("PUT", `/promotions/${id}`, { as, body, headers: { "if-match": "*" } }), 200);
};

describe("at the database", () => {
  test(`of ${LIMIT * REDEEMERS_PER_USE} orders at once exactly ${LIMIT} get one of ${LIMIT} uses, and what they give back is given again`, async () => {
    const { id: promotionId } = await aPromotion(shop, { couponCode: aCode(), usesMax: LIMIT });
    const orderIds = Array.from({ length: LIMIT * REDEEMERS_PER_USE }, () => randomUUID());
    const race = await outcomes(orderIds.map((orderId) => use({ promotionId, orderId })));
    expect(race).toEqual({ given: LIMIT, refused: LIMIT * (REDEEMERS_PER_USE - 1) });
    expect(await usesOf(promotionId)).toBe(LIMIT);
    await Promise.all(orderIds.flatMap((orderId) => [release(orderId), release(orderId)]));
    expect(await usesOf(promotionId)).toBe(0);
    const again = await outcomes(Array.from({ length: LIMIT * 2 }, () => use({ promotionId })));
    expect(again).toEqual({ given: LIMIT, refused: LIMIT });
  });

  test("a customer's own limit holds in a race, and leaves the others theirs", async () => {
    const { id: promotionId } = await aPromotion(shop, { couponCode: aCode(), usesPerCustomerMax: 2 });
    const customers = Array.from({ length: 5 }, () => randomUUID());
    const tries = customers.flatMap((customerKey) =>
      Array.from({ length: 6 }, () => use({ promotionId, customerKey })),
    );
    expect(await outcomes(tries)).toEqual({ given: 10, refused: 20 });
  });

  test("a limit that is set later counts what was used before, also while orders are being placed", async () => {
    const { id: promotionId } = await aPromotion(shop, { couponCode: aCode() });
    const customerKey = randomUUID();
    await Promise.all([use({ promotionId, customerKey }), use({ promotionId }), use({ promotionId })]);
    const racing = outcomes(Array.from({ length: 20 }, () => use({ promotionId })));
    await changeLimits(promotionId, { usesMax: 100, usesPerCustomerMax: 1 });
    const { given, refused } = await racing;
    expect({ given, refused }).toEqual({ given: 20, refused: 0 });
    expect(await outcomes([use({ promotionId, customerKey })])).toEqual({ given: 0, refused: 1 });
    const rest = await outcomes(Array.from({ length: 90 }, () => use({ promotionId })));
    expect(rest).toEqual({ given: 77, refused: 13 });
    await changeLimits(promotionId, { usesMax: null, usesPerCustomerMax: null });
    expect(await outcomes([use({ promotionId, customerKey })])).toEqual({ given: 1, refused: 0 });
  });

  test("a promotion that has ended is not used any more", async () => {
    const { id: promotionId } = await aPromotion(shop, { couponCode: aCode() });
    await archive(shop, promotionId);
    expect(await outcomes([use({ promotionId })])).toEqual({ given: 0, refused: 1 });
  });

  test("a use can be given back, and nothing else can be done to it", async () => {
    const { id: promotionId } = await aPromotion(shop, { couponCode: aCode() });
    const orderId = randomUUID();
    await use({ promotionId, orderId });
    const run = (text: string) =>
      statement<never, readonly [string]>("test", text).rows(shop.db("order"), [orderId]);
    await expect(run("update promotion_uses set amount_minor = 5 where order_id = $1::uuid")).rejects.toThrow(
      "only be released",
    );
    await release(orderId);
    await expect(
      run("update promotion_uses set released_at = null where order_id = $1::uuid"),
    ).rejects.toThrow("only be released");
  });
});

describe("at the checkout", () => {
  test("of many shoppers with the last code one buys at its price, and the others are told before they pay", async () => {
    const code = aCode();
    const { id } = await aPromotion(shop, { couponCode: code, usesMax: 1 });
    const { variantId } = await aProduct(shop, { priceMinor: 2000 });
    const carts: string[] = [];
    for (let index = 0; index < 6; index += 1) carts.push(await aCartWithCode(shop, { variantId, code }));
    const expectedTotal = { amount: 2390, currency: "EUR" };
    const answers = await Promise.all(
      carts.map((cartId) => place(shop, { cartId, payment: visa, expectedTotal })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409, 409,
    ]);
    expect(await usesOf(id)).toBe(1);
    const lost = carts[answers.findIndex(({ status }) => status === 409)];
    expect((await shop.call("GET", `/carts/${lost}`)).body.refusedCoupons).toEqual([
      { code, reason: "used_up" },
    ]);
  });

  test("a code that a customer has used is refused to that customer alone, as guest by the e-mail in any case", async () => {
    const code = aCode();
    await aPromotion(shop, { couponCode: code, usesPerCustomerMax: 1 });
    const { variantId } = await aProduct(shop);
    const email = `${randomUUID()}@example.com`;
    const cartId = await aCartWithCode(shop, { variantId, code, email });
    await expectAnswer(place(shop, { cartId, payment: visa }), 201);
    const { id: secondId } = (await shop.call("POST", "/carts", { body: {} })).body;
    await shop.call("POST", `/carts/${secondId}/lines`, { body: { variantId, quantity: 1 } });
    const refused = await putCart(shop, secondId, { email: email.toUpperCase(), couponCodes: [code] });
    expect(refused.body).toMatchObject({ code: "coupon_refused", errors: [{ code: "customer_used_up" }] });
    await aCartWithCode(shop, { variantId, code });
    await aCartWithCode(shop, { variantId, code, as: await shop.customer() });
  });

  test("a code for the first order is refused to who has ordered before", async () => {
    const code = aCode();
    const { made } = await aPromotion(shop, { couponCode: code, conditions: { firstOrderOnly: true } });
    expect(made.body.usesPerCustomerMax).toBe(1);
    const { variantId } = await aProduct(shop);
    const as = await shop.customer();
    const cartId = await aCartWithCode(shop, { variantId, code, as });
    await putCart(shop, cartId, { couponCodes: [] }, as);
    await expectAnswer(place(shop, { cartId, payment: visa, as }), 201);
    await expect(aCartWithCode(shop, { variantId, code, as })).rejects.toThrow("not_for_this_customer");
  });

  test("an order that is cancelled before it was paid gives its use back", async () => {
    const code = aCode();
    const { id } = await aPromotion(shop, { couponCode: code, usesMax: 1, action: tenPercent });
    const { variantId } = await aProduct(shop);
    const as = await shop.customer();
    const cartId = await aCartWithCode(shop, { variantId, code, as });
    const { order } = (await expectAnswer(place(shop, { cartId, as }), 201)).body;
    expect(await usesOf(id)).toBe(1);
    await expectAnswer(shop.call("DELETE", `/orders/${order.id}`, { as }), 200);
    expect(await usesOf(id)).toBe(0);
    const { items } = (
      await shop.call("GET", `/promotions/${id}/uses?limit=1`, { as: await shop.administrator() })
    ).body;
    expect(items[0].releasedAt).toEqual(expect.any(String));
    await aCartWithCode(shop, { variantId, code });
  });
});
