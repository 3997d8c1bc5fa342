// What an order is: its terms and all that happened to it since. Which changes it allows is in decide.ts, what they make of it in evolve.ts.
import type { OrderStatus, RefundTarget, ReturnReason, ReturnStatus } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import type { Money } from "@souk/money";
import type { OrderTerms } from "./terms.ts";

/** So many pieces of a line. */
export type Pieces = { readonly lineId: string; readonly quantity: number };

export type Shipment = {
  readonly id: string;
  readonly lines: readonly Pieces[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  /** Times within an order are ISO 8601 in UTC, as its history has them. */
  readonly shippedAt: string;
  readonly deliveredAt: string | null;
};

export type PiecesToReturn = Pieces & { readonly reason: ReturnReason };
export type PiecesReceived = Pieces & { readonly restock: boolean };

export type OrderReturn = {
  readonly id: string;
  readonly status: ReturnStatus;
  readonly lines: readonly PiecesToReturn[];
  readonly note: string | null;
  /** What came back in the end; empty until it was received. */
  readonly received: readonly PiecesReceived[];
  readonly rejectReason: string | null;
  readonly requestedAt: string;
  readonly updatedAt: string;
};

/** Pieces of a line with what is given back for them. */
export type PiecesRefunded = Pieces & { readonly amount: Money };
export type CreditGiven = { readonly creditId: string; readonly amount: Money };

/** What a refund is to give back, and from where; settled when it is promised. */
export type RefundPlan = {
  readonly refundId: string;
  readonly amount: Money;
  readonly lines: readonly PiecesRefunded[];
  /** The part of the amount that is for shipping. */
  readonly shipping: Money;
  readonly returnId: string | null;
  readonly to: RefundTarget;
  readonly reason: string;
  /** The three parts of the amount: back to where the money came from, back onto the credits that paid, as new store credit. */
  readonly toPayment: Money;
  readonly toCredits: readonly CreditGiven[];
  readonly toStoreCredit: Money;
};

export type OrderRefund = Omit<RefundPlan, "refundId"> & {
  readonly id: string;
  /** Promised, all given, or refused by the provider: then its amount is free again. */
  readonly status: "pending" | "succeeded" | "failed";
  /** How much of the amount was given already: first the payment's part, then the credits'. */
  readonly given: Money;
  readonly requestedAt: string;
  /** The payment's part had been given, and the shopper's bank sent it back: what is heard of it again is old. */
  readonly isReversed?: true;
  /** All pieces of the order that were on sale again when it was sent back: nobody can ship them any more. */
  readonly withheld?: readonly Pieces[];
};

export type Parcel = Pick<Shipment, "lines" | "carrier" | "trackingNumber" | "trackingUrl">;

export type OrderEvent =
  | { readonly type: "placed"; readonly terms: OrderTerms }
  | { readonly type: "confirmed"; readonly paymentId: string | null; readonly amount: Money }
  | { readonly type: "processing_started" }
  | ({ readonly type: "shipped"; readonly shipmentId: string } & Parcel)
  | { readonly type: "delivered"; readonly shipmentId: string }
  | { readonly type: "completed" }
  | { readonly type: "cancelled"; readonly reason: string }
  | ({ readonly type: "refund_requested" } & RefundPlan)
  | RefundRecorded
  | { readonly type: "refund_failed"; readonly refundId: string; readonly reason: string }
  /** The payment's part of a refund had been given and came back. */
  | {
      readonly type: "refund_reversed";
      readonly refundId: string;
      readonly amount: Money;
      readonly reason: string;
    }
  | {
      readonly type: "return_requested";
      readonly returnId: string;
      readonly lines: readonly PiecesToReturn[];
      readonly note: string | null;
    }
  | { readonly type: "return_approved"; readonly returnId: string }
  | { readonly type: "return_rejected"; readonly returnId: string; readonly reason: string }
  | {
      readonly type: "return_received";
      readonly returnId: string;
      readonly lines: readonly PiecesReceived[];
    };

/** Money went back. `lines` and `reason` only where the order had not promised it: a refund made elsewhere. */
export type RefundRecorded = {
  readonly type: "refund_recorded";
  readonly refundId: string;
  readonly amount: Money;
  readonly lines?: readonly PiecesRefunded[];
  readonly reason?: string;
};

export type LaterEvent = Exclude<OrderEvent, { readonly type: "placed" }>;
export type RecordedEvent = { readonly event: OrderEvent; readonly at: Date };

/** One line of the history as readers see it; `at` is ISO 8601 in UTC. */
export type Move = {
  readonly type: OrderEvent["type"];
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly at: string;
};

export type Order = OrderTerms & {
  readonly id: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly paymentId: string | null;
  readonly refundedMinor: number;
  /** Of the newest shipment. */
  readonly trackingCode: string | null;
  readonly cancelReason: string | null;
  readonly shipments: readonly Shipment[];
  readonly returns: readonly OrderReturn[];
  readonly refunds: readonly OrderRefund[];
  readonly moves: readonly Move[];
  readonly placedAt: Date;
  readonly updatedAt: Date;
};

/** The only table of legal moves. A move within a status (a part is shipped, a return asked for) is none. */
const nextStatuses: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ["confirmed", "cancelled"],
  confirmed: ["processing", "shipped", "cancelled", "refunded"],
  processing: ["shipped", "delivered", "cancelled", "refunded"],
  shipped: ["delivered", "refunded"],
  delivered: ["completed", "refunded"],
  completed: ["refunded"],
  cancelled: [],
  refunded: [],
};

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return nextStatuses[from].includes(to);
}

export function requireMove(order: Order, to: OrderStatus): void {
  if (!canMove(order.status, to)) throw statusConflict(order, `A ${order.status} order cannot become ${to}.`);
}

export function statusConflict(order: Order, message: string): Refusal {
  return new Refusal("conflict", "order_status_conflict", message, { extra: { orderStatus: order.status } });
}

export function placedOrder(id: string, terms: OrderTerms, at: Date): Order {
  return {
    ...terms,
    id,
    version: 1,
    status: "pending",
    paymentId: null,
    refundedMinor: 0,
    trackingCode: null,
    cancelReason: null,
    shipments: [],
    returns: [],
    refunds: [],
    moves: [{ type: "placed", from: null, to: "pending", at: at.toISOString() }],
    placedAt: at,
    updatedAt: at,
  };
}
