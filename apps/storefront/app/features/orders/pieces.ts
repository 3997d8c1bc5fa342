// How many pieces of each line were sent, are still to come, and may go back. The order service decides; this is for showing it.
import type { Order, OrderReturn } from "@souk/contracts";

type Pieces = { readonly lineId: string; readonly quantity: number };
type OrderLine = Order["lines"][number];
export type LinePieces = { readonly line: OrderLine; readonly quantity: number };

const countOf = (pieces: readonly Pieces[], lineId: string): number =>
  pieces.filter((one) => one.lineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0);

/** The lines that these pieces are of. */
export function linesOf({ lines }: Pick<Order, "lines">, pieces: readonly Pieces[]): readonly LinePieces[] {
  return lines
    .map((line) => ({ line, quantity: countOf(pieces, line.id) }))
    .filter(({ quantity }) => quantity > 0);
}

type Sent = Pick<Order, "lines" | "shipments">;
const sentPieces = ({ shipments }: Pick<Order, "shipments">): readonly Pieces[] =>
  shipments.flatMap(({ lines }) => lines);

/** Bought and not sent yet; what was given back without a return is not sent any more. */
export function stillToCome(order: Sent & Pick<Order, "refunds" | "status">): readonly LinePieces[] {
  if (order.status === "cancelled" || order.status === "refunded") return [];
  const sent = sentPieces(order);
  const given = order.refunds
    .filter(({ returnId, status }) => returnId === null && status !== "failed")
    .flatMap(({ lines }) => lines);
  return order.lines
    .map((line) => ({ line, quantity: line.quantity - countOf(sent, line.id) - countOf(given, line.id) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Sent, and neither back already nor asked to be. */
export function returnableOf(
  order: Sent & Pick<Order, "status">,
  returns: readonly Pick<OrderReturn, "status" | "lines" | "received">[],
): readonly LinePieces[] {
  if (order.status === "cancelled" || order.status === "refunded") return [];
  const sent = sentPieces(order);
  const promised: readonly Pieces[] = returns
    .filter(({ status }) => status !== "rejected")
    .flatMap(({ lines, received }): readonly Pieces[] => (received.length > 0 ? received : lines));
  return order.lines
    .map((line) => ({ line, quantity: countOf(sent, line.id) - countOf(promised, line.id) }))
    .filter(({ quantity }) => quantity > 0);
}

export type ReturnLine = LinePieces & {
  readonly reason: OrderReturn["lines"][number]["reason"];
  /** How many of these came, in the end. */
  readonly arrived: number;
};

/** What of a return goes back, with what has arrived of it. A line may be named for two reasons: the first takes what came. */
export function returnLinesOf(
  { lines }: Pick<Order, "lines">,
  made: Pick<OrderReturn, "lines" | "received">,
): readonly ReturnLine[] {
  const left = new Map(lines.map(({ id }) => [id, countOf(made.received, id)]));
  return made.lines.flatMap(({ lineId, quantity, reason }) => {
    const line = lines.find(({ id }) => id === lineId);
    if (!line) return [];
    const arrived = Math.min(quantity, left.get(lineId) ?? 0);
    left.set(lineId, (left.get(lineId) ?? 0) - arrived);
    return [{ line, quantity, reason, arrived }];
  });
}
