// Events of orders as they were stored over time: what older ones do not say is filled in.
import type { LaterEvent, OrderEvent, Pieces, RecordedEvent } from "./order.ts";
import { type StoredTerms, termsFrom } from "./stored-terms.ts";

type Now = Exclude<LaterEvent, { readonly type: "shipped" | "delivered" }>;
type Shipped = Extract<LaterEvent, { readonly type: "shipped" }>;
type Delivered = Extract<LaterEvent, { readonly type: "delivered" }>;
/** Orders used to ship whole and at once. */
type OldShipped = { readonly type: "shipped"; readonly trackingCode: string | null };
type OldDelivered = { readonly type: "delivered" };
export type StoredEvent =
  | Now
  | Shipped
  | Delivered
  | OldShipped
  | OldDelivered
  | { readonly type: "placed"; readonly terms: StoredTerms };

/** The history of an order, oldest first. An order that shipped whole had one shipment, named like the order. */
export function historyFrom(
  orderId: string,
  stored: readonly { readonly event: StoredEvent; readonly at: Date }[],
): readonly RecordedEvent[] {
  const placed = stored.map(({ event }) => event).find((event) => event.type === "placed");
  const whole = (placed?.terms.lines ?? []).map(({ id: lineId, quantity }) => ({ lineId, quantity }));
  return stored.map(({ event, at }) => ({ event: eventFrom(event, { orderId, whole }), at }));
}

function eventFrom(
  event: StoredEvent,
  { orderId, whole }: { readonly orderId: string; readonly whole: readonly Pieces[] },
): OrderEvent {
  if (event.type === "placed") return { ...event, terms: termsFrom(event.terms) };
  if (event.type === "delivered") return { shipmentId: orderId, ...event };
  if (event.type !== "shipped" || "shipmentId" in event) return event;
  const { trackingCode: trackingNumber } = event;
  const parcel = { lines: whole, carrier: null, trackingNumber, trackingUrl: null };
  return { type: "shipped", shipmentId: orderId, ...parcel };
}
