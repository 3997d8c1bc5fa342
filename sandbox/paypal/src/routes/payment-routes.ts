// Payments v2: captures of authorizations, voids, renewals and refunds.
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import {
  type Authorization,
  type Capture,
  captureAuthorization,
  type Order,
  reauthorize,
  type Refund,
  refundCapture,
  voidAuthorization,
} from "../domain/order.ts";
import { notFound, refusal } from "../domain/refusal.ts";
import { transactionOf } from "../domain/transaction.ts";
import { type Change, recordChange } from "../record-change.ts";
import { answerOnce, rememberedMs } from "./answer-once.ts";
import { CaptureBody, IdParams, parseInput, RefundBody } from "./schemas.ts";
import { takenChange } from "./taken.ts";

const HONOUR_PERIOD_MS = 3 * 86_400_000;

export function addPaymentRoutes(app: FastifyInstance, deps: Deps): void {
  addAuthorizationRoutes(app, deps);
  const { views } = deps;
  const showRefund = (id: string) => {
    const { order, one } = find(deps, id, "refunds");
    return views.refund(order, one);
  };
  app.get("/v2/payments/captures/:id", (request) => {
    const { order, one } = find(deps, idOf(request), "captures");
    return views.capture(order, one);
  });
  app.get("/v2/payments/refunds/:id", (request) => showRefund(idOf(request)));
  app.post("/v2/payments/captures/:id/refund", (request, reply) => {
    const { order, one } = find(deps, idOf(request), "captures");
    const body = parseInput(RefundBody, request.body ?? {});
    const once = {
      rememberMs: rememberedMs.payments,
      subjectId: deps.newId(),
      run: (id: string) => {
        const isPending = deps.store.spend("pendingRefunds");
        const stamp = { id, at: deps.now().toISOString() };
        const asked = { amount: body.amount, customId: body.custom_id, isPending, ...stamp };
        return refundedChange(deps, refundCapture(order, one, asked), id);
      },
      show: showRefund,
      status: 201,
      faults: { timeout: "refundThenTimeout", error: "errorAfterRefund" },
    } as const;
    return answerOnce(deps, { request, reply }, once);
  });
}

function addAuthorizationRoutes(app: FastifyInstance, deps: Deps): void {
  const { views } = deps;
  const path = "/v2/payments/authorizations/:id";
  const show = (id: string) => {
    const { order, one } = find(deps, id, "authorizations");
    return views.authorization(order, one);
  };
  app.get(path, (request) => show(idOf(request)));
  app.post(`${path}/capture`, (request, reply) => {
    const { order, one } = find(deps, idOf(request), "authorizations");
    const { amount, final_capture: isFinal } = parseInput(CaptureBody, request.body ?? {});
    const once = {
      rememberMs: rememberedMs.payments,
      subjectId: deps.newId(),
      run: (id: string) => {
        const asked = { id, at: deps.now().toISOString(), amount, isFinal };
        return takenChange(deps, captureAuthorization(order, one, asked), id);
      },
      show: (id: string) => ({ id, status: "COMPLETED" }),
      status: 201,
      faults: { timeout: "captureThenTimeout", error: "errorAfterCapture" },
    } as const;
    return answerOnce(deps, { request, reply }, once);
  });
  app.post(`${path}/void`, (request, reply) => {
    const { order, one } = find(deps, idOf(request), "authorizations");
    const voided = voidAuthorization(order, one, deps.now().toISOString());
    recordChange(deps, { order: voided, events: [authorizationEvent(deps, voided, "VOIDED")] });
    return reply.code(204).send();
  });
  app.post(`${path}/reauthorize`, (request, reply) => {
    const { order, one } = find(deps, idOf(request), "authorizations");
    const ageMs = deps.now().getTime() - Date.parse(one.create_time);
    if (ageMs <= HONOUR_PERIOD_MS) throw refusal(422, "REAUTHORIZATION_TOO_SOON");
    const once = {
      rememberMs: rememberedMs.payments,
      subjectId: deps.newId(),
      run: (id: string) => ({ order: reauthorize(order, one, { id, at: deps.now().toISOString() }) }),
      show,
      status: 201,
      faults: { error: "errorAfterCapture" },
    } as const;
    return answerOnce(deps, { request, reply }, once);
  });
}

function authorizationEvent(deps: Deps, order: Order, outcome: "VOIDED") {
  const resource = order.authorizations.map((one) => deps.views.authorization(order, one)).at(-1);
  return { type: `PAYMENT.AUTHORIZATION.${outcome}`, resourceType: "authorization", resource };
}

/** The order with a new or newly settled refund. */
export function refundedChange(deps: Deps, order: Order, refundId: string): Change {
  const found = order.refunds.filter(({ id }) => id === refundId);
  const { invoice_id: invoiceId } = order.unit;
  return {
    order,
    transactions: found.flatMap(({ id, amount, status, custom_id: customField, captureId: referenceId }) => {
      const at = deps.now().toISOString();
      const book = { id, code: "T1107", at, amount, customField, invoiceId, referenceId } as const;
      return status === "COMPLETED" ? [transactionOf(book)] : [];
    }),
    events: found.map((refund) => ({
      type: refund.status === "COMPLETED" ? "PAYMENT.CAPTURE.REFUNDED" : `PAYMENT.REFUND.${refund.status}`,
      resourceType: "refund",
      resource: deps.views.refund(order, refund),
    })),
  };
}

type Lists = {
  readonly captures: Capture;
  readonly authorizations: Authorization;
  readonly refunds: Refund;
};

export function find<Name extends keyof Lists>(
  { store }: Deps,
  id: string,
  name: Name,
): { order: Order; one: Lists[Name] } {
  const order = store.findOrderOf(id);
  const lists: { readonly [Each in keyof Lists]: readonly Lists[Each][] } | undefined = order;
  const one = lists?.[name].find((each) => each.id === id);
  if (order && one) return { order, one };
  throw notFound();
}

function idOf(request: FastifyRequest): string {
  return parseInput(IdParams, request.params).id;
}
