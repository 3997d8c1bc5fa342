// REST of an order's refunds. What of them the payment's provider gives is in the payment service.
import { IdParams, Order, RequestRefundBody } from "@souk/contracts";
import { route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { executeRefund } from "./commands/execute-refund.ts";
import { promiseRefund } from "./commands/promise-refund.ts";
import { answerOrder } from "./views.ts";

export function refundRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /orders/:id/refunds",
      {
        tags: ["orders"],
        summary: "Refund an order: by lines, by an amount, for a return, or all that is left",
        access: staff("payments:refund"),
        ownership: "any order",
        params: IdParams,
        body: RequestRefundBody,
        response: Order,
        status: 201,
        idempotency: "required",
        cost: 10,
      },
      async ({ params, body, caller, idempotency }) => {
        const refundId = idempotency?.resourceId ?? deps.newId();
        const { amount: amountMinor, lines, includeShipping, returnId, to, reason } = body;
        const request = { refundId, amountMinor, lines, includeShipping, returnId, to, reason };
        await promiseRefund(deps, { orderId: params.id, request, staffId: caller.userId });
        return answerOrder(await executeRefund(deps, { orderId: params.id, refundId }));
      },
    ),
  ];
}
