// What shopper and shop agree on when a cart is ordered: its prices as they are now, and who or what pays them.
import type { MoneyBody } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { equalMoney, type Money, subtractMoney } from "@souk/money";
import type { OrderableCart } from "../carts/domain/cart.ts";
import type { Deps } from "../deps.ts";
import { planCredits } from "../gift-cards/commands/plan-credits.ts";
import type { OrderLine, OrderTerms } from "../orders/domain/terms.ts";
import { soldOut } from "./sold-out.ts";
import { type PricedCart, priceCart } from "../pricing/price-cart.ts";

export type TermsAsked = {
  readonly cart: OrderableCart;
  readonly customerId: string | null;
  /** What the shopper was shown: in all, and what is left of it after gift cards and store credit. */
  readonly expectedTotal: MoneyBody | undefined;
  readonly expectedAmountDue: MoneyBody | undefined;
};

/** Refuses what cannot be ordered and a total other than the expected one. */
export async function agreeTerms(deps: Deps, asked: TermsAsked): Promise<OrderTerms> {
  const { cart, customerId } = asked;
  const priced = await priceCart(deps, { cart, customerId });
  const lines = linesOf(cart, priced);
  const { shippingMethod: method, quote } = priced;
  if (!method)
    throw new Refusal("unprocessable", "shipping_method_unknown", "This shipping method is not offered.");
  requireExpected(asked, priced);
  await requireInStock(deps, cart, priced);
  const { totals, shipping, taxIncluded, promotions, explanation } = quote;
  const { giftCardIds, useStoreCredit } = cart;
  const credits = await planCredits(deps, { giftCardIds, customerId, useStoreCredit, total: totals.total });
  const amountDue = credits.reduce((due, { amount }) => subtractMoney(due, amount), totals.total);
  requireExpectedDue(asked, amountDue);
  return {
    number: deps.newOrderNumber(),
    cartId: cart.id,
    customerId,
    email: cart.email,
    lines,
    totals,
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress ?? cart.shippingAddress,
    shippingMethod: { id: method.id, name: method.name },
    shipping,
    taxIncluded,
    promotions,
    explanation,
    credits,
    amountDue,
  };
}

function linesOf(cart: OrderableCart, { variants, quote }: PricedCart): readonly OrderLine[] {
  const quoted = new Map(quote.lines.map((line) => [line.id, line]));
  return cart.lines.map(({ id, variantId, quantity }) => {
    const variant = variants.get(variantId);
    const line = quoted.get(id);
    if (variant && line) {
      const { available: _, weightGrams: __, taxClass: ___, categoryIds: ____, ...sold } = variant;
      const { gross, ...amounts } = line;
      return { ...sold, ...amounts, quantity, total: gross };
    }
    throw new Refusal("conflict", "cart_line_unavailable", "Something in the cart is no longer sold.", {
      extra: { variantId },
    });
  });
}

/** Spares a cart that cannot be sold an order that is cancelled at once. Whoever passes here may still lose the race: only the reservation decides. */
async function requireInStock(deps: Deps, { lines }: OrderableCart, { variants }: PricedCart): Promise<void> {
  const short = lines.filter(
    ({ variantId, quantity }) => (variants.get(variantId)?.available ?? 0) < quantity,
  );
  if (short.length === 0) return;
  // Holds whose time is over make the catalogue count too few until they are swept up.
  const shortages = await deps.stock.shortages(short);
  if (shortages.length > 0) throw soldOut(shortages);
}

/** Who saw the total of now saw that a coupon gives nothing any more; who did not say what they saw is told. */
function requireExpected({ cart, expectedTotal }: TermsAsked, { quote }: PricedCart): void {
  const { totals, refusedCoupons } = quote;
  const extra = { totals, cartVersion: cart.version, refusedCoupons };
  if (expectedTotal && !equalMoney(expectedTotal, totals.total)) {
    throw new Refusal("conflict", "price_changed", "The total has changed since it was shown.", { extra });
  }
  if (!expectedTotal && refusedCoupons.length > 0) {
    throw new Refusal("conflict", "coupon_refused", "A code of the cart gives nothing any more.", { extra });
  }
}

/** A gift card that was emptied elsewhere must not make the shopper's card pay more than they agreed to. */
function requireExpectedDue({ cart, expectedAmountDue }: TermsAsked, amountDue: Money): void {
  if (!expectedAmountDue || equalMoney(expectedAmountDue, amountDue)) return;
  throw new Refusal("conflict", "price_changed", "What is left to pay has changed since it was shown.", {
    extra: { amountDue, cartVersion: cart.version },
  });
}
