// Terms of orders as they were stored over time: what older ones do not say is filled in.
import { type Money, zeroMoney } from "@souk/money";
import type { OrderLine, OrderTerms } from "./terms.ts";

type Added = "shipping" | "taxIncluded" | "promotions" | "explanation" | "credits" | "amountDue";
type AddedToLine = "discount" | "tax" | "taxRateBasisPoints" | "taxIncluded" | "paid";
type StoredLine = Omit<OrderLine, AddedToLine> & Partial<Pick<OrderLine, AddedToLine>>;
export type StoredTerms = Omit<OrderTerms, Added | "lines"> &
  Partial<Pick<OrderTerms, Added>> & { readonly lines: readonly StoredLine[] };

/** Orders placed before discounts, taxes by line and credits were kept had none of them, or did not say. */
export function termsFrom(stored: StoredTerms): OrderTerms {
  const { totals } = stored;
  const nothing = zeroMoney(totals.total.currency);
  const shipping = {
    price: totals.shipping,
    discount: nothing,
    tax: nothing,
    taxRateBasisPoints: 0,
    taxIncluded: true,
    paid: totals.shipping,
  };
  const added = { shipping, taxIncluded: nothing, promotions: [], explanation: [], credits: [] };
  return {
    ...added,
    amountDue: totals.total,
    ...stored,
    lines: stored.lines.map((line) => lineFrom(line, nothing)),
  };
}

function lineFrom(line: StoredLine, nothing: Money): OrderLine {
  const added = { discount: nothing, tax: nothing, taxRateBasisPoints: 0, taxIncluded: true };
  return { ...added, paid: line.total, ...line };
}
