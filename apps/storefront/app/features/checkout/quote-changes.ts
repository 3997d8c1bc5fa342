// What the payment page showed, as one hidden field, and what is different now. Only to be told: the API alone decides what something costs.
import type { Cart, MoneyBody } from "@souk/contracts";

/** `null` where the step is not there: a line that was taken out, a gift card that pays nothing. */
export type QuoteChange = {
  readonly step: "line" | "discount" | "shipping" | "tax" | "giftCard" | "storeCredit";
  /** The goods' name, or a gift card's last characters. */
  readonly name: string | null;
  readonly before: MoneyBody;
  readonly now: MoneyBody;
};

type Step = Pick<QuoteChange, "step" | "name"> & { readonly key: string; readonly amount: MoneyBody };

/** Longer than any cart's text; what is longer did not come from us. */
const SHOWN_LENGTH_MAX = 20_000;
const PAIR = /(?<key>[\w-]+)=(?<amount>-?\d{1,15})/g;

function stepsOf(cart: Cart): readonly Step[] {
  const { totals } = cart;
  return [
    ...cart.lines.map(({ id, productName, total }) => ({
      step: "line" as const,
      key: id,
      name: productName,
      amount: total,
    })),
    { step: "discount", key: "discount", name: null, amount: totals.discount },
    { step: "shipping", key: "shipping", name: null, amount: totals.shipping },
    { step: "tax", key: "tax", name: null, amount: totals.tax },
    ...cart.giftCards.map(({ id, last4, amount }) => ({
      step: "giftCard" as const,
      key: id,
      name: last4,
      amount,
    })),
    { step: "storeCredit", key: "storeCredit", name: null, amount: cart.storeCredit },
  ];
}

/** For the hidden field. */
export const shownOf = (cart: Cart): string =>
  stepsOf(cart)
    .map(({ key, amount }) => `${key}=${amount.amount}`)
    .join(" ");

/** Every step whose amount is another one than the page showed. What the page did not show is no change. */
export function changesSince(shown: string, cart: Cart): readonly QuoteChange[] {
  const before = new Map<string, number>();
  for (const { groups } of shown.slice(0, SHOWN_LENGTH_MAX).matchAll(PAIR))
    before.set(groups?.["key"] ?? "", Number(groups?.["amount"]));
  return stepsOf(cart).flatMap(({ step, key, name, amount: now }) => {
    const amount = before.get(key);
    return amount === undefined || amount === now.amount
      ? []
      : [{ step, name, before: { ...now, amount }, now }];
  });
}
