// Tables as CSV (RFC 4180) that a spreadsheet opens without running anything in it.

export type Cell = string | number;

/** What a spreadsheet takes for the start of a formula, or for the way to one. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(",")}\r\n`).join("");
}

/** Text that looks like a formula gets an apostrophe in front; numbers stay numbers. */
function toCell(value: Cell): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
