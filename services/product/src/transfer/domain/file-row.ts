// Rows of a product file as they are read, and what can be said of one.
import type { CellError } from "./cells.ts";

/** A row of the file; `cells` by the name of their column, trimmed, without the empty ones. */
export type FileRow = { readonly number: number; readonly cells: ReadonlyMap<string, string> };
/** Rows that follow each other and are of one product. */
export type RowGroup = {
  readonly handle: string;
  readonly rows: readonly FileRow[];
  readonly bytesRead: number;
};
export type RowError = CellError & { readonly row: FileRow };
export type StockCount = {
  readonly row: FileRow;
  readonly sku: string;
  readonly location: string;
  readonly onHand: number;
};
