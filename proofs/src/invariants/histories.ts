// The invariant of what may happen to an order, one thing after another (I11). The tables are written here anew and not asked of the order service.
import type { OrderRow, Pieces } from "../evidence.ts";
import { grouped } from "../grouping.ts";

type Pair = readonly [from: string | null, to: string];

const SENT: readonly string[] = ["processing", "shipped", "delivered", "completed"];
const PAID: readonly string[] = ["confirmed", ...SENT];
const within = (...statuses: readonly string[]): readonly Pair[] =>
  statuses.map((status) => [status, status]);
const pairs = (from: readonly string[], to: string): readonly Pair[] => from.map((status) => [status, to]);

/** What each kind of event may make of a status. */
const legalMoves: Readonly<Record<string, readonly Pair[]>> = {
  placed: [[null, "pending"]],
  confirmed: [["pending", "confirmed"]],
  processing_started: [["confirmed", "processing"]],
  shipped: [
    ...pairs(["confirmed", "processing"], "processing"),
    ...pairs(["confirmed", "processing"], "shipped"),
  ],
  delivered: [["shipped", "delivered"], ...within("processing", "shipped", "refunded")],
  completed: [["delivered", "completed"]],
  cancelled: pairs(["pending", "confirmed", "processing"], "cancelled"),
  refund_requested: within(...PAID),
  refund_failed: within(...PAID, "refunded", "cancelled"),
  // All of the money ends an order; that no more pieces are to be sent may mean that all of them are on their way.
  refund_recorded: [
    ...within(...PAID, "cancelled", "refunded"),
    ...pairs(PAID, "refunded"),
    ["processing", "shipped"],
    ["processing", "delivered"],
  ],
  return_requested: within(...SENT),
  return_approved: within(...SENT, "refunded"),
  return_rejected: within(...SENT, "refunded"),
  return_received: within(...SENT, "refunded"),
};

/** What may come after what for one shipment, return or refund; null is the beginning. */
const legalSuccessors: Readonly<Record<string, readonly (string | null)[]>> = {
  shipped: [null],
  delivered: ["shipped"],
  return_requested: [null],
  return_approved: ["return_requested"],
  return_rejected: ["return_requested"],
  return_received: ["return_approved"],
  refund_requested: [null],
  // In two parts, money and credits; one that we did not ask for begins with its end.
  refund_recorded: [null, "refund_requested", "refund_recorded", "refund_failed"],
  refund_failed: ["refund_requested"],
};
/** A refund is given in so many parts. */
const PARTS_MAX = 2;

export function historiesAreLegal({ orders }: { readonly orders: readonly OrderRow[] }): readonly string[] {
  return orders.flatMap((order) => [
    ...(movesAreLegal(order)
      ? []
      : [`order ${order.id} moved ${order.moves.map(({ to }) => to).join(" → ")} and is ${order.status}`]),
    ...partFaults(order),
    ...pieceFaults(order),
  ]);
}

function movesAreLegal({ status, moves, history }: OrderRow): boolean {
  const isComplete =
    history.every(({ version, type }, index) => version === index + 1 && type === moves[index]?.type) &&
    history.length === moves.length;
  const isLegal = moves.every(({ from, to, type }, index) => {
    const before = moves[index - 1]?.to ?? null;
    return from === before && (legalMoves[type] ?? []).some(([a, b]) => a === from && b === to);
  });
  return isComplete && isLegal && moves.at(-1)?.to === status;
}

function partFaults({ id, history }: OrderRow): readonly string[] {
  const parts = grouped(
    history.filter(({ subject }) => subject !== null),
    ({ type, subject }) => `${type.replace(/_.*|shipped|delivered/, "")} ${subject}`,
  );
  return [...parts]
    .filter(([, events]) => {
      const recorded = events.filter(({ type }) => type === "refund_recorded").length;
      return (
        recorded > PARTS_MAX ||
        events.some(({ type }, index) => !legalSuccessors[type]?.includes(events[index - 1]?.type ?? null))
      );
    })
    .map(([, events]) => `order ${id} went through ${events.map(({ type }) => type).join(" → ")}`);
}

/** No more came back than was sent, and no more was sent than was ordered. */
function pieceFaults({ id, lines, shipments, returns }: OrderRow): readonly string[] {
  const count = (pieces: readonly Pieces[], lineId: string): number =>
    pieces.filter((piece) => piece.lineId === lineId).reduce((added, { quantity }) => added + quantity, 0);
  const sent = shipments.flatMap((shipment) => shipment.lines);
  const back = returns.flatMap(({ received }) => received);
  return lines
    .filter((line) => count(sent, line.id) > line.quantity || count(back, line.id) > count(sent, line.id))
    .map(({ id: lineId, quantity }) => {
      const told = `${count(sent, lineId)} of ${quantity} were sent, ${count(back, lineId)} came back`;
      return `order ${id}, line ${lineId}: ${told}`;
    });
}
