// Tables of text and figures over as many pages as they need, with their head on each.
import { hairline, heightOf, INK, LEFT, makeRoom, QUIET, say, type Sheet, type Structure } from "./sheet.ts";

export type Column = { readonly label: string; readonly width: number; readonly align: "left" | "right" };
export type Cell = { readonly text: string; /** Below it, quieter. */ readonly note?: string };
export type Table = {
  readonly columns: readonly Column[];
  /** A row is its cells in the order of the columns. */
  readonly rows: readonly (readonly Cell[])[];
};

const HEAD_SIZE = 8;
const NOTE_SIZE = 8;
const PADDING = 6;
const GAP = 10;
/** As high as most rows are. */
const ORPHAN_HEIGHT = 50;

export function drawTable(sheet: Sheet, { columns, rows }: Table): void {
  const table = sheet.doc.struct("Table");
  sheet.root.add(table);
  const places = placesOf(columns);
  const lines = rows.map((row) => placed(row, places));
  // A head never stands alone at the end of a page.
  makeRoom(sheet, headHeight(sheet) + ORPHAN_HEIGHT);
  drawTableHead(sheet, table, places);
  for (const cells of lines) {
    if (makeRoom(sheet, rowHeight(sheet, cells))) drawTableHead(sheet, table, places);
    drawRow(sheet, table, cells);
  }
}

type Place = Column & { readonly x: number };

function placesOf(columns: readonly Column[]): readonly Place[] {
  let left = LEFT;
  return columns.map((column) => {
    const place = { ...column, x: left };
    left += column.width + GAP;
    return place;
  });
}

function extentOf(places: readonly Place[]): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(...places.map(({ x }) => x)),
    to: Math.max(...places.map(({ x, width }) => x + width)),
  };
}

function headHeight(sheet: Sheet): number {
  return heightOf(sheet, "A", { size: HEAD_SIZE }) + PADDING;
}

function drawTableHead(sheet: Sheet, table: Structure, places: readonly Place[]): void {
  const { doc } = sheet;
  const y = doc.y;
  const row = doc.struct("TR");
  table.add(row);
  for (const { label: text, x, width, align } of places)
    say(sheet, row, { tag: "TH", text, x, y, width, align, size: HEAD_SIZE, colour: QUIET });
  doc.y = y + headHeight(sheet);
  hairline(sheet, doc.y, { ...extentOf(places), colour: INK });
  doc.y += PADDING;
}

type PlacedCell = Required<Cell> & Place;

function placed(row: readonly Cell[], places: readonly Place[]): readonly PlacedCell[] {
  return places.map((place, index) => ({ text: "", note: "", ...row[index], ...place }));
}

function rowHeight(sheet: Sheet, cells: readonly PlacedCell[]): number {
  const heights = cells.map(({ text, note, width }) => {
    const noteHeight = note === "" ? 0 : heightOf(sheet, note, { width, size: NOTE_SIZE });
    return heightOf(sheet, text, { width }) + noteHeight;
  });
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(sheet: Sheet, table: Structure, cells: readonly PlacedCell[]): void {
  const { doc } = sheet;
  const y = doc.y;
  const end = y + rowHeight(sheet, cells);
  const row = doc.struct("TR");
  table.add(row);
  for (const { text, note, x, width, align } of cells) {
    const cell = doc.struct("TD");
    row.add(cell);
    say(sheet, cell, { tag: "P", text, x, y, width, align });
    if (note !== "")
      say(sheet, cell, { tag: "P", text: note, x, width, align, size: NOTE_SIZE, colour: QUIET });
  }
  doc.y = end - PADDING;
  hairline(sheet, doc.y, extentOf(cells));
  doc.y = end;
}
