// What credit notes take back, as pure rules: in any split their amounts and taxes end at exactly those of the invoice.
import { money, type Money } from "@souk/money";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Credited, creditNoteOf, everythingLeft } from "../src/invoices/domain/crediting.ts";
import {
  addressLines,
  type InvoiceDocument,
  invoiceDocumentOf,
  type TaxSum,
} from "../src/invoices/domain/invoice-document.ts";
import { invoiceNumber } from "../src/invoices/domain/invoice-number.ts";
import type { Order } from "../src/orders/domain/order.ts";
import { aConfirmedOrder, apply, recorded, refund } from "./order-builders.ts";

const seller = { name: "Souk", address: "", taxNumber: "", bank: "", invoiceFooter: "" };

/** Lines at 19 % and 7 %, shipping at 19 %, all of it in the prices. */
function taxedOrder(lines: readonly (readonly [number, number])[], currency = "EUR"): Order {
  const order = aConfirmedOrder({ lines, shippingMinor: 591, currency });
  const taxAt = (paid: Money, rate: number) => ({
    taxRateBasisPoints: rate,
    tax: money(Math.round((paid.amount * rate) / (10_000 + rate)), currency),
  });
  return {
    ...order,
    lines: order.lines.map((line, index) => ({ ...line, ...taxAt(line.paid, index % 2 === 0 ? 1900 : 700) })),
    shipping: { ...order.shipping, ...taxAt(order.shipping.paid, 1900) },
  };
}

const amountOnly = (amount: number, currency = "EUR"): Credited => ({
  amount: money(amount, currency),
  lines: [],
  shipping: money(0, currency),
});

function notesOf(order: Order, steps: readonly Credited[]): readonly InvoiceDocument[] {
  const notes: InvoiceDocument[] = [];
  const credit = (credited: Credited): void => {
    const earlier = notes.flatMap(({ parts }) => parts);
    notes.push(creditNoteOf(order, seller, { credited, earlier, corrects: null, reason: "damaged" }));
  };
  for (const step of steps) credit(step);
  const rest = everythingLeft(
    order,
    notes.flatMap(({ parts }) => parts),
  );
  if (rest.amount.amount > 0) credit(rest);
  return notes;
}

/** By rate: what was with and without tax. */
function ratesOf(documents: readonly InvoiceDocument[]): Record<number, readonly number[]> {
  const sums = documents.flatMap(({ taxes }) => taxes);
  const add = (ofRate: readonly TaxSum[], pick: (sum: TaxSum) => Money) =>
    ofRate.reduce((sum, one) => sum + pick(one).amount, 0);
  return Object.fromEntries(
    [...Map.groupBy(sums, ({ rateBasisPoints }) => rateBasisPoints)].map(([rate, ofRate]) => [
      rate,
      [add(ofRate, ({ net }) => net), add(ofRate, ({ tax }) => tax), add(ofRate, ({ gross }) => gross)],
    ]),
  );
}

test.each(["JPY", "EUR", "KWD"])(
  "any split of an order in %s ends at its invoice, at each rate",
  (currency) => {
    const line = fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 5 }),
        (lines, percents) => {
          const order = taxedOrder(lines, currency);
          const total = order.totals.total.amount;
          let left = total;
          const steps = percents.flatMap((percent) => {
            const amount = Math.min(left, Math.ceil((total * percent) / 300));
            left -= amount;
            return amount > 0 ? [amountOnly(amount, currency)] : [];
          });
          const notes = notesOf(order, steps);
          for (const { taxes, total: credited } of notes) {
            expect(taxes.reduce((sum, { net, tax }) => sum + net.amount + tax.amount, 0)).toBe(
              credited.amount,
            );
            expect(taxes.every(({ tax, net }) => tax.amount >= 0 && net.amount >= 0)).toBe(true);
          }
          for (const { rows, total: credited } of notes)
            expect(rows.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(credited.amount);
          expect(ratesOf(notes)).toEqual(ratesOf([invoiceDocumentOf(order, seller)]));
        },
      ),
      { seed: 42, numRuns: 500 },
    );
  },
);

describe("a credit note", () => {
  const order = taxedOrder([
    [3000, 3],
    [1070, 1],
  ]);
  const lineId = order.lines[0]?.id ?? "";
  const named = (amount: number, lineAmount: number): Credited => ({
    ...amountOnly(amount),
    lines: [{ lineId, quantity: 1, amount: money(lineAmount, "EUR") }],
  });

  test("names the pieces that it is for, and takes their tax alone", () => {
    const [note] = notesOf(order, [named(1000, 1000)]);
    expect(note?.rows).toEqual([
      expect.objectContaining({ name: "Product", detail: "SKU-0", quantity: 1, amount: money(1000, "EUR") }),
    ]);
    expect(note?.taxes).toEqual([
      {
        rateBasisPoints: 1900,
        net: money(840, "EUR"),
        tax: money(160, "EUR"),
        gross: money(1000, "EUR"),
      },
    ]);
  });

  test("shares what is for nothing in particular among all that is left, a row for each rate", () => {
    const [note] = notesOf(order, [named(1500, 1000)]);
    expect(note?.rows.map(({ name, taxRateBasisPoints }) => [name, taxRateBasisPoints])).toEqual([
      ["Product", 1900],
      ["Reduction of the price", 1900],
      ["Reduction of the price", 700],
    ]);
  });

  test("takes pieces from what a reduction before it left of them, and the rest from everything", () => {
    const reduction = amountOnly(4000);
    const [, second] = notesOf(order, [reduction, { ...amountOnly(600), ...named(600, 600) }]);
    expect(second?.total).toEqual(money(600, "EUR"));
    expect(second?.rows.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(600);
  });

  test("of a cancellation counts the pieces that no refund has given back", () => {
    const partly = apply(order, refund("r1", { lines: [{ lineId, quantity: 1 }] }), recorded("r1", 1000));
    const credited = { amount: money(1000, "EUR"), lines: partly.refunds[0]?.lines ?? [] };
    const first = creditNoteOf(partly, seller, {
      credited: { ...amountOnly(1000), ...credited },
      earlier: [],
      corrects: null,
      reason: "damaged",
    });
    const rest = everythingLeft(partly, first.parts);
    expect(rest.lines.map(({ quantity, amount }) => [quantity, amount.amount])).toEqual([
      [2, 2000],
      [1, 1070],
    ]);
    const last = creditNoteOf(partly, seller, {
      credited: rest,
      earlier: first.parts,
      corrects: null,
      reason: "cancelled",
    });
    expect(last.rows.map(({ name }) => name)).toEqual(["Product", "Product", "Shipping"]);
  });
});

test("goods that cost nothing are on the invoice and in no tax, and nothing is left of them", () => {
  const order = taxedOrder([
    [0, 1],
    [100, 1],
  ]);
  const invoice = invoiceDocumentOf(order, seller);
  expect(invoice.rows).toHaveLength(2);
  expect(invoice.parts.map(({ id }) => id)).toEqual(["line-1", "shipping"]);
  expect(everythingLeft(order, []).lines[0]?.amount).toEqual(money(0, "EUR"));
  const free = { ...order, shipping: { ...order.shipping, paid: money(0, "EUR") } };
  expect(everythingLeft(free, []).shipping).toEqual(money(0, "EUR"));
});

test("an address leaves out what it has not, and names its country", () => {
  const address = { firstName: "A", lastName: "B", street: "C", city: "D", zipCode: "1", country: "TR" };
  expect(addressLines(address)).toEqual(["A B", "C", "1 D", "Türkiye"]);
  expect(addressLines({ ...address, street2: "2nd floor", state: "E" })).toEqual([
    "A B",
    "C",
    "2nd floor",
    "1 D",
    "E",
    "Türkiye",
  ]);
});

test("a number says series, year and position", () => {
  expect(invoiceNumber({ kind: "invoice", year: 2026, position: 1 })).toBe("INV-2026-000001");
  expect(invoiceNumber({ kind: "credit_note", year: 2027, position: 1_234_567 })).toBe("CN-2027-1234567");
});
