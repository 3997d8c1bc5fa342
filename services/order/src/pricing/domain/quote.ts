// The one function that turns lines into reductions, shipping, tax and a total, with the reasons; cart, checkout and order all use it.
import type { Totals } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { money, type Money, multiplyMoney, sumMoney } from "@souk/money";
import { type AppliedPromotion, explain, type QuoteReason } from "./explanation.ts";
import type { Promotion, UsedUp } from "./promotion.ts";
import type { Basket, BasketLine } from "./reductions.ts";
import type { Destination } from "./regions.ts";
import { shippingPriceOf, type ShippingMethod } from "./shipping.ts";
import { type Applied, type RefusedCoupon, type Stack, stackPromotions } from "./stacking.ts";
import { rateOf, type Taxable, taxesOf, type TaxRules, taxZoneFor } from "./tax.ts";

export type { AppliedPromotion, QuoteReason } from "./explanation.ts";
export type { RefusedCoupon } from "./stacking.ts";

export type QuoteLine = {
  /** The lines of a quote have different ids. */
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  /** All categories the product is in, those above its own included. */
  readonly categoryIds: readonly string[];
  readonly taxClass: string;
  readonly unitPrice: Money;
  readonly quantity: number;
  readonly weightGrams: number;
};

export type QuoteRequest = {
  readonly currency: string;
  readonly lines: readonly QuoteLine[];
  readonly shippingMethod: ShippingMethod | undefined;
  readonly destination: Destination | undefined;
  readonly taxRules: TaxRules;
  readonly promotions: readonly Promotion[];
  readonly couponCodes: readonly string[];
  readonly customer: {
    readonly id: string | null;
    readonly hasOrderedBefore: boolean;
    readonly groups: readonly string[];
  };
  /** Promotions of which this customer, or nobody, may have more. */
  readonly usedUp: ReadonlyMap<string, UsedUp>;
  readonly at: Date;
};

type TaxedAmount = {
  readonly discount: Money;
  /** Added to the price or contained in it, as `taxIncluded` says. */
  readonly tax: Money;
  readonly taxRateBasisPoints: number;
  readonly taxIncluded: boolean;
  /** What it costs in the end: price − discount + added tax. */
  readonly paid: Money;
};
export type QuotedLine = TaxedAmount & { readonly id: string; readonly gross: Money };
export type QuotedShipping = TaxedAmount & { readonly price: Money };

export type Quote = {
  /** In the order of the request. */
  readonly lines: readonly QuotedLine[];
  readonly shipping: QuotedShipping;
  readonly totals: Totals;
  /** Tax that the total contains without its having been added. */
  readonly taxIncluded: Money;
  readonly explanation: readonly QuoteReason[];
  readonly promotions: readonly AppliedPromotion[];
  readonly refusedCoupons: readonly RefusedCoupon[];
};

/** total = Σ lines − discount + shipping + added tax = Σ paid, to the minor unit, whatever the order of the lines. */
export function quote(asked: QuoteRequest): Quote {
  const request = withoutIdleShipping(asked);
  const { currency } = request;
  const lines = basketLines(request);
  const subtotalMinor = sumMoney(
    lines.map(({ grossMinor }) => money(grossMinor, currency)),
    currency,
  ).amount;
  const shippingMinor = priceOfShipping(request, subtotalMinor);
  const stack = stackPromotions(
    { currency, lines, shippingLeftMinor: shippingMinor },
    {
      promotions: request.promotions,
      couponCodes: request.couponCodes,
      shopping: {
        currency,
        country: request.destination?.country,
        at: request.at,
        customer: request.customer,
        usedUp: request.usedUp,
      },
    },
  );
  const subtotal = money(subtotalMinor, currency);
  return answer(request, { subtotal, stack, ...taxAll(request, stack.basket, shippingMinor) });
}

/** Where there is nothing to send, nobody is asked to pay for sending it. */
function withoutIdleShipping(request: QuoteRequest): QuoteRequest {
  return request.lines.length > 0 ? request : { ...request, shippingMethod: undefined };
}

/** What is left over when an amount is divided goes to the first of equals: in an order of their own, they are always the same. */
function basketLines({ lines }: QuoteRequest): readonly BasketLine[] {
  const sorted = lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map(({ id, productId, categoryIds, taxClass, unitPrice, quantity }) => {
    const grossMinor = multiplyMoney(unitPrice, quantity).amount;
    const goods = { id, productId, categoryIds, taxClass, quantity };
    return { ...goods, unitPriceMinor: unitPrice.amount, grossMinor, leftMinor: grossMinor };
  });
}

function priceOfShipping(request: QuoteRequest, subtotalMinor: number): number {
  const { shippingMethod, currency, destination, lines } = request;
  if (shippingMethod === undefined) return 0;
  const weightGrams = weightOf(lines);
  const priceMinor = shippingPriceOf(shippingMethod, { currency, destination, subtotalMinor, weightGrams });
  if (priceMinor !== undefined) return priceMinor;
  throw new Refusal("unprocessable", "shipping_method_unknown", "This shipping method is not offered here.");
}

export function weightOf(lines: readonly QuoteLine[]): number {
  return lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
}

function taxAll(
  request: QuoteRequest,
  basket: Basket,
  shippingMinor: number,
): Pick<Priced, "lines" | "shipping"> {
  const { taxRules, destination, currency } = request;
  const zone = taxZoneFor(taxRules, destination);
  const lines = basket.lines.map(({ id, grossMinor, leftMinor, taxClass }) => ({
    id,
    grossMinor,
    amountMinor: leftMinor,
    rateBasisPoints: rateOf(zone, taxClass),
  }));
  const shipping = {
    grossMinor: shippingMinor,
    amountMinor: basket.shippingLeftMinor,
    rateBasisPoints: rateOf(zone, taxRules.shippingTaxClass),
  };
  const isIncluded = zone?.pricesIncludeTax ?? true;
  const taxes = taxesOf([...lines, shipping], { rounding: taxRules.rounding, isIncluded });
  const taxed = (part: Part): TaxedAmount => {
    const { grossMinor, amountMinor, rateBasisPoints } = part;
    const taxMinor = taxes.get(part) ?? 0;
    return {
      discount: money(grossMinor - amountMinor, currency),
      tax: money(taxMinor, currency),
      taxRateBasisPoints: rateBasisPoints,
      taxIncluded: isIncluded,
      paid: money(isIncluded ? amountMinor : amountMinor + taxMinor, currency),
    };
  };
  return {
    lines: lines.map((line) => ({ id: line.id, gross: money(line.grossMinor, currency), ...taxed(line) })),
    shipping: { price: money(shippingMinor, currency), ...taxed(shipping) },
  };
}

type Part = Taxable & { readonly grossMinor: number };
type Priced = {
  readonly subtotal: Money;
  readonly lines: readonly QuotedLine[];
  readonly shipping: QuotedShipping;
  readonly stack: Stack;
};

function answer(request: QuoteRequest, { subtotal, lines, shipping, stack }: Priced): Quote {
  const { currency, shippingMethod } = request;
  const parts: readonly TaxedAmount[] = [...lines, shipping];
  const isTaxIncluded = shipping.taxIncluded;
  const sumOf = (amountOf: (part: TaxedAmount) => Money): Money => sumMoney(parts.map(amountOf), currency);
  const tax = sumOf((part) => part.tax);
  const none = money(0, currency);
  const totals: Totals = {
    subtotal,
    discount: sumOf(({ discount }) => discount),
    shipping: shipping.price,
    tax: isTaxIncluded ? none : tax,
    total: sumOf(({ paid }) => paid),
  };
  const promotions = stack.applied.map((applied) => toAppliedPromotion(applied, currency));
  const { refusedCoupons, idleCoupons } = stack;
  const reasons = { promotions, refusedCoupons, idleCoupons };
  const byId = new Map(lines.map((line) => [line.id, line]));
  return {
    lines: request.lines.flatMap(({ id }) => byId.get(id) ?? []),
    shipping,
    totals,
    taxIncluded: isTaxIncluded ? tax : none,
    promotions,
    refusedCoupons,
    explanation: explain({ totals, ...reasons, shippingMethod, taxedParts: parts, isTaxIncluded }),
  };
}

function toAppliedPromotion({ promotion, amountMinor }: Applied, currency: string): AppliedPromotion {
  const { id, name, couponCode } = promotion;
  return { promotionId: id, name, couponCode, amount: money(amountMinor, currency) };
}
