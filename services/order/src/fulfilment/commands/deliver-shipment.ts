// A shipment arrived, or with it all that was on its way. When everything has, the order completes by itself some days later.
import { OrderDelivered } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { changeOrder, type OrderChange } from "../../orders/commands/change-order.ts";
import type { Order } from "../../orders/domain/order.ts";
import { factsOf, staffActedQueries, updatedQueries } from "../../orders/order-facts.ts";
import { completionQueries, hasArrived } from "../completion.ts";

export type DeliverShipment = {
  readonly orderId: string;
  /** All that is on its way where it is null. */
  readonly shipmentId: string | null;
  readonly staffId: string;
  /** Throws where the order is not the one the member of staff looked at. */
  readonly precondition?: (order: Order) => void;
};

/** A shipment that has arrived before stays as it is. */
export async function deliverShipment(deps: Deps, command: DeliverShipment): Promise<Order> {
  const { orderId, shipmentId, staffId, precondition } = command;
  return changeOrder(deps, {
    orderId,
    command(order) {
      precondition?.(order);
      return { type: "deliver", shipmentId };
    },
    alongside: (change) => consequences(deps, change, staffId),
  });
}

function consequences(deps: Deps, change: OrderChange, staffId: string): readonly BatchQuery[] {
  const { before, after } = change;
  const arrived = after.shipments.filter((shipment) => !before.shipments.includes(shipment));
  const isComplete = hasArrived(change);
  return [
    ...updatedQueries(change),
    ...arrived.map(({ id: shipmentId }, index) =>
      outboxQuery(OrderDelivered, {
        ...factsOf(after),
        shipmentId,
        isLast: isComplete && index === arrived.length - 1,
      }),
    ),
    ...staffActedQueries(change, {
      staffId,
      action: "order.delivered",
      details: { shipmentIds: arrived.map(({ id }) => id) },
    }),
    ...completionQueries(deps, change),
  ];
}
