// REST of shipments.
import { IdParams, Order, ShipmentParams, ShipOrderBody } from "@souk/contracts";
import { route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerOrder } from "../orders/views.ts";
import { deliverShipment } from "./commands/deliver-shipment.ts";
import { shipOrder } from "./commands/ship-order.ts";

const common = { tags: ["orders"], access: staff("orders:write"), ownership: "any order" };

export function shipmentRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /orders/:id/shipments",
      {
        ...common,
        summary: "Ship some pieces of an order, or all that is left",
        params: IdParams,
        body: ShipOrderBody,
        response: Order,
        status: 201,
        idempotency: "required",
      },
      async ({ params, body, caller, idempotency }) => {
        const { lines, carrier = null, trackingNumber = null, trackingUrl = null } = body;
        const shipmentId = idempotency?.resourceId ?? deps.newId();
        const order = await shipOrder(deps, {
          orderId: params.id,
          goods: { shipmentId, lines, carrier, trackingNumber, trackingUrl },
          staffId: caller.userId,
        });
        return answerOrder(order);
      },
    ),
    route(
      "POST /orders/:id/shipments/:shipmentId/delivered",
      { ...common, summary: "Say that a shipment arrived", params: ShipmentParams, response: Order },
      async ({ params, caller }) => {
        const { id: orderId, shipmentId } = params;
        return answerOrder(await deliverShipment(deps, { orderId, shipmentId, staffId: caller.userId }));
      },
    ),
  ];
}
