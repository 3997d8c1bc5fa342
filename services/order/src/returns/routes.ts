// REST of returns.
import {
  IdParams,
  OrderReturn,
  OrderReturnList,
  OrderReturnPage,
  ReceiveReturnBody,
  RejectReturnBody,
  RequestReturnBody,
  ReturnListQuery,
  ReturnParams,
} from "@souk/contracts";
import { anyone, decodeCursor, encodeCursor, route, type Route, signedIn, staff } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { actingStaff, loadVisible, ORDER_OWNERSHIP, visitorOf } from "../orders/visible-order.ts";
import { approveReturn } from "./commands/approve-return.ts";
import { receiveReturn } from "./commands/receive-return.ts";
import { rejectReturn } from "./commands/reject-return.ts";
import { requestReturn } from "./commands/request-return.ts";
import { listReturns } from "./store/returns.ts";
import { toReturnView } from "./views.ts";

const tags = ["returns"];
const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const byStaff = {
  tags,
  access: staff("returns:write"),
  ownership: "any order",
  params: ReturnParams,
  response: OrderReturn,
};

export function returnRoutes(deps: Deps): readonly Route[] {
  return [requestRoute(deps), ...readRoutes(deps), ...decisionRoutes(deps), receiveRoute(deps)];
}

function requestRoute(deps: Deps): Route {
  return route(
    "POST /orders/:id/returns",
    {
      tags,
      summary: "Ask to send goods back",
      access: anyone(),
      ownership: "own orders; a guest's by X-Order-Token; any with returns:write",
      params: IdParams,
      body: RequestReturnBody,
      response: OrderReturn,
      status: 201,
      idempotency: "required",
      idempotencyScope: ({ params, headers }) => `${params.id} ${String(headers["x-order-token"])}`,
    },
    async ({ params, body, caller, headers, idempotency }) => {
      const visitor = visitorOf({ caller, headers });
      const visible = await loadVisible(deps, params.id, visitor);
      const { id: orderId } = visible;
      const staffId = actingStaff(deps, visible, { ...visitor, permission: "returns:write" });
      const { lines, note = null } = body;
      const request = { returnId: idempotency?.resourceId ?? deps.newId(), lines, note };
      const { order, made } = await requestReturn(deps, { orderId, request, staffId });
      return toReturnView(order, made);
    },
  );
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /orders/:id/returns",
      {
        tags,
        summary: "What of an order comes back",
        access: anyone(),
        ownership: ORDER_OWNERSHIP,
        params: IdParams,
        response: OrderReturnList,
      },
      async ({ params, caller, headers }) => {
        const order = await loadVisible(deps, params.id, visitorOf({ caller, headers }));
        return { items: order.returns.map((made) => toReturnView(order, made)) };
      },
    ),
    route(
      "GET /returns",
      {
        tags,
        summary: "Returns, newest first",
        access: signedIn({ orKeyWith: "orders:read" }),
        ownership: "of own orders; of any with orders:read",
        query: ReturnListQuery,
        response: OrderReturnPage,
      },
      async ({ query: { cursor, limit, status, own }, caller }) => {
        const seesAll = caller.permissions.has("orders:read") && own !== true;
        const customerId = seesAll ? undefined : caller.userId;
        const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorValues);
        const found = await listReturns(deps.db, { customerId, status, before, limit });
        const page = found.slice(0, limit);
        const last = page.at(-1)?.made;
        return {
          items: page.map(({ order, made }) => toReturnView(order, made)),
          nextCursor: last && found.length > limit ? encodeCursor([last.requestedAt, last.id]) : null,
        };
      },
    ),
  ];
}

function decisionRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /orders/:id/returns/:returnId/approve",
      { ...byStaff, summary: "Let goods come back" },
      async ({ params: { id: orderId, returnId }, caller: { userId: staffId } }) => {
        const { order, made } = await approveReturn(deps, { orderId, returnId, staffId });
        return toReturnView(order, made);
      },
    ),
    route(
      "POST /orders/:id/returns/:returnId/reject",
      { ...byStaff, summary: "Refuse a return", body: RejectReturnBody },
      async ({ params: { id: orderId, returnId }, body: { reason }, caller: { userId: staffId } }) => {
        const { order, made } = await rejectReturn(deps, { orderId, returnId, reason, staffId });
        return toReturnView(order, made);
      },
    ),
  ];
}

function receiveRoute(deps: Deps): Route {
  return route(
    "POST /orders/:id/returns/:returnId/receive",
    { ...byStaff, summary: "Say which goods of a return arrived", body: ReceiveReturnBody },
    async ({ params: { id: orderId, returnId }, body: { lines }, caller: { userId: staffId } }) => {
      const { order, made } = await receiveReturn(deps, { orderId, returnId, lines, staffId });
      return toReturnView(order, made);
    },
  );
}
