// What may come back of an order, and the life of a return: requested, approved or rejected, received, refunded. Pure.
import type { ReturnStatus } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { shippedOf } from "../../fulfilment/domain/shipping.ts";
import {
  type LaterEvent,
  type Order,
  type OrderReturn,
  type PiecesReceived,
  type PiecesToReturn,
  statusConflict,
} from "../../orders/domain/order.ts";
import { countPieces, requirePieces } from "../../orders/domain/pieces.ts";

/** The only table of a return's legal moves. The last one is made by its refund. */
const nextStatuses: Record<ReturnStatus, readonly ReturnStatus[]> = {
  requested: ["approved", "rejected"],
  approved: ["received"],
  rejected: [],
  received: ["refunded"],
  refunded: [],
};

export function canReturnMove(from: ReturnStatus, to: ReturnStatus): boolean {
  return nextStatuses[from].includes(to);
}

export function loadReturn(order: Order, returnId: string): OrderReturn {
  const found = order.returns.find(({ id }) => id === returnId);
  if (found) return found;
  throw new Refusal("not_found", "return_not_found", "The order has no such return.");
}

/** Shipped, and neither back already nor asked to be returned. */
export function returnableOf(order: Order, lineId: string): number {
  const promised = order.returns
    .filter(({ status }) => status !== "rejected")
    .reduce(
      (sum, { lines, received }) => sum + countPieces(received.length > 0 ? received : lines, lineId),
      0,
    );
  return shippedOf(order, lineId) - promised;
}

export type ReturnRequest = {
  readonly returnId: string;
  readonly lines: readonly PiecesToReturn[];
  readonly note: string | null;
};

export function decideRequestReturn(order: Order, request: ReturnRequest): readonly LaterEvent[] {
  if (order.status === "cancelled" || order.status === "refunded")
    throw statusConflict(order, `Nothing of a ${order.status} order can be returned.`);
  requirePieces(order, request.lines, {
    left: (line) => returnableOf(order, line.id),
    code: "return_exceeds_shipped",
    message: "Fewer than that were shipped and not returned yet.",
  });
  return [{ type: "return_requested", ...request }];
}

export function decideApproveReturn(order: Order, returnId: string): readonly LaterEvent[] {
  requireReturnMove(loadReturn(order, returnId), "approved");
  return [{ type: "return_approved", returnId }];
}

export function decideRejectReturn(
  order: Order,
  { returnId, reason }: { readonly returnId: string; readonly reason: string },
): readonly LaterEvent[] {
  requireReturnMove(loadReturn(order, returnId), "rejected");
  return [{ type: "return_rejected", returnId, reason }];
}

export type ReturnedGoods = { readonly returnId: string; readonly lines: readonly PiecesReceived[] };

/** Fewer than were announced may arrive; what did not may be announced again. */
export function decideReceiveReturn(order: Order, { returnId, lines }: ReturnedGoods): readonly LaterEvent[] {
  const announced = loadReturn(order, returnId);
  requireReturnMove(announced, "received");
  requirePieces(order, lines, {
    left: (line) => countPieces(announced.lines, line.id),
    code: "return_exceeds_approved",
    message: "Fewer than that were approved to come back.",
  });
  return [{ type: "return_received", returnId, lines }];
}

export function afterReturnRequested(order: Order, { returnId, lines, note }: ReturnRequest): Order {
  const at = order.updatedAt.toISOString();
  const times = { requestedAt: at, updatedAt: at };
  const made = { id: returnId, status: "requested", lines, note, received: [], rejectReason: null } as const;
  return { ...order, returns: [...order.returns, { ...made, ...times }] };
}

export function changeReturn(order: Order, returnId: string, change: Partial<OrderReturn>): Order {
  const updatedAt = order.updatedAt.toISOString();
  return {
    ...order,
    returns: order.returns.map((one) => (one.id === returnId ? { ...one, ...change, updatedAt } : one)),
  };
}

function requireReturnMove({ status }: OrderReturn, to: ReturnStatus): void {
  if (canReturnMove(status, to)) return;
  throw new Refusal("conflict", "return_status_conflict", `A ${status} return cannot become ${to}.`, {
    extra: { returnStatus: status },
  });
}
