// The head of an invoice: who sells, who buys, what document it is and of which order.
import { addressLines } from "../domain/invoice-document.ts";
import type { PrintedInvoice } from "./printed-invoice.ts";
import { ACCENT, LEFT, QUIET, RIGHT, say, type Sheet, TOP } from "./sheet.ts";
import { dayText } from "./words.ts";

const SELLER_X = 340;
const COLUMN_WIDTH = 150;
const COLUMN_STEP = 166.5;
const BAR = { width: 28, height: 3 } as const;

export function drawHead(sheet: Sheet, invoice: PrintedInvoice): void {
  const { doc, root } = sheet;
  doc.markContent("Artifact", { type: "Layout" });
  doc.rect(LEFT, TOP, BAR.width, BAR.height).fill(ACCENT);
  doc.endMarkedContent();
  const title = invoice.kind === "invoice" ? "Invoice" : "Credit note";
  say(sheet, root, { tag: "H1", text: title, y: TOP + 12, width: 270, size: 24, font: "semibold" });
  say(sheet, root, { tag: "P", text: invoice.number, width: 270, size: 11, colour: QUIET });
  const leftEnd = doc.y;
  drawSeller(sheet, invoice);
  doc.y = Math.max(leftEnd, doc.y) + 30;
  drawParties(sheet, invoice);
}

function drawSeller(sheet: Sheet, { document: { seller } }: PrintedInvoice): void {
  const place = { x: SELLER_X, width: RIGHT - SELLER_X, align: "right" } as const;
  const { name, address, taxNumber } = seller;
  say(sheet, sheet.root, { ...place, tag: "P", text: name, y: TOP + 12, size: 11, font: "semibold" });
  const details = [address, taxNumber === "" ? "" : `Tax number ${taxNumber}`].filter((text) => text !== "");
  if (details.length > 0)
    say(sheet, sheet.root, { ...place, tag: "P", text: details.join("\n"), colour: QUIET });
}

function drawParties(sheet: Sheet, { document, issuedAt, kind }: PrintedInvoice): void {
  const { buyer, shipTo, orderNumber, orderedAt, corrects } = document;
  const facts = [
    `Issued on ${dayText(issuedAt)}`,
    ...(corrects ? [`Corrects ${corrects.number}`, `of ${dayText(new Date(corrects.issuedAt))}`] : []),
    `Order ${orderNumber}`,
    `Placed on ${dayText(new Date(orderedAt))}`,
    ...(kind === "invoice" ? ["Supplied on dispatch"] : []),
  ];
  const columns = [
    { label: "Billed to", lines: addressLines(buyer) },
    { label: "Delivered to", lines: shipTo ? addressLines(shipTo) : ["The same address"] },
    { label: "About", lines: facts },
  ];
  const y = sheet.doc.y;
  const ends = columns.map(({ label, lines }, index) => {
    const place = { x: LEFT + index * COLUMN_STEP, width: COLUMN_WIDTH };
    say(sheet, sheet.root, { ...place, tag: "H2", text: label, y, size: 8, colour: QUIET });
    sheet.doc.y += 2;
    say(sheet, sheet.root, { ...place, tag: "P", text: lines.join("\n") });
    return sheet.doc.y;
  });
  sheet.doc.y = Math.max(...ends) + 26;
}
