// Below the rows: how the total comes about, how it was paid, and the tax in it by rate.
import { type Money, negateMoney } from "@souk/money";
import { drawTable } from "./draw-table.ts";
import type { PrintedInvoice } from "./printed-invoice.ts";
import { hairline, INK, makeRoom, QUIET, RIGHT, say, type Sheet } from "./sheet.ts";
import { amountText, rateText } from "./words.ts";

const SUMS_X = 330;
const AMOUNT_WIDTH = 110;
const LINE_HEIGHT = 17;
/** The sums stay together: they have this much room, or another page. */
const SUMS_HEIGHT = 190;
const TAX_COLUMN = 78;

type SumLine = { readonly label: string; readonly amount: Money; readonly isTotal?: boolean };

export function drawSums(sheet: Sheet, invoice: PrintedInvoice): void {
  makeRoom(sheet, SUMS_HEIGHT);
  sheet.doc.y += 8;
  for (const line of sumsOf(invoice)) drawSum(sheet, line);
  drawTaxes(sheet, invoice);
}

function sumsOf({ kind, document }: PrintedInvoice): readonly SumLine[] {
  const { totals, total, credits, amountDue } = document;
  if (kind === "credit_note" || !totals || !amountDue)
    return [{ label: "Total credited", amount: negateMoney(total), isTotal: true }];
  const steps = [
    { label: "Subtotal", amount: totals.subtotal },
    { label: "Discount", amount: negateMoney(totals.discount) },
    { label: "Shipping", amount: totals.shipping },
    { label: "Tax", amount: totals.tax },
  ].filter(({ amount, label }) => label === "Subtotal" || amount.amount !== 0);
  const paid = [
    ...credits.map(({ last4, amount }) => ({
      label: last4 === null ? "Paid by store credit" : `Paid by gift card ending in ${last4}`,
      amount: negateMoney(amount),
    })),
    { label: "Paid", amount: negateMoney(amountDue) },
  ].filter(({ amount }) => amount.amount !== 0);
  return [...steps, { label: "Total", amount: total, isTotal: true }, ...paid];
}

function drawSum(sheet: Sheet, { label, amount, isTotal = false }: SumLine): void {
  const { doc, root } = sheet;
  if (isTotal) {
    doc.y += 3;
    hairline(sheet, doc.y, { from: SUMS_X, colour: INK });
    doc.y += 7;
  }
  const y = doc.y;
  const style = isTotal ? ({ size: 12, font: "semibold" } as const) : { colour: QUIET };
  const line = doc.struct("P");
  root.add(line);
  const labelWidth = RIGHT - SUMS_X - AMOUNT_WIDTH;
  say(sheet, line, { ...style, tag: "Span", text: label, x: SUMS_X, y, width: labelWidth });
  const x = RIGHT - AMOUNT_WIDTH;
  const end = doc.y;
  const amountStyle = isTotal ? style : { colour: INK };
  say(sheet, line, {
    ...amountStyle,
    tag: "Span",
    text: amountText(amount),
    x,
    y,
    width: AMOUNT_WIDTH,
    align: "right",
  });
  doc.y = Math.max(y + LINE_HEIGHT, end + 4) + (isTotal ? 6 : 0);
}

function drawTaxes(sheet: Sheet, { kind, document: { taxes } }: PrintedInvoice): void {
  if (taxes.length === 0) return;
  sheet.doc.y += 20;
  const signed = (amount: Money): string => amountText(kind === "invoice" ? amount : negateMoney(amount));
  const column = (label: string) => ({ label, width: TAX_COLUMN, align: "right" }) as const;
  drawTable(sheet, {
    columns: [
      { label: "Tax rate", width: 50, align: "left" },
      column("Without tax"),
      column("Tax"),
      column("With tax"),
    ],
    rows: taxes.map(({ rateBasisPoints, net, tax, gross }) => [
      { text: rateText(rateBasisPoints) },
      { text: signed(net) },
      { text: signed(tax) },
      { text: signed(gross) },
    ]),
  });
}
