// Placing orders that coupons and gift cards pay for, wholly or in part, also when several want the last of them at once.
import { randomUUID } from "node:crypto";
import { PaymentAuthorized } from "@souk/contracts";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCode, aPromotion, expectAnswer, putCart, tenPercent } from "./pricing/pricing-shop.ts";
import { anOrder, moneyOf, place, readOrder, startOrderShop, stockOf, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const euros = (amount: number) => ({ amount, currency: "EUR" });

async function aGiftCard(amount: number): Promise<{ id: string; code: string }> {
  const as = await shop.administrator();
  const answer = await expectAnswer(
    shop.call("POST", "/gift-cards", { as, body: { amount: euros(amount) } }),
    201,
  );
  return answer.body;
}
async function balanceOf(id: string): Promise<number> {
  return (await shop.call("GET", `/gift-cards/${id}`, { as: await shop.administrator() })).body.balance
    .amount;
}
async function aCartPaidBy(code: string, priceMinor = 3_000) {
  const { variantId } = await aProduct(shop, { priceMinor, stock: 10 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  const { body } = await expectAnswer(putCart(shop, cartId, { giftCardCodes: [code] }), 200);
  return { cartId, variantId, total: body.totals.total, amountDue: body.amountDue };
}
const openerOf = (placed: { order: { guestToken: string } }) => ({
  headers: { "x-order-token": placed.order.guestToken },
});

describe("a gift card", () => {
  test("pays its part, and only the rest is charged; cancelled, everything goes back", async () => {
    const card = await aGiftCard(1_000);
    const { cartId, total, amountDue } = await aCartPaidBy(card.code);
    expect(amountDue.amount).toBe(total.amount - 1_000);
    const { body: placed } = await expectAnswer(
      place(shop, { cartId, payment: visa, expectedTotal: total }),
      201,
    );
    expect(placed.order).toMatchObject({ status: "confirmed", total, amountDue });
    expect(placed.order.credits).toEqual([
      { kind: "gift_card", last4: card.code.slice(-4), amount: euros(1_000) },
    ]);
    expect(await balanceOf(card.id)).toBe(0);
    expect(await moneyOf(shop, placed.order.id)).toEqual({ captured: amountDue.amount, refunded: 0 });
    await expectAnswer(shop.call("DELETE", `/orders/${placed.order.id}`, openerOf(placed)), 200);
    await shop.settled();
    expect(await balanceOf(card.id)).toBe(1_000);
    const { captured, refunded } = await moneyOf(shop, placed.order.id);
    expect(refunded).toBe(captured);
  });

  test("that pays all confirms the order at once, and nothing is charged", async () => {
    const card = await aGiftCard(50_000);
    const { cartId, total, variantId } = await aCartPaidBy(card.code);
    const { body: placed } = await expectAnswer(place(shop, { cartId }), 201);
    expect(placed.order).toMatchObject({ status: "confirmed", amountDue: euros(0) });
    expect(placed.payment).toBeUndefined();
    await shop.settled();
    expect(await balanceOf(card.id)).toBe(50_000 - total.amount);
    expect(await stockOf(shop, variantId)).toEqual({ onHand: 9, reserved: 0 });
    expect(await moneyOf(shop, placed.order.id)).toEqual({ captured: 0, refunded: 0 });
    const published = await shop.published("order");
    expect(published).toContainEqual({
      type: "order.confirmed.v1",
      data: expect.objectContaining({ orderId: placed.order.id, paymentId: null }),
    });
  });

  test("that was emptied elsewhere does not make a card pay more than the shopper saw", async () => {
    const card = await aGiftCard(1_000);
    const [first, second] = [await aCartPaidBy(card.code), await aCartPaidBy(card.code)];
    await expectAnswer(place(shop, { cartId: first.cartId, payment: visa }), 201);
    const body = { cartId: second.cartId, payment: visa, expectedAmountDue: second.amountDue };
    const refused = await shop.call("POST", "/orders", { key: randomUUID(), body });
    expect(refused).toMatchObject({ status: 409, body: { code: "price_changed", amountDue: second.total } });
    const agreed = { ...body, expectedAmountDue: second.total };
    const { body: placed } = await expectAnswer(
      shop.call("POST", "/orders", { key: randomUUID(), body: agreed }),
      201,
    );
    expect(placed.order).toMatchObject({ status: "confirmed", credits: [], amountDue: second.total });
  });

  test("wanted by ten orders at once gives each euro to one of them", async () => {
    const card = await aGiftCard(5_000);
    const carts = await Promise.all(Array.from({ length: 10 }, () => aCartPaidBy(card.code, 1_000)));
    const answers = await Promise.all(carts.map(({ cartId }) => place(shop, { cartId, payment: visa })));
    const placed = answers.filter(({ status }) => status === 201).map(({ body }) => body.order);
    expect(placed.length).toBeGreaterThan(0);
    const redeemed = placed
      .flatMap(({ credits }) => credits as { amount: { amount: number } }[])
      .reduce((sum, { amount }) => sum + amount.amount, 0);
    expect(await balanceOf(card.id)).toBe(5_000 - redeemed);
    for (const order of placed) {
      const { captured } = await moneyOf(shop, order.id);
      expect(captured).toBe(order.amountDue.amount);
    }
  });
});

describe("a coupon", () => {
  async function aCartWith(code: string) {
    const { variantId } = await aProduct(shop, { priceMinor: 2_000, stock: 10 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const email = `${randomUUID()}@example.com`;
    const { body } = await expectAnswer(putCart(shop, cartId, { couponCodes: [code], email }), 200);
    return { cartId, total: body.totals.total };
  }

  test("for one order, wanted by eight at once, is in one order; its cancellation gives it to another", async () => {
    const couponCode = aCode();
    await aPromotion(shop, { couponCode, action: tenPercent, usesMax: 1 });
    const carts = await Promise.all(Array.from({ length: 8 }, () => aCartWith(couponCode)));
    const answers = await Promise.all(
      carts.map(({ cartId, total }) => place(shop, { cartId, expectedTotal: total })),
    );
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(won).toHaveLength(1);
    expect(new Set(lost.map(({ body }) => body.code))).toEqual(new Set(["price_changed"]));
    expect(lost[0]?.body.refusedCoupons).toEqual([{ code: couponCode, reason: "used_up" }]);
    const winner = won[0]?.body;
    await expectAnswer(shop.call("DELETE", `/orders/${winner.order.id}`, openerOf(winner)), 200);
    const loser = answers.findIndex(({ status }) => status !== 201);
    const { cartId = "", total } = carts[loser] ?? {};
    await expectAnswer(place(shop, { cartId, expectedTotal: total }), 201);
  });

  test("that is used up is told to who did not say what they saw, and is no obstacle to who saw the price without it", async () => {
    const couponCode = aCode();
    await aPromotion(shop, { couponCode, action: tenPercent, usesMax: 1 });
    const [first, second] = [await aCartWith(couponCode), await aCartWith(couponCode)];
    await expectAnswer(place(shop, { cartId: first.cartId, payment: visa }), 201);
    const refused = await place(shop, { cartId: second.cartId, payment: visa });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "coupon_refused", refusedCoupons: [{ code: couponCode, reason: "used_up" }] },
    });
    const expectedTotal = refused.body.totals.total;
    const { body: placed } = await expectAnswer(
      place(shop, { cartId: second.cartId, payment: visa, expectedTotal }),
      201,
    );
    expect(placed.order).toMatchObject({ status: "confirmed", total: expectedTotal });
  });
});

test("money that is held for the shop confirms the order as captured money does", async () => {
  const { id, opener, placed } = await anOrder(shop);
  const data = { orderId: id, paymentId: randomUUID(), provider: "sandbox", amount: placed.order.amountDue };
  await shop.deliver("order", PaymentAuthorized, { data });
  expect((await readOrder(shop, { id, opener })).status).toBe("confirmed");
});
