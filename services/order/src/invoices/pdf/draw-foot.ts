// The foot of every page: what the seller wants said, their bank, and which page of how many it is. Drawn last, when that is known.
import type { PrintedInvoice } from "./printed-invoice.ts";
import { BOTTOM, hairline, LEFT, QUIET, RIGHT, type Sheet, WIDTH, write } from "./sheet.ts";

const FOOT_Y = BOTTOM + 14;
const SIZE = 7.5;
const PAGE_WIDTH = 150;
/** So many lines fit below each other. */
const LINES_MAX = 6;
const COLUMN_GAP = 16;

export function drawFoot(sheet: Sheet, { number, document: { seller } }: PrintedInvoice): void {
  const { doc } = sheet;
  const { start, count } = doc.bufferedPageRange();
  const texts = [seller.invoiceFooter, seller.bank].filter((text) => text !== "");
  const width = (WIDTH - PAGE_WIDTH) / Math.max(1, texts.length) - COLUMN_GAP;
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    hairline(sheet, FOOT_Y - 8);
    doc.markContent("Artifact", { type: "Pagination" });
    for (const [index, text] of texts.entries()) {
      const x = LEFT + index * (width + COLUMN_GAP);
      write(sheet, firstLines(text), { x, y: FOOT_Y, width, size: SIZE, colour: QUIET });
    }
    const label = `${number} · Page ${page + 1} of ${count}`;
    const x = RIGHT - PAGE_WIDTH;
    write(sheet, label, { x, y: FOOT_Y, width: PAGE_WIDTH, align: "right", size: SIZE, colour: QUIET });
    doc.endMarkedContent();
  }
}

function firstLines(text: string): string {
  return text.split("\n").slice(0, LINES_MAX).join("\n");
}
