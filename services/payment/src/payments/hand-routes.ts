// What staff say of payments that no provider moves: the money came, or it went back.
import { IdParams, MarkPaidBody, MarkRefundPaidBody, Payment, RefundParams } from "@souk/contracts";
import { route, type Route, staff } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerPayment } from "./answer-payment.ts";
import { loadPayment } from "./commands/load-payment.ts";
import { markPaid } from "./commands/mark-paid.ts";
import { markRefundPaid } from "./commands/mark-refund-paid.ts";

const write = {
  tags: ["payments"],
  access: staff("payments:write"),
  ownership: "any with payments:write",
  response: Payment,
  idempotency: "required",
} as const;

export function handRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /payments/:id/mark-paid",
      { ...write, summary: "Say that a transfer or cash has come", params: IdParams, body: MarkPaidBody },
      async ({ params, body, caller }) => {
        const payment = await loadPayment(deps, params.id);
        const { amount: amountMinor, reference } = body;
        const staffId = caller.userId;
        return answerPayment(deps, await markPaid(deps, { payment, amountMinor, reference, staffId }));
      },
    ),
    route(
      "POST /payments/:id/refunds/:refundId/mark-paid",
      {
        ...write,
        summary: "Say that a refund was given by hand",
        params: RefundParams,
        body: MarkRefundPaidBody,
      },
      async ({ params: { id, refundId }, body: { reference }, caller }) => {
        const payment = await loadPayment(deps, id);
        await markRefundPaid(deps, { payment, refundId, reference, staffId: caller.userId });
        return answerPayment(deps, await loadPayment(deps, id));
      },
    ),
  ];
}
