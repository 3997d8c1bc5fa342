// An invoice or a credit note as a PDF: made on request from what was kept when it was issued, and the same bytes each time.
import { PassThrough, type Readable } from "node:stream";
import { type Money, negateMoney } from "@souk/money";
import type { InvoiceKind } from "@souk/contracts";
import type { InvoiceRow } from "../domain/invoice-document.ts";
import { drawFoot } from "./draw-foot.ts";
import { drawHead } from "./draw-head.ts";
import { drawSums } from "./draw-sums.ts";
import { type Cell, type Column, drawTable } from "./draw-table.ts";
import type { PrintedInvoice } from "./printed-invoice.ts";
import { openSheet, QUIET, say } from "./sheet.ts";
import { amountText, rateText } from "./words.ts";

const figures = (label: string, width: number) => ({ label, width, align: "right" }) as const;
const amounts = [figures("Tax", 38), figures("Amount", 78)];
const columnsOf: Record<InvoiceKind, readonly Column[]> = {
  invoice: [
    { label: "Article", width: 205, align: "left" },
    figures("Quantity", 44),
    figures("Unit price", 78),
    ...amounts,
  ],
  credit_note: [{ label: "Article", width: 293, align: "left" }, figures("Quantity", 44), ...amounts],
};

export function printInvoice(invoice: PrintedInvoice): Readable {
  const { number, issuedAt, document, kind } = invoice;
  const name = kind === "invoice" ? "Invoice" : "Credit note";
  const sheet = openSheet({ title: `${name} ${number}`, at: issuedAt });
  const paper = sheet.doc.pipe(new PassThrough());
  drawHead(sheet, invoice);
  if (document.reason !== null) {
    say(sheet, sheet.root, { tag: "P", text: `Reason: ${document.reason}`, colour: QUIET });
    sheet.doc.y += 14;
  }
  drawTable(sheet, { columns: columnsOf[kind], rows: document.rows.map((row) => cellsOf(row, kind)) });
  drawSums(sheet, invoice);
  drawFoot(sheet, invoice);
  sheet.root.end();
  sheet.doc.end();
  return paper;
}

function cellsOf(row: InvoiceRow, kind: InvoiceKind): readonly Cell[] {
  const signed = (amount: Money): string => amountText(kind === "invoice" ? amount : negateMoney(amount));
  const { name, detail, quantity, unitPrice, discount, taxRateBasisPoints, amount } = row;
  const note = [detail, discount ? `Discount ${amountText(negateMoney(discount))}` : ""]
    .filter((text) => text !== "")
    .join("\n");
  return [
    { text: name, note },
    { text: quantity === null ? "" : String(quantity) },
    ...(unitPrice ? [{ text: amountText(unitPrice) }] : []),
    { text: rateText(taxRateBasisPoints) },
    { text: signed(amount) },
  ];
}
