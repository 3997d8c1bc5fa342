// Staff move a confirmed order on as a whole: processing, shipped, delivered, completed.
import { deliverShipment } from "../../fulfilment/commands/deliver-shipment.ts";
import { shipOrder } from "../../fulfilment/commands/ship-order.ts";
import type { Deps } from "../../deps.ts";
import type { Order } from "../domain/order.ts";
import { staffActedQueries, updatedQueries } from "../order-facts.ts";
import { changeOrder } from "./change-order.ts";

export type MoveOrder = {
  readonly orderId: string;
  readonly to: "processing" | "shipped" | "delivered" | "completed";
  readonly trackingCode: string | null;
  readonly staffId: string;
  /** Throws where the order is not the one the member of staff looked at. */
  readonly precondition: (order: Order) => void;
};

export async function moveOrder(deps: Deps, command: MoveOrder): Promise<Order> {
  const { to, trackingCode, ...rest } = command;
  switch (to) {
    case "processing":
      return step(deps, command, "process");
    case "shipped": {
      const parcel = { carrier: null, trackingNumber: trackingCode, trackingUrl: null };
      const goods = { shipmentId: deps.newId(), lines: undefined, ...parcel };
      return shipOrder(deps, { ...rest, goods });
    }
    case "delivered":
      return deliverShipment(deps, { ...rest, shipmentId: null });
    case "completed":
      return step(deps, command, "complete");
  }
}

async function step(deps: Deps, command: MoveOrder, type: "process" | "complete"): Promise<Order> {
  const { orderId, staffId, precondition } = command;
  return changeOrder(deps, {
    orderId,
    command(order) {
      precondition(order);
      return { type };
    },
    alongside: (change) => [
      ...updatedQueries(change),
      ...staffActedQueries(change, { staffId, action: `order.${change.after.status}` }),
    ],
  });
}
