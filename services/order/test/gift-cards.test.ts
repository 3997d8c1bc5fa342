// Gift cards through the front door: issued, watched, put into carts, and never worth more than what is on them.
import { randomUUID } from "node:crypto";
import { aCart, aProduct, type BuiltCart, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const statusesOf = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((left, right) => left - right);

const euros = (amount: number) => ({ amount, currency: "EUR" });
const DAY_MS = 86_400_000;

async function aGiftCard(amount = 5000, more: Record<string, unknown> = {}) {
  const as = await shop.administrator();
  const body = { amount: euros(amount), ...more };
  const answer = await shop.call("POST", "/gift-cards", { as, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return { ...answer.body, etag: String(answer.headers["etag"]) } as {
    id: string;
    code: string;
    last4: string;
    etag: string;
  };
}
const readCard = async (id: string) =>
  (await shop.call("GET", `/gift-cards/${id}`, { as: await shop.administrator() })).body;
const change = async (id: string, body: unknown, ifMatch?: string) =>
  shop.call("PATCH", `/gift-cards/${id}`, {
    as: await shop.administrator(),
    body,
    ...(ifMatch !== undefined && { headers: { "if-match": ifMatch } }),
  });
const balance = (code: string) => shop.call("POST", "/gift-cards/balance", { body: { code } });
async function aCartWorth(priceMinor: number) {
  const { variantId } = await aProduct(shop, { priceMinor, stock: 1000 });
  return aCart(shop, { lines: [{ variantId }] });
}
const pay = (cartId: string, giftCardCodes: readonly string[]) =>
  shop.call("PUT", `/carts/${cartId}`, { body: { giftCardCodes } });

describe("issuing", () => {
  test("tells the code once, and keeps nothing by which it could be read", async () => {
    const as = await shop.administrator();
    const answer = await shop.call("POST", "/gift-cards", {
      as,
      body: { amount: euros(5000), note: "For Leyla" },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers["cache-control"]).toBe("no-store");
    const { code, ...card } = answer.body;
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(card).toMatchObject({ balance: euros(5000), status: "active", last4: code.slice(-4), version: 1 });
    const read = await readCard(card.id);
    expect(read).toMatchObject({
      ...card,
      entries: [{ kind: "issued", amount: euros(5000), staffId: as.userId }],
    });
    const told = JSON.stringify([read, shop.logLines, await shop.published("order")]);
    expect(told).not.toContain(code);
    expect(told).not.toContain(code.replaceAll("-", ""));
    expect(await shop.published("order")).toContainEqual({
      type: "staff.acted.v1",
      data: expect.objectContaining({ action: "gift_card.issue", subjectId: card.id, actorId: as.userId }),
    });
  });

  test("the same id twice, even at once, issues one card", async () => {
    const as = await shop.administrator();
    const body = { id: randomUUID(), amount: euros(100) };
    const answers = await Promise.all([1, 2, 3].map(() => shop.call("POST", "/gift-cards", { as, body })));
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("gift_card_exists");
    expect((await readCard(body.id)).balance).toEqual(euros(100));
  });

  test.each([
    [{ amount: euros(0) }, 400, "/amount/amount"],
    [{ amount: euros(-5) }, 400, "/amount/amount"],
    [{ amount: euros(1.5) }, 400, "/amount/amount"],
    [{ amount: euros(100_000_001) }, 400, "/amount/amount"],
    [{ amount: { amount: 100, currency: "JPY" } }, 422, "/amount/currency"],
    [{ amount: euros(100), expiresAt: "2020-01-01T00:00:00Z" }, 422, "/expiresAt"],
    [{ amount: euros(100), code: "MINE" }, 400, "/code"],
  ])("%j is refused by its place", async (body, status, pointer) => {
    const answer = await shop.call("POST", "/gift-cards", { as: await shop.administrator(), body });
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  test("is for staff who may", async () => {
    const body = { amount: euros(100) };
    const as = await shop.staff(["gift_cards:read"]);
    expect((await shop.call("POST", "/gift-cards", { as, body })).status).toBe(403);
    expect((await shop.call("GET", "/gift-cards", { as: await shop.customer() })).status).toBe(403);
  });
});

describe("staff watch and change cards", () => {
  test("as pages, the newest first, or by the end of a code", async () => {
    const as = await shop.staff(["gift_cards:read"]);
    const cards = [await aGiftCard(100), await aGiftCard(200), await aGiftCard(300)];
    const first = (await shop.call("GET", "/gift-cards?limit=2", { as })).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual([cards[2]!.id, cards[1]!.id]);
    const second = await shop.call("GET", `/gift-cards?limit=2&cursor=${first.nextCursor}`, { as });
    expect(second.body.items[0].id).toBe(cards[0]!.id);
    const found = await shop.call("GET", `/gift-cards?last4=${cards[1]!.last4}`, { as });
    expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(cards[1]!.id);
    expect(found.body.items.every(({ last4 }: { last4: string }) => last4 === cards[1]!.last4)).toBe(true);
    expect((await shop.call("GET", `/gift-cards/${randomUUID()}`, { as })).body.code).toBe(
      "gift_card_not_found",
    );
  });

  test("by the version they saw, and it is told", async () => {
    const card = await aGiftCard();
    expect((await change(card.id, { status: "disabled" })).status).toBe(428);
    const disabled = await change(card.id, { status: "disabled", note: "Lost" }, card.etag);
    expect(disabled.body).toMatchObject({ status: "disabled", note: "Lost", version: 2 });
    expect((await change(card.id, { status: "active" }, card.etag)).status).toBe(412);
    expect(await shop.published("order")).toContainEqual({
      type: "staff.acted.v1",
      data: expect.objectContaining({
        action: "gift_card.update",
        subjectId: card.id,
        before: { status: "active", expiresAt: null, note: null },
        after: { status: "disabled", expiresAt: null, note: "Lost" },
      }),
    });
    expect((await balance(card.code)).body.code).toBe("gift_card_unknown");
    const etag = String(disabled.headers["etag"]);
    const later = new Date(shop.clock.now().getTime() + DAY_MS).toISOString();
    const open = await change(card.id, { status: "active", expiresAt: later, note: null }, etag);
    expect(open.body).toMatchObject({ status: "active", expiresAt: later, note: null });
    const past = await change(card.id, { expiresAt: "2020-01-01T00:00:00Z" }, "*");
    expect(past.body).toMatchObject({ code: "expiry_past", errors: [{ pointer: "/expiresAt" }] });
    expect((await change(card.id, { expiresAt: null }, "*")).body.expiresAt).toBeNull();
    expect((await change(randomUUID(), { status: "active" }, "*")).body.code).toBe("gift_card_not_found");
  });
});

describe("what is left on a card", () => {
  test("is told to whoever has the code, however they type it", async () => {
    const { code, last4 } = await aGiftCard(750);
    const { status, body } = await balance(code.toLowerCase().replaceAll("-", " "));
    expect(status).toBe(200);
    expect(body).toEqual({ last4, balance: euros(750), expiresAt: null });
  });

  test.each([["0000-0000-0000-0000"], ["no code at all"]])("%s opens nothing", async (code) => {
    expect((await balance(code)).body.code).toBe("gift_card_unknown");
  });

  test("is nobody's to ask once it has expired", async () => {
    const expiresAt = new Date(shop.clock.now().getTime() + DAY_MS).toISOString();
    const { code } = await aGiftCard(750, { expiresAt });
    const { cartId } = await aCartWorth(1000);
    expect((await pay(cartId, [code])).body.giftCards[0].amount).toEqual(euros(750));
    shop.clock.advance(DAY_MS);
    expect((await balance(code)).body.code).toBe("gift_card_unknown");
    const { cartId: other } = await aCartWorth(1000);
    expect((await pay(other, [code])).body.errors[0]).toMatchObject({
      pointer: "/giftCardCodes/0",
      code: "expired",
    });
    const cart = (await shop.call("GET", `/carts/${cartId}`)).body;
    expect(cart.giftCards[0].amount).toEqual(euros(0));
    expect(cart.amountDue).toEqual(cart.totals.total);
  });
});

describe("in a cart", () => {
  test("cards pay in their order, and what is left is due", async () => {
    const [one, two] = [await aGiftCard(1000), await aGiftCard(9000)];
    const { cartId, total } = await aCartWorth(4000);
    const { body } = await pay(cartId, [one.code, two.code, one.code]);
    expect(body.giftCards).toEqual([
      { id: one.id, last4: one.last4, amount: euros(1000) },
      { id: two.id, last4: two.last4, amount: euros(total.amount - 1000) },
    ]);
    expect(body.amountDue).toEqual(euros(0));
    expect(body.totals.total).toEqual(total);
    const kept = await pay(cartId, [one.id]);
    expect(kept.body.giftCards).toHaveLength(1);
    expect(kept.body.amountDue).toEqual(euros(total.amount - 1000));
    expect((await pay(cartId, [])).body).toMatchObject({ giftCards: [], amountDue: total });
  });

  test("an id stands for a card only where the cart has it already", async () => {
    const card = await aGiftCard(1000);
    const { cartId } = await aCartWorth(4000);
    expect((await pay(cartId, [card.id])).body.errors[0]).toMatchObject({ code: "unknown" });
  });

  test("a card of another currency, an empty, a disabled and a sixth one are refused", async () => {
    const as = await shop.administrator();
    const dollars = await shop.call("POST", "/gift-cards", {
      as,
      body: { amount: { amount: 100, currency: "USD" } },
    });
    const disabled = await aGiftCard();
    await change(disabled.id, { status: "disabled" }, "*");
    const { cartId } = await aCartWorth(4000);
    const { body } = await pay(cartId, [dollars.body.code, disabled.code]);
    expect(body.code).toBe("gift_card_refused");
    expect(body.errors).toMatchObject([{ code: "other_currency" }, { code: "unknown" }]);
    expect(
      (
        await pay(
          cartId,
          Array.from({ length: 6 }, () => disabled.code),
        )
      ).status,
    ).toBe(400);
    const spent = await aGiftCard(100);
    const { cartId: first } = await aCartWorth(4000);
    await pay(first, [spent.code]);
    expect((await place(shop, { cartId: first, payment: visa })).status).toBe(201);
    expect((await pay(cartId, [spent.code])).body.errors[0]).toMatchObject({ code: "empty" });
  });
});

type Credited = { readonly amount: { readonly amount: number } };
type Entry = Credited & { readonly kind: string };
const redeemedOf = (entries: readonly Entry[]) =>
  entries.filter(({ kind }) => kind === "redeemed").reduce((sum, { amount }) => sum - amount.amount, 0);

describe("an order", () => {
  test("takes its part from the card once, and a cancelled one gives it back", async () => {
    const card = await aGiftCard(10_000);
    const { cartId, total } = await aCartWorth(4000);
    await pay(cartId, [card.code]);
    const placed = await place(shop, { cartId });
    expect([placed.status, placed.body.order?.status]).toEqual([201, "confirmed"]);
    const { id } = placed.body.order;
    expect((await readCard(card.id)).balance).toEqual(euros(10_000 - total.amount));
    const as = await shop.administrator();
    const cancelled = await shop.call("DELETE", `/orders/${id}`, { as });
    expect(cancelled.status).toBe(200);
    await shop.settled();
    const after = await readCard(card.id);
    expect(after.balance).toEqual(euros(10_000));
    expect(after.entries.map(({ kind, orderId }: Record<string, unknown>) => [kind, orderId])).toEqual([
      ["returned", id],
      ["redeemed", id],
      ["issued", null],
    ]);
  });

  test("one card from 20 carts at once is never overdrawn", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 1000, stock: 1000 });
    const lines = [{ variantId }];
    const carts: BuiltCart[] = [];
    for (let count = 0; count < 20; count += 1) carts.push(await aCart(shop, { lines }));
    const perOrder = carts[0]!.total.amount;
    const issued = perOrder * 3 + 100;
    const card = await aGiftCard(issued);
    for (const { cartId } of carts) await pay(cartId, [card.code]);
    const answers = await Promise.all(carts.map(({ cartId }) => place(shop, { cartId, payment: visa })));
    expect(answers.filter(({ status }) => status === 500)).toEqual([]);
    const { balance: left, entries } = await readCard(card.id);
    const taken = redeemedOf(entries);
    expect(left.amount).toBe(issued - taken);
    expect(left.amount).toBeGreaterThanOrEqual(0);
    const sold = answers.filter(({ status }) => status === 201).map(({ body }) => body.order);
    for (const { total, credits, amountDue } of sold) {
      const credited = credits.reduce((sum: number, { amount }: Credited) => sum + amount.amount, 0);
      expect(credited + amountDue.amount).toBe(total.amount);
    }
  });
});
