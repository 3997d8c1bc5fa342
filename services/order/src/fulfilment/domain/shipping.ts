// What of an order is to be shipped, and what shipping and delivering make of it. Pure.
import type { OrderStatus } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { sumMoney } from "@souk/money";
import {
  type LaterEvent,
  type Order,
  type OrderRefund,
  type Parcel,
  type Pieces,
  requireMove,
  type Shipment,
  statusConflict,
} from "../../orders/domain/order.ts";
import { countPieces, requirePieces } from "../../orders/domain/pieces.ts";
import type { OrderLine } from "../../orders/domain/terms.ts";

export function shippedOf(order: Pick<Order, "shipments">, lineId: string): number {
  return order.shipments.reduce((sum, { lines }) => sum + countPieces(lines, lineId), 0);
}

/** Pieces that were neither shipped nor given back, and are not on sale again. */
function unsentOf(order: Order, line: OrderLine, given: readonly OrderRefund["status"][]): number {
  const withheld = order.refunds.map(({ withheld: pieces = [] }) => countPieces(pieces, line.id));
  const kept = Math.max(refundedUnsent(order, line, given), ...withheld);
  return Math.max(0, line.quantity - shippedOf(order, line.id) - kept);
}

/** A refund without a return is taken for pieces that will not be sent. */
function refundedUnsent(order: Order, line: OrderLine, given: readonly OrderRefund["status"][]): number {
  return order.refunds
    .filter(({ status, returnId }) => returnId === null && given.includes(status))
    .reduce((sum, { lines }) => sum + countPieces(lines, line.id), 0);
}

/** Every piece was paid back before anything was sent: what is left to pay for, such as the shipping, is for nothing. */
export function isAllRefundedUnsent(order: Order): boolean {
  if (order.shipments.length > 0) return false;
  return order.lines.every((line) => refundedUnsent(order, line, ["succeeded"]) >= line.quantity);
}

/** What is not to be sent as things stand: it went back on sale. */
export function withheldPieces(order: Order): readonly Pieces[] {
  const kept = toSend(order);
  return order.lines
    .map(({ id: lineId, quantity }) => {
      const sentOrKept = shippedOf(order, lineId) + countPieces(kept, lineId);
      return { lineId, quantity: quantity - sentOrKept };
    })
    .filter(({ quantity }) => quantity > 0);
}

/** What may be shipped now: not what is promised to be refunded instead. */
export function leftToShip(order: Order): readonly Pieces[] {
  return isAllPromisedBack(order) ? [] : unsentPieces(order, ["succeeded", "pending"]);
}

/** A refund may name an amount only: who gets all of it back is sent nothing more. */
function isAllPromisedBack({ refunds, totals: { total } }: Order): boolean {
  const promised = refunds.filter(({ status }) => status !== "failed").map(({ amount }) => amount);
  return total.amount > 0 && sumMoney(promised, total.currency).amount >= total.amount;
}

/** Pieces that will not be sent any more because of what happened between the two: a refund, or the end that one made of the order. */
export function noLongerSent(before: Order, after: Order): readonly Pieces[] {
  const kept = toSend(after);
  return toSend(before)
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - countPieces(kept, lineId) }))
    .filter(({ quantity }) => quantity > 0);
}

function toSend(order: Order): readonly Pieces[] {
  const isOver = order.status === "cancelled" || order.status === "refunded";
  return isOver ? [] : unsentPieces(order, ["succeeded"]);
}

function unsentPieces(order: Order, given: readonly OrderRefund["status"][]): readonly Pieces[] {
  return order.lines
    .map((line) => ({ lineId: line.id, quantity: unsentOf(order, line, given) }))
    .filter(({ quantity }) => quantity > 0);
}

export type Fulfilment = "none" | "partial" | "complete";

export function fulfilmentOf(order: Order): Fulfilment {
  if (order.shipments.length === 0) return "none";
  const isOpen = order.lines.some((line) => unsentOf(order, line, ["succeeded"]) > 0);
  return isOpen ? "partial" : "complete";
}

export type ShipGoods = Omit<Parcel, "lines"> & {
  readonly shipmentId: string;
  /** All that is left where undefined. */
  readonly lines: readonly Pieces[] | undefined;
};

export function decideShip(order: Order, { lines, ...parcel }: ShipGoods): readonly LaterEvent[] {
  requireMove(order, "shipped");
  const left = leftToShip(order);
  const pieces = requirePieces(order, lines ?? left, {
    left: (line) => countPieces(left, line.id),
    code: "shipment_exceeds_left",
    message: "Less than that is left to ship.",
  });
  if (pieces.length === 0) throw new Refusal("conflict", "nothing_to_ship", "Nothing is left to ship.");
  return [
    {
      type: "shipped",
      ...parcel,
      lines: pieces.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
    },
  ];
}

/** One shipment, or with null all that are on their way; of an order that ships in parts they arrive one by one. */
export function decideDeliver(order: Order, shipmentId: string | null): readonly LaterEvent[] {
  if (shipmentId !== null) {
    if (!order.shipments.some(({ id }) => id === shipmentId))
      throw new Refusal("not_found", "shipment_not_found", "The order has no such shipment.");
  } else if (order.status !== "shipped") {
    throw statusConflict(order, `A ${order.status} order cannot become delivered.`);
  }
  return order.shipments
    .filter(({ id, deliveredAt }) => deliveredAt === null && (shipmentId === null || id === shipmentId))
    .map(({ id }) => ({ type: "delivered", shipmentId: id }));
}

export function afterShipped(order: Order, event: { readonly shipmentId: string } & Parcel): Order {
  const { lines, carrier, trackingNumber, trackingUrl, shipmentId: id } = event;
  const shippedAt = order.updatedAt.toISOString();
  const shipment = { id, lines, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt: null };
  return afterGoods({
    ...order,
    shipments: [...order.shipments, shipment],
    trackingCode: trackingNumber ?? order.trackingCode,
  });
}

export function afterDelivered(order: Order, shipmentId: string): Order {
  const deliveredAt = order.updatedAt.toISOString();
  const deliver = (shipment: Shipment): Shipment =>
    shipment.id === shipmentId ? { ...shipment, deliveredAt } : shipment;
  return afterGoods({ ...order, shipments: order.shipments.map(deliver) });
}

const STATUSES_OF_GOODS: readonly OrderStatus[] = ["confirmed", "processing", "shipped"];

/** The status that follows from what is shipped and delivered; one that says more, such as refunded, stays. */
export function afterGoods(order: Order): Order {
  if (!STATUSES_OF_GOODS.includes(order.status)) return order;
  return { ...order, status: statusByGoods(order) };
}

function statusByGoods(order: Order): OrderStatus {
  switch (fulfilmentOf(order)) {
    case "none":
      return order.status;
    case "partial":
      return "processing";
    case "complete":
      return order.shipments.every(({ deliveredAt }) => deliveredAt !== null) ? "delivered" : "shipped";
  }
}
