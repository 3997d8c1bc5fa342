// What stands in a cell, and what it is in the shop. Pure.
import { isRefusal } from "@souk/errors";
import { parseMoney } from "@souk/money";

/** What a spreadsheet takes for the start of a formula; an export puts an apostrophe before it, which an import takes away again. */
const NEUTRALISED = /^'(?=[=+\-@\t\r])/;
/** Takes away what was there; an empty cell leaves it as it is. */
export const CLEAR = "-";
const WHOLE = /^(?:0|[1-9]\d{0,9})$/;
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;

export type CellError = { readonly column: string; readonly code: string; readonly message: string };
export type Read<Value> = { readonly value: Value } | { readonly error: CellError };

export function textOf(cell: string): string {
  return cell.replace(NEUTRALISED, "").trim();
}

export function readWhole(column: string, cell: string): Read<number> {
  if (WHOLE.test(cell)) return { value: Number(cell) };
  return { error: { column, code: "number_invalid", message: "must be a whole number, such as 12" } };
}

export function readAmount(column: string, cell: string, currency: string): Read<number> {
  try {
    const { amount } = parseMoney(cell, currency);
    if (amount >= 0) return { value: amount };
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return {
    error: {
      column,
      code: "amount_invalid",
      message: `must be an amount in ${currency} with a point, such as 12.50`,
    },
  };
}

export function readBoolean(column: string, cell: string): Read<boolean> {
  const value = cell.toLowerCase();
  if (value === "true" || value === "false") return { value: value === "true" };
  return { error: { column, code: "boolean_invalid", message: 'must be "true" or "false"' } };
}

export type AttributeKind = "text" | "choice" | "number" | "boolean";

/**
 * An attribute of a defined kind is read as that; where it is not one, the check of the product will say so. Of the others, what looks like
 * a number or a yes and no is one. A value that is written as it stands in the shop stays what it is.
 */
export function readAttribute(
  cell: string,
  {
    known,
    kind,
  }: { readonly known: string | number | boolean | undefined; readonly kind: AttributeKind | undefined },
): string | number | boolean {
  if (kind === "text" || kind === "choice") return cell;
  if (known !== undefined && String(known) === cell) return known;
  if (cell === "true" || cell === "false") return cell === "true";
  return NUMBER.test(cell) && typeof known !== "string" ? Number(cell) : cell;
}

/** What `use` makes of a value that could be read; otherwise the error is kept. */
export function keep<Value, Result>(
  read: Read<Value>,
  errors: CellError[],
  use: (value: Value) => Result,
): Result | undefined {
  if ("value" in read) return use(read.value);
  errors.push(read.error);
  return undefined;
}
