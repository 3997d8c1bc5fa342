// Pieces of an order's lines, as shipments, returns and refunds name them.
import { type FieldError, Refusal } from "@souk/errors";
import type { Order, Pieces } from "./order.ts";
import type { OrderLine } from "./terms.ts";

/** How many pieces of this line a list names; a line may stand in it more than once. */
export function countPieces(list: readonly Pieces[], lineId: string): number {
  return list.reduce((sum, pieces) => sum + (pieces.lineId === lineId ? pieces.quantity : 0), 0);
}

export type PiecesLimit = {
  readonly left: (line: OrderLine) => number;
  /** What is said where more is named than is left. */
  readonly code: string;
  readonly message: string;
};

/** The order's lines that are named, each with its pieces added up; refuses a line of another order and more than is left. */
export function requirePieces(
  order: Order,
  named: readonly Pieces[],
  { left, code, message }: PiecesLimit,
): readonly { readonly line: OrderLine; readonly quantity: number }[] {
  const unknown = named.findIndex(({ lineId }) => !order.lines.some((line) => line.id === lineId));
  if (unknown !== -1) {
    throw new Refusal("unprocessable", "order_line_unknown", "The order has no such line.", {
      fields: [fieldError(unknown, "unknown", "must be a line of the order")],
    });
  }
  const wanted = order.lines
    .map((line) => ({ line, quantity: countPieces(named, line.id) }))
    .filter(({ quantity }) => quantity > 0);
  const excess = wanted.find(({ line, quantity }) => quantity > left(line));
  if (!excess) return wanted;
  const index = named.findIndex(({ lineId }) => lineId === excess.line.id);
  throw new Refusal("conflict", code, message, {
    fields: [fieldError(index, "too_many", "must be at most what is left of the line")],
    extra: { lineId: excess.line.id, left: left(excess.line) },
  });
}

function fieldError(index: number, code: string, message: string): FieldError {
  return { pointer: `/lines/${index}`, code, message };
}
