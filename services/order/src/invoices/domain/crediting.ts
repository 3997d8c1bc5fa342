// What a credit note takes back of an order, and the tax in it: however an order is given back in parts, the credited amounts and their taxes
// end at exactly those of the invoice, for each line and each rate. Pure.
import type { Seller } from "@souk/contracts";
import {
  allocateMoney,
  money,
  type Money,
  shareOfMoney,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from "@souk/money";
import type { Order, OrderRefund, PiecesRefunded } from "../../orders/domain/order.ts";
import { countPieces } from "../../orders/domain/pieces.ts";
import {
  detailOf,
  headOf,
  type InvoiceDocument,
  type InvoicePart,
  type InvoiceRow,
  partsOf,
  SHIPPING_PART,
  taxSumsOf,
} from "./invoice-document.ts";

/** So much is credited; the part of it that is for lines and shipping is named, the rest is an allowance on everything. */
export type Credited = {
  readonly amount: Money;
  readonly lines: readonly PiecesRefunded[];
  readonly shipping: Money;
};

export type CreditNote = {
  readonly credited: Credited;
  /** What earlier credit notes took back. */
  readonly earlier: readonly InvoicePart[];
  readonly corrects: InvoiceDocument["corrects"];
  readonly reason: string;
};

export function creditNoteOf(order: Order, seller: Seller, note: CreditNote): InvoiceDocument {
  const { credited, earlier, corrects, reason } = note;
  const shares = sharesOf(order, credited, earlier);
  const parts = shares.map(({ part }) => part);
  return {
    ...headOf(order, seller),
    rows: [...namedRows(order, credited, shares), ...allowanceRows(shares)],
    parts,
    taxes: taxSumsOf(parts),
    total: credited.amount,
    totals: null,
    credits: [],
    amountDue: null,
    corrects,
    reason,
  };
}

/** All that earlier credit notes left, piece by piece: what a cancellation takes back. */
export function everythingLeft(order: Order, earlier: readonly InvoicePart[]): Credited {
  const left = new Map(partsOf(order).map((part) => [part.id, leftOf(part, earlier)]));
  const nothing = zeroMoney(order.totals.total.currency);
  const refunded = order.refunds.filter(({ status }) => status === "succeeded").flatMap(({ lines }) => lines);
  return {
    amount: sumMoney([...left.values()], nothing.currency),
    lines: order.lines.map(({ id: lineId, quantity }) => ({
      lineId,
      quantity: quantity - countPieces(refunded, lineId),
      amount: left.get(lineId) ?? nothing,
    })),
    shipping: left.get(SHIPPING_PART) ?? nothing,
  };
}

export function creditedBy({ amount, lines, shipping }: OrderRefund): Credited {
  return { amount, lines, shipping };
}

type Share = { readonly part: InvoicePart; readonly named: Money; readonly allowance: Money };

/** What is named comes from its own part as far as that goes; the rest is shared by what is left of all parts. */
function sharesOf(order: Order, credited: Credited, earlier: readonly InvoicePart[]): readonly Share[] {
  const { currency } = credited.amount;
  const nothing = zeroMoney(currency);
  let rest = credited.amount.amount;
  const takes = partsOf(order).map((part) => {
    const left = leftOf(part, earlier);
    const taken = Math.min(namedOf(credited, part.id).amount, left.amount, rest);
    rest -= taken;
    return { part, named: money(taken, currency), leftMinor: left.amount - taken };
  });
  const weights = takes.map(({ leftMinor }) => leftMinor);
  const allowances = rest > 0 ? allocateMoney(money(rest, currency), weights) : [];
  return takes
    .map(({ part, named }, index) => {
      const allowance = allowances[index] ?? nothing;
      const gross = sumMoney([named, allowance], currency);
      return { part: { ...part, gross, tax: taxIn(part, gross, earlier) }, named, allowance };
    })
    .filter(({ part }) => part.gross.amount > 0);
}

/** After a part of what was paid is given back, so is the same part of the tax, rounded; what was credited before counts in both. */
function taxIn(part: InvoicePart, gross: Money, earlier: readonly InvoicePart[]): Money {
  const before = earlier.filter(({ id }) => id === part.id);
  const numerator = before.reduce((sum, one) => sum + one.gross.amount, gross.amount);
  const due = shareOfMoney(part.tax, { numerator, denominator: part.gross.amount });
  return before.reduce((left, one) => subtractMoney(left, one.tax), due);
}

function leftOf(part: InvoicePart, earlier: readonly InvoicePart[]): Money {
  return earlier
    .filter(({ id }) => id === part.id)
    .reduce((left, { gross }) => subtractMoney(left, gross), part.gross);
}

function namedOf({ lines, shipping, amount }: Credited, partId: string): Money {
  if (partId === SHIPPING_PART) return shipping;
  return sumMoney(
    lines.filter(({ lineId }) => lineId === partId).map((line) => line.amount),
    amount.currency,
  );
}

function namedRows(order: Order, { lines }: Credited, shares: readonly Share[]): readonly InvoiceRow[] {
  return shares
    .filter(({ named }) => named.amount > 0)
    .map(({ part: { id, taxRateBasisPoints }, named: amount }) => {
      const plain = { unitPrice: null, taxRateBasisPoints, amount, discount: null };
      const line = order.lines.find((one) => one.id === id);
      if (!line) return { ...plain, name: "Shipping", detail: order.shippingMethod.name, quantity: null };
      return { ...plain, name: line.productName, detail: detailOf(line), quantity: countPieces(lines, id) };
    });
}

/** One for each rate. */
function allowanceRows(shares: readonly Share[]): readonly InvoiceRow[] {
  const allowed = shares
    .filter(({ allowance }) => allowance.amount > 0)
    .map(({ part, allowance: gross }) => ({ ...part, gross }));
  return taxSumsOf(allowed).map(({ rateBasisPoints: taxRateBasisPoints, gross: amount }) => ({
    name: "Reduction of the price",
    detail: "",
    quantity: null,
    unitPrice: null,
    taxRateBasisPoints,
    amount,
    discount: null,
  }));
}
