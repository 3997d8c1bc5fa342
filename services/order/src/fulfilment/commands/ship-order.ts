// Puts a shipment on its way: some pieces, or all that is left. The first one lets the held money be taken.
import { OrderShipped } from "@souk/contracts";
import { type BatchQuery, derivedId } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { CaptureMoney } from "../../job-definitions.ts";
import { changeOrder, type OrderChange } from "../../orders/commands/change-order.ts";
import type { Order, Shipment } from "../../orders/domain/order.ts";
import { factsOf, staffActedQueries, updatedQueries } from "../../orders/order-facts.ts";
import { fulfilmentOf, type ShipGoods } from "../domain/shipping.ts";

export type ShipOrder = {
  readonly orderId: string;
  /** The same shipment id is the same shipment. */
  readonly goods: ShipGoods;
  readonly staffId: string;
  /** Throws where the order is not the one the member of staff looked at. */
  readonly precondition?: (order: Order) => void;
};

export async function shipOrder(deps: Deps, command: ShipOrder): Promise<Order> {
  const { orderId, goods, precondition } = command;
  return changeOrder(deps, {
    orderId,
    command(order) {
      if (order.shipments.some(({ id }) => id === goods.shipmentId)) return undefined;
      precondition?.(order);
      return { type: "ship", goods };
    },
    alongside: (change) => consequences(change, command.staffId),
  });
}

function consequences(change: OrderChange, staffId: string): readonly BatchQuery[] {
  const { before, after } = change;
  const made = after.shipments.filter((shipment) => !before.shipments.includes(shipment));
  const isFirst = before.shipments.length === 0;
  return [
    ...updatedQueries(change),
    ...made.map((shipment) => shippedQuery(after, shipment)),
    ...made.flatMap(({ id: shipmentId, lines, carrier, trackingNumber }) =>
      staffActedQueries(change, {
        staffId,
        action: "order.shipped",
        details: { shipmentId, lines, carrier, trackingNumber },
      }),
    ),
    ...(isFirst && after.paymentId !== null ? [captureQuery(after.id)] : []),
  ];
}

function shippedQuery(order: Order, shipment: Shipment): BatchQuery {
  const { id: shipmentId, lines, carrier, trackingNumber: trackingCode, trackingUrl } = shipment;
  return outboxQuery(OrderShipped, {
    ...factsOf(order),
    shipmentId,
    lines: [...lines],
    carrier,
    trackingCode,
    trackingUrl,
    isLast: fulfilmentOf(order) === "complete",
  });
}

function captureQuery(orderId: string): BatchQuery {
  const captureId = derivedId(`souk/order/${orderId}/capture`);
  return enqueueQuery(CaptureMoney, { key: orderId, data: { orderId, captureId } });
}
