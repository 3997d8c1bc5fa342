// REST of the payment service.
import { CreatePaymentBody, IdParams, Payment, WebhookParams } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { anyone, type Caller, machine, noContent, personOf, route, type Route } from "@souk/http";
import type { Visitor } from "../clients/orders.ts";
import { answerPayment } from "./answer-payment.ts";
import { loadPayment } from "./commands/load-payment.ts";
import { payOrder } from "./commands/pay-order.ts";
import { receiveWebhook } from "../webhooks/commands/receive-webhook.ts";
import { resolvePayment } from "./commands/resolve-payment.ts";
import type { Deps } from "../deps.ts";
import type { Payment as PaymentState } from "./domain/payment.ts";
import { handRoutes } from "./hand-routes.ts";
import { staffRoutes } from "./staff-routes.ts";
import { toPaymentView } from "./views.ts";

const WEBHOOK_BYTES_MAX = 256 * 1024;
const tags = ["payments"];

export function routes(deps: Deps): readonly Route[] {
  return [...shopperRoutes(deps), ...staffRoutes(deps), ...handRoutes(deps), webhookRoute(deps)];
}

function shopperRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "POST /payments",
      {
        tags,
        summary: "Pay an order",
        access: anyone(),
        ownership: "own orders; a guest's by X-Order-Token",
        body: CreatePaymentBody,
        response: Payment,
        status: 201,
        idempotency: "required",
        idempotencyScope: ({ headers }) => tokenOf(headers["x-order-token"]),
        cost: 10,
      },
      async ({ body, caller, headers, idempotency, request }) => {
        const { orderId, provider, token, returnUrl, saveMethod = false, savedMethodId } = body;
        const paymentId = idempotency?.resourceId ?? deps.newId();
        const visitor = visitorOf(caller, headers["x-order-token"]);
        const payment = await payOrder(deps, {
          paymentId,
          orderId,
          provider,
          token,
          returnUrl,
          visitor,
          saveMethod,
          savedMethodId,
          networkAddress: request.ip,
        });
        return toPaymentView(payment, { captures: [], refunds: [] });
      },
    ),
    route(
      "GET /payments/:id",
      {
        tags,
        summary: "A payment",
        access: anyone(),
        ownership: "payments of own orders; a guest's by X-Order-Token; any with payments:read",
        params: IdParams,
        response: Payment,
        cost: 10, // An open payment is asked about at its provider.
      },
      async ({ params, caller, headers }) => {
        const payment = await loadPayment(deps, params.id);
        if (caller.kind === "user" && caller.permissions.has("payments:read"))
          return answerPayment(deps, payment);
        await requireOwn(deps, payment, visitorOf(caller, headers["x-order-token"]));
        // Whoever comes back from the provider's page may be here before its webhook is: ask, rather than say that nothing was paid.
        const isOpen = payment.status === "requires_action";
        return answerPayment(deps, isOpen ? await resolvePayment(deps, payment.id) : payment);
      },
    ),
  ];
}

function webhookRoute(deps: Deps): Route {
  return route(
    "POST /webhooks/:provider",
    {
      tags,
      summary: "Hear from a payment provider",
      access: machine("the provider's signature over the raw body decides"),
      ownership: "none",
      params: WebhookParams,
      status: 204,
      rawBody: true,
      bodyLimitBytes: WEBHOOK_BYTES_MAX,
      idempotency: "none",
    },
    async ({ params, body, headers }) => {
      await receiveWebhook(deps, { provider: params.provider, rawBody: body, headers });
      return noContent();
    },
  );
}

type Token = string | string[] | undefined;

function visitorOf(caller: Caller, token: Token) {
  return {
    userId: personOf(caller),
    guestToken: tokenOf(token),
  };
}

function tokenOf(token: Token): string | undefined {
  return typeof token === "string" ? token : undefined;
}

async function requireOwn(deps: Deps, payment: PaymentState, visitor: Visitor): Promise<void> {
  if (await deps.orders.findFor(payment.orderId, visitor)) return;
  throw new Refusal("not_found", "payment_not_found", "There is no such payment.");
}
