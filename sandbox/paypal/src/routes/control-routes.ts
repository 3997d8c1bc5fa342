// What tests, proofs and operators use: the fault switches, the books as a witness, and what happens at PayPal without the shop.
// Reachable while the provider plays `offline`.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { toAmount } from "../domain/amount.ts";
import { outcomes } from "../domain/dispute.ts";
import { refundCapture, settleCapture, settleRefund } from "../domain/order.ts";
import { Switches } from "../domain/switches.ts";
import { transactionOf } from "../domain/transaction.ts";
import { recordChange } from "../record-change.ts";
import { loadDispute, settleDispute } from "./dispute-routes.ts";
import { find, refundedChange } from "./payment-routes.ts";
import { IdParams, parseInput, RefundBody } from "./schemas.ts";
import { dispute, takenChange } from "./taken.ts";

const CaptureEnd = z.object({ status: z.enum(["COMPLETED", "DECLINED"]) });
const RefundEnd = z.object({ status: z.enum(["COMPLETED", "FAILED"]) });
const DisputeEnd = z.object({ outcome: z.enum(outcomes) });
const Payout = z.object({ currency: z.string(), hundredths: z.int().min(1) });

export function addControlRoutes(app: FastifyInstance, deps: Deps): void {
  const { store } = deps;
  app.get("/sandbox/switches", () => store.switches);
  app.put("/sandbox/switches", (request) => {
    store.append({ switches: parseInput(Switches, request.body) });
    return store.switches;
  });
  app.get("/sandbox/log", () => ({ items: store.transactions }));
  app.get("/sandbox/events", () => ({ items: store.events }));
  app.post("/sandbox/captures/:id/settle", (request) => {
    const { order, one } = find(deps, idOf(request), "captures");
    const settled = settleCapture(order, one.id, parseInput(CaptureEnd, request.body).status);
    recordChange(deps, takenChange(deps, settled, one.id));
    return {};
  });
  app.post("/sandbox/refunds/:id/settle", (request) => {
    const { order, one } = find(deps, idOf(request), "refunds");
    const settled = settleRefund(order, one.id, parseInput(RefundEnd, request.body).status);
    recordChange(deps, refundedChange(deps, settled, one.id));
    return {};
  });
  // As the seller does by hand on PayPal's site: no id of the shop's goes with it.
  app.post("/sandbox/captures/:id/refund-by-hand", (request) => {
    const { order, one } = find(deps, idOf(request), "captures");
    const { amount } = parseInput(RefundBody, request.body);
    const stamp = { id: deps.newId(), at: deps.now().toISOString() };
    const refunded = refundCapture(order, one, { amount, customId: undefined, isPending: false, ...stamp });
    recordChange(deps, refundedChange(deps, refunded, stamp.id));
    return { id: stamp.id };
  });
  app.post("/sandbox/captures/:id/dispute", (request) =>
    dispute(deps, find(deps, idOf(request), "captures").one, "UNAUTHORISED"),
  );
  app.post("/sandbox/disputes/:id/close", (request) => {
    const { outcome } = parseInput(DisputeEnd, request.body);
    return settleDispute(deps, loadDispute(deps, request), outcome);
  });
  app.post("/sandbox/orders/:id/forget", (request) => {
    store.append({ forgotten: idOf(request) });
    return {};
  });
  app.post("/sandbox/payouts", (request) => {
    const { currency, hundredths } = parseInput(Payout, request.body);
    const amount = toAmount(currency, hundredths);
    const payout = { id: deps.newId(), code: "T0400", at: deps.now().toISOString(), amount } as const;
    recordChange(deps, { transactions: [transactionOf(payout)] });
    return { id: payout.id };
  });
}

function idOf(request: FastifyRequest): string {
  return parseInput(IdParams, request.params).id;
}
