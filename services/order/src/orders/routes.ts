// REST of orders.
import {
  CancelOrderQuery,
  IdParams,
  Order,
  OrderListQuery,
  OrderPage,
  PlacedOrder,
  PlaceOrderBody,
  UpdateOrderBody,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import {
  anyone,
  decodeCursor,
  encodeCursor,
  etagOf,
  requireIfMatch,
  route,
  type Route,
  signedIn,
  staff,
} from "@souk/http";
import { z } from "zod";
import { customerIdOf } from "../carts/routes.ts";
import { cancelOrder } from "./commands/cancel-order.ts";
import { continueCheckout } from "../checkout/commands/continue-checkout.ts";
import { moveOrder } from "./commands/move-order.ts";
import { placeOrder } from "../checkout/commands/place-order.ts";
import type { Deps } from "../deps.ts";
import type { Order as OrderState } from "./domain/order.ts";
import { listOrders } from "./store/orders.ts";
import { answerOrder, toOrderView, toPlacedView } from "./views.ts";
import { actingStaff, loadVisible, ORDER_OWNERSHIP, visitorOf } from "./visible-order.ts";

const common = { tags: ["orders"], ownership: ORDER_OWNERSHIP };
const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
/** Orders that never came to be: their request was answered with a refusal. */
const UNBORN_REASONS: readonly string[] = ["sold_out", "payment_refused"];

export function orderRoutes(deps: Deps): readonly Route[] {
  return [placeRoute(deps), ...readRoutes(deps), ...changeRoutes(deps)];
}

function placeRoute(deps: Deps): Route {
  return route(
    "POST /orders",
    {
      tags: ["orders"],
      summary: "Place an order",
      access: anyone(),
      ownership: "a guest's cart by its unguessable id; a customer's cart by that customer alone",
      body: PlaceOrderBody,
      response: PlacedOrder,
      status: 201,
      idempotency: "required",
      idempotencyScope: ({ body }) => body.cartId,
      cost: 10,
    },
    async ({ body, caller, idempotency, request }) => {
      const customerId = customerIdOf(caller);
      const orderId = idempotency?.resourceId ?? deps.newId();
      const { cartId, payment, ...expected } = body;
      const placed = await placeOrder(deps, { orderId, cartId, customerId, payment, ...expected });
      const chosen = payment && { ...payment, networkAddress: request.ip };
      const progress = await continueCheckout(deps, placed, chosen);
      const guestToken = customerId === null ? deps.guestTokens.tokenFor(orderId) : undefined;
      return toPlacedView(progress, guestToken);
    },
  );
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /orders",
      {
        ...common,
        summary: "Orders, newest first",
        access: signedIn({ orKeyWith: "orders:read" }),
        query: OrderListQuery,
        response: OrderPage,
      },
      async ({ query, caller }) => {
        const seesAll = caller.permissions.has("orders:read") && query.own !== true;
        const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, cursorValues);
        const { limit, status, fulfilment, from, to, q } = query;
        const found = await listOrders(deps.db, {
          customerId: seesAll ? undefined : caller.userId,
          hiddenReasons: seesAll ? [] : UNBORN_REASONS,
          status,
          fulfilment,
          from,
          to,
          search: q,
          before,
          limit,
        });
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(toOrderView),
          nextCursor:
            last && found.length > limit ? encodeCursor([last.placedAt.toISOString(), last.id]) : null,
        };
      },
    ),
    route(
      "GET /orders/:id",
      { ...common, summary: "An order", access: anyone(), params: IdParams, response: Order },
      async ({ params, caller, headers }) => {
        const order = await loadVisible(deps, params.id, visitorOf({ caller, headers }));
        return answerOrder(order);
      },
    ),
  ];
}

function changeRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "PUT /orders/:id",
      {
        ...common,
        summary: "Move an order on",
        access: staff("orders:write"),
        params: IdParams,
        body: UpdateOrderBody,
        response: Order,
      },
      async ({ params, body, caller, headers }) => {
        const order = await moveOrder(deps, {
          orderId: params.id,
          to: body.status,
          trackingCode: body.trackingCode ?? null,
          staffId: caller.userId,
          precondition: (current) => requireIfMatch(headers, etagOf(current.version)),
        });
        return answerOrder(order);
      },
    ),
    route(
      "DELETE /orders/:id",
      {
        ...common,
        summary: "Cancel an order",
        access: anyone(),
        ownership: "own orders before they are worked on; a guest's by X-Order-Token; any with orders:write",
        params: IdParams,
        query: CancelOrderQuery,
        response: Order,
      },
      async ({ params, query, caller, headers }) => {
        const visitor = visitorOf({ caller, headers });
        const visible = await loadVisible(deps, params.id, visitor);
        const staffId = actingStaff(deps, visible, { ...visitor, permission: "orders:write" });
        const order = await cancelOrder(deps, {
          orderId: visible.id,
          reason: staffId ? "cancelled_by_shop" : "cancelled_by_customer",
          words: query.reason,
          ...(staffId ? { staffId } : { precondition: requireCancellable }),
        });
        return answerOrder(order);
      },
    ),
  ];
}

/** A customer may change their mind until somebody works on the order. */
function requireCancellable(order: OrderState): void {
  if (["pending", "confirmed", "cancelled"].includes(order.status)) return;
  throw new Refusal("conflict", "order_status_conflict", "This order is already being worked on.", {
    extra: { orderStatus: order.status },
  });
}
