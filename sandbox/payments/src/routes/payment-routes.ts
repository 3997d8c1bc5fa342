// The API that the shop calls: payments, captures, voids, refunds, disputes, and the list of events.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  answerDisputeOnRequest,
  captureOnRequest,
  closeDisputeOnRequest,
  refundOnRequest,
  settleRefundOnRequest,
  voidOnRequest,
} from "../commands/change-payment.ts";
import { createPayment } from "../commands/create-payment.ts";
import { executeOnce, problemBody, type Outcome } from "../commands/execute-once.ts";
import type { Deps } from "../deps.ts";
import type { Dispute, Payment } from "../domain/records.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import { notFound, parseInput } from "./api-problem.ts";
import {
  CaptureBody,
  CloseDisputeBody,
  CreatePaymentBody,
  DisputesQuery,
  EventsQuery,
  EvidenceBody,
} from "./schemas.ts";
import {
  IdempotencyKey,
  IdParameters,
  RefundBody,
  ReferenceQuery,
  SettleRefundBody,
  VoidBody,
} from "./schemas.ts";

export function addPaymentRoutes(app: FastifyInstance, deps: Deps): void {
  app.post("/v1/payments", (request, reply) => {
    const body = parseInput(CreatePaymentBody, request.body);
    return execute(deps, { request, reply }, () => createPayment(deps, body));
  });
  app.post("/v1/payments/:id/capture", (request, reply) => {
    const { amount, final } = parseInput(CaptureBody, request.body);
    const { id } = loadPayment(deps, request);
    return execute(deps, { request, reply }, () =>
      captureOnRequest(deps, loadById(deps, id), { amount, final }),
    );
  });
  app.post("/v1/payments/:id/void", (request, reply) => {
    parseInput(VoidBody, request.body);
    const { id } = loadPayment(deps, request);
    return execute(deps, { request, reply }, () => voidOnRequest(deps, loadById(deps, id)));
  });
  app.post("/v1/payments/:id/refunds", (request, reply) => {
    const { amount, reference, reason } = parseInput(RefundBody, request.body);
    const { id } = loadPayment(deps, request);
    return execute(deps, { request, reply }, () =>
      refundOnRequest(deps, loadById(deps, id), { amount, reference, reason }),
    );
  });
  app.post("/v1/refunds/:id/settle", (request, reply) => {
    const { outcome } = parseInput(SettleRefundBody, request.body);
    const refund = deps.ledger.refunds.get(parseInput(IdParameters, request.params).id);
    if (!refund) throw notFound("refund");
    return execute(deps, { request, reply }, () =>
      settleRefundOnRequest(deps, loadById(deps, refund.paymentId), { refund, outcome }),
    );
  });
  addDisputeRoutes(app, deps);
  addReadRoutes(app, deps);
}

function addDisputeRoutes(app: FastifyInstance, deps: Deps): void {
  const loadDispute = (request: FastifyRequest): Dispute => {
    const dispute = deps.ledger.disputes.get(parseInput(IdParameters, request.params).id);
    if (dispute) return dispute;
    throw notFound("dispute");
  };
  app.get("/v1/disputes/:id", loadDispute);
  app.post("/v1/disputes/:id/evidence", (request, reply) => {
    const evidence = parseInput(EvidenceBody, request.body);
    const dispute = loadDispute(request);
    return execute(deps, { request, reply }, () =>
      answerDisputeOnRequest(loadById(deps, dispute.paymentId), dispute, evidence),
    );
  });
  app.post("/v1/disputes/:id/close", (request, reply) => {
    const { outcome } = parseInput(CloseDisputeBody, request.body);
    const dispute = loadDispute(request);
    return execute(deps, { request, reply }, () =>
      closeDisputeOnRequest(deps, loadById(deps, dispute.paymentId), { dispute, outcome }),
    );
  });
}

function addReadRoutes(app: FastifyInstance, deps: Deps): void {
  const { ledger } = deps;
  app.get("/v1/payments/:id", (request) => toPaymentView(loadPayment(deps, request), deps.baseUrl()));
  app.get("/v1/payments", (request) => {
    const { reference } = parseInput(ReferenceQuery, request.query);
    return {
      items: ledger
        .listPaymentsByReference(reference)
        .map((payment) => toPaymentView(payment, deps.baseUrl())),
    };
  });
  app.get("/v1/payments/:id/refunds", (request) => ({
    items: ledger.listRefundsOfPayment(loadPayment(deps, request).id),
  }));
  app.get("/v1/refunds", (request) => ({
    items: ledger.listRefundsByReference(parseInput(ReferenceQuery, request.query).reference),
  }));
  app.get("/v1/disputes", (request) => {
    const { payment } = parseInput(DisputesQuery, request.query);
    const disputes = [...ledger.disputes.values()];
    return { items: disputes.filter(({ paymentId }) => payment === undefined || paymentId === payment) };
  });
  app.get("/v1/events", (request) => {
    const { after, limit } = parseInput(EventsQuery, request.query);
    const position = after === undefined ? -1 : ledger.findEventPosition(after);
    if (position === undefined) throw notFound("event");
    const events = ledger.events.slice(position + 1, position + 1 + limit).map(({ event }) => event);
    return { items: events, hasMore: position + 1 + events.length < ledger.events.length };
  });
}

function execute(
  deps: Deps,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  run: () => Outcome,
): FastifyReply {
  const key = parseInput(IdempotencyKey, request.headers["idempotency-key"]);
  const { status, body, replayed, fault } = executeOnce(
    deps,
    { key, path: request.url, body: request.body },
    run,
  );
  if (fault === "timeout") return reply.hijack(); // Nothing is ever sent; the socket stays open until the client gives up.
  reply.type("application/json");
  if (fault === "error")
    return reply
      .code(500)
      .send(problemBody({ code: "internal_error", message: "Something went wrong here; ask again." }));
  if (replayed) reply.header("Idempotent-Replayed", "true");
  return reply.code(status).send(body);
}

function loadPayment(deps: Deps, request: FastifyRequest): Payment {
  return loadById(deps, parseInput(IdParameters, request.params).id);
}

function loadById(deps: Deps, id: string): Payment {
  const payment = deps.ledger.payments.get(id);
  if (!payment) throw notFound("payment");
  return payment;
}
