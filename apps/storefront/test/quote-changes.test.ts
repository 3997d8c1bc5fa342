// What the payment page showed, compared with what is now.
import type { Cart } from "@souk/contracts";
import { expect, test } from "vitest";
import { changesSince, shownOf } from "../app/features/checkout/quote-changes.ts";

const money = (amount: number) => ({ amount, currency: "EUR" });
const cart = (
  change: Partial<Record<"price" | "discount" | "shipping" | "card" | "credit", number>> = {},
) => {
  const { price = 5_000, discount = 500, shipping = 590, card = 1_000, credit = 0 } = change;
  return {
    lines: [{ id: "6f1c", productName: "Bowl", total: money(price) }],
    totals: { discount: money(discount), shipping: money(shipping), tax: money(0) },
    giftCards: [{ id: "0b2d", last4: "7V55", amount: money(card) }],
    storeCredit: money(credit),
  } as unknown as Cart;
};

test("a cart that is as it was shown has no changes", () => {
  expect(changesSince(shownOf(cart()), cart())).toEqual([]);
});

test.each([
  ["price", 5_500, { step: "line", name: "Bowl", before: money(5_000), now: money(5_500) }],
  ["discount", 0, { step: "discount", name: null, before: money(500), now: money(0) }],
  ["shipping", 0, { step: "shipping", name: null, before: money(590), now: money(0) }],
  ["card", 0, { step: "giftCard", name: "7V55", before: money(1_000), now: money(0) }],
  ["credit", 200, { step: "storeCredit", name: null, before: money(0), now: money(200) }],
] as const)("a change of %s is told with both amounts", (step, amount, expected) => {
  expect(changesSince(shownOf(cart()), cart({ [step]: amount }))).toEqual([expected]);
});

test("what the page did not show, and nonsense in its field, are no changes", () => {
  expect(changesSince("", cart())).toEqual([]);
  expect(changesSince("discount=x <script> = shipping=", cart())).toEqual([]);
  expect(changesSince(`${" ".repeat(20_000)}discount=1`, cart())).toEqual([]);
});
