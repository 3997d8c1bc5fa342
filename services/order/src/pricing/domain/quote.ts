// The one function that turns priced lines into totals, with the reasons; cart, checkout and order all use it.
import type { Totals } from "@souk/contracts";
import { addMoney, type Money, multiplyMoney, sumMoney, zeroMoney } from "@souk/money";
import { shippingPriceOf, type ShippingMethod } from "./shipping.ts";
import { taxOf, taxRuleFor } from "./tax.ts";

export type QuoteLine = { readonly unitPrice: Money; readonly quantity: number };
export type QuoteRequest = {
  readonly currency: string;
  readonly lines: readonly QuoteLine[];
  readonly shippingMethod: ShippingMethod | undefined;
  readonly country: string | undefined;
};
export type QuoteReason = { readonly code: string; readonly label: string; readonly amount: Money };
export type Quote = {
  readonly lineTotals: readonly Money[];
  readonly totals: Totals;
  readonly explanation: readonly QuoteReason[];
};

/** total = Σ lines − discount + shipping + tax, to the minor unit. Tax contained in prices is told, not added. */
export function quote(request: QuoteRequest): Quote {
  const { currency } = request;
  const lineTotals = request.lines.map((line) => multiplyMoney(line.unitPrice, line.quantity));
  const subtotal = sumMoney(lineTotals, currency);
  const discount = zeroMoney(currency);
  const shipping = request.shippingMethod
    ? shippingPriceOf(request.shippingMethod, subtotal)
    : zeroMoney(currency);
  const tax = taxOf(addMoney(subtotal, shipping), taxRuleFor(request.country));
  const total = addMoney(addMoney(subtotal, shipping), tax.added);
  const totals: Totals = { subtotal, discount, shipping, tax: tax.added, total };
  return { lineTotals, totals, explanation: explain(request, totals, tax.included) };
}

function explain(request: QuoteRequest, totals: Totals, includedTax: Money): readonly QuoteReason[] {
  const reasons: QuoteReason[] = [{ code: "subtotal", label: "Items", amount: totals.subtotal }];
  if (request.shippingMethod) {
    const { name } = request.shippingMethod;
    const isFree = totals.shipping.amount === 0;
    reasons.push({
      code: isFree ? "shipping_free" : "shipping",
      label: isFree ? `${name} shipping, free for this order` : `${name} shipping`,
      amount: totals.shipping,
    });
  }
  if (totals.tax.amount > 0) reasons.push({ code: "tax_added", label: "Tax", amount: totals.tax });
  reasons.push({ code: "total", label: "Total", amount: totals.total });
  if (includedTax.amount > 0) {
    reasons.push({ code: "tax_included", label: "Tax included in the total", amount: includedTax });
  }
  return reasons;
}
