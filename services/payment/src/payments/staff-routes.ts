// What staff do with a payment: take what is held, let go of it, give back what was taken.
import { CaptureBody, IdParams, Payment, RefundBody } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { route, type Route, staff } from "@souk/http";
import type { RefundToPromise } from "../clients/orders.ts";
import type { Deps } from "../deps.ts";
import { answerPayment } from "./answer-payment.ts";
import { loadPayment } from "./commands/load-payment.ts";
import { requestCapture } from "./commands/request-capture.ts";
import { requestRefund } from "./commands/request-refund.ts";
import { voidPayment } from "./commands/void-payment.ts";
import type { Payment as PaymentState } from "./domain/payment.ts";

const change = { tags: ["payments"], params: IdParams, response: Payment, idempotency: "required" } as const;
const write = {
  ...change,
  access: staff("payments:write"),
  ownership: "any with payments:write",
} as const;

export function staffRoutes(deps: Deps): readonly Route[] {
  return [refundRoute(deps), captureRoute(deps), voidRoute(deps)];
}

function refundRoute(deps: Deps): Route {
  return route(
    "POST /payments/:id/refund",
    {
      ...change,
      summary: "Refund a payment in full, in part, or by lines",
      access: staff("payments:refund"),
      ownership: "any with payments:refund",
      body: RefundBody,
      status: 201,
    },
    async ({ params, body, caller, idempotency }) => {
      const payment = await loadPayment(deps, params.id);
      const refundId = idempotency?.resourceId ?? deps.newId();
      const { lines, reason } = body;
      const amountMinor = await promisedAmount(deps, payment, {
        refundId,
        amountMinor: body.amount,
        lines,
        reason,
      });
      const by = { staffId: caller.userId, ...(lines && { lines }) };
      await requestRefund(deps, { refundId, payment, amountMinor, reason, ...by });
      return answerPayment(deps, await loadPayment(deps, payment.id));
    },
  );
}

/** The order sets it aside first, so that refunds asked for here and there never exceed it; of money that is no order's it knows nothing. */
async function promisedAmount(
  deps: Deps,
  payment: PaymentState,
  refund: Omit<RefundToPromise, "orderId">,
): Promise<number | undefined> {
  if (payment.capturedMinor === 0)
    throw new Refusal("conflict", "payment_not_captured", "Nothing was taken yet that could go back.");
  if (payment.givenUpReason === null)
    return deps.orders.promiseRefund({ ...refund, orderId: payment.orderId });
  if (!refund.lines) return refund.amountMinor;
  throw new Refusal(
    "conflict",
    "refund_without_order",
    "This payment pays no order any more: name an amount.",
  );
}

function captureRoute(deps: Deps): Route {
  return route(
    "POST /payments/:id/capture",
    { ...write, summary: "Take all or a part of the money that is held", body: CaptureBody, status: 201 },
    async ({ params, body, caller, idempotency }) => {
      const payment = await loadPayment(deps, params.id);
      const captureId = idempotency?.resourceId ?? deps.newId();
      const asked = { amountMinor: body.amount, isFinal: body.isFinal };
      await requestCapture(deps, { captureId, payment, ...asked, staffId: caller.userId });
      return answerPayment(deps, await loadPayment(deps, payment.id));
    },
  );
}

function voidRoute(deps: Deps): Route {
  return route(
    "POST /payments/:id/void",
    { ...write, summary: "Let go of the money that is held and was not taken", status: 200 },
    async ({ params, caller }) => {
      const payment = await loadPayment(deps, params.id);
      return answerPayment(deps, await voidPayment(deps, { payment, staffId: caller.userId }));
    },
  );
}
