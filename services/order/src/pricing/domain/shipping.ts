// Shipping methods and what they cost for a cart.
import { Refusal } from "@souk/errors";
import { money, type Money } from "@souk/money";

export type ShippingMethod = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Currency to minor units. */
  readonly prices: Readonly<Record<string, number>>;
  readonly freeOver: Readonly<Record<string, number>>;
};

export function isOfferedIn(method: ShippingMethod, currency: string): boolean {
  return method.prices[currency] !== undefined;
}

/** Free when the items reach the method's threshold in the cart's currency. */
export function shippingPriceOf(method: ShippingMethod, subtotal: Money): Money {
  const priceMinor = method.prices[subtotal.currency];
  if (priceMinor === undefined) {
    throw new Refusal(
      "unprocessable",
      "shipping_method_unknown",
      "This shipping method is not offered here.",
    );
  }
  const freeOverMinor = method.freeOver[subtotal.currency];
  const isFree = freeOverMinor !== undefined && subtotal.amount >= freeOverMinor;
  return money(isFree ? 0 : priceMinor, subtotal.currency);
}
