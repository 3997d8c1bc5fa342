// What an invoice or a credit note says: everything it is printed from, kept as it was on the day it was issued. Pure.
import type { AddressBody, Seller, Totals } from "@souk/contracts";
import { addMoney, type Money, subtractMoney } from "@souk/money";
import type { Order } from "../../orders/domain/order.ts";

export type InvoiceRow = {
  readonly name: string;
  /** Variant and SKU; empty where there is nothing to add. */
  readonly detail: string;
  /** Null where an amount is credited and no pieces. */
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  readonly taxRateBasisPoints: number;
  /** Before the discount on it. */
  readonly amount: Money;
  readonly discount: Money | null;
};

/** A line of the order, or its shipping, with what it costs in the end and the tax in that. Credit notes give parts of these back. */
export type InvoicePart = {
  readonly id: string;
  readonly taxRateBasisPoints: number;
  readonly gross: Money;
  readonly tax: Money;
};

export type TaxSum = {
  readonly rateBasisPoints: number;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
};

/** Amounts are positive on credit notes too; readers see them the other way round. */
export type InvoiceDocument = {
  readonly seller: Seller;
  readonly buyer: AddressBody;
  /** Null where the goods go to the buyer's own address. */
  readonly shipTo: AddressBody | null;
  readonly orderNumber: string;
  readonly orderedAt: string;
  readonly rows: readonly InvoiceRow[];
  readonly parts: readonly InvoicePart[];
  readonly taxes: readonly TaxSum[];
  readonly total: Money;
  /** How an invoice's total comes about; null on a credit note, whose rows sum to it. */
  readonly totals: Totals | null;
  /** Gift cards and store credit that paid a part. */
  readonly credits: readonly {
    readonly kind: "gift_card" | "store_credit";
    readonly last4: string | null;
    readonly amount: Money;
  }[];
  readonly amountDue: Money | null;
  /** The invoice that a credit note corrects; null also where the order is older than invoices are. */
  readonly corrects: { readonly number: string; readonly issuedAt: string } | null;
  readonly reason: string | null;
};

/** The part that is no line. */
export const SHIPPING_PART = "shipping";

export function invoiceDocumentOf(order: Order, seller: Seller): InvoiceDocument {
  const parts = partsOf(order);
  return {
    ...headOf(order, seller),
    rows: order.lines.map((line) => ({
      name: line.productName,
      detail: detailOf(line),
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      taxRateBasisPoints: line.taxRateBasisPoints,
      amount: line.total,
      discount: line.discount.amount === 0 ? null : line.discount,
    })),
    parts,
    taxes: taxSumsOf(parts),
    total: order.totals.total,
    totals: order.totals,
    credits: order.credits.map(({ kind, last4, amount }) => ({ kind, last4, amount })),
    amountDue: order.amountDue,
    corrects: null,
    reason: null,
  };
}

/** What is the same on all documents of an order. */
export function headOf(order: Order, seller: Seller) {
  const { billingAddress: buyer, shippingAddress, number: orderNumber, placedAt } = order;
  const isSame = addressLines(buyer).join("\n") === addressLines(shippingAddress).join("\n");
  return {
    seller,
    buyer,
    shipTo: isSame ? null : shippingAddress,
    orderNumber,
    orderedAt: placedAt.toISOString(),
  };
}

/** The parts of an order sum to its total. */
export function partsOf({ lines, shipping }: Order): readonly InvoicePart[] {
  return [
    ...lines.map(({ id, taxRateBasisPoints, paid: gross, tax }) => ({ id, taxRateBasisPoints, gross, tax })),
    {
      id: SHIPPING_PART,
      taxRateBasisPoints: shipping.taxRateBasisPoints,
      gross: shipping.paid,
      tax: shipping.tax,
    },
  ].filter(({ gross }) => gross.amount > 0);
}

/** One for each rate, the highest first. */
export function taxSumsOf(parts: readonly InvoicePart[]): readonly TaxSum[] {
  return [...Map.groupBy(parts, (part) => part.taxRateBasisPoints)]
    .toSorted(([one], [other]) => other - one)
    .map(([rateBasisPoints, ofRate]) => {
      const gross = ofRate.map((part) => part.gross).reduce(addMoney);
      const tax = ofRate.map((part) => part.tax).reduce(addMoney);
      return { rateBasisPoints, net: subtractMoney(gross, tax), tax, gross };
    });
}

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** As it stands on a letter. */
export function addressLines(address: AddressBody): readonly string[] {
  const { firstName, lastName, street, street2 = "", zipCode, city, state = "", country } = address;
  const lines = [`${firstName} ${lastName}`, street, street2, `${zipCode} ${city}`, state];
  const nameOfCountry = countryNames.of(country) ?? country;
  return [...lines, nameOfCountry].filter((line) => line !== "");
}

export function detailOf({
  variantName,
  sku,
}: {
  readonly variantName: string;
  readonly sku: string;
}): string {
  return [variantName, sku].filter((text) => text !== "").join(" · ");
}
