// What tests and operators use, and Stripe does not have: faults, what shoppers' banks do, the events once more, the witness.
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { decideDispute, openDispute } from "../commands/dispute-charge.ts";
import { failRefund } from "../commands/refund-charge.ts";
import { missing } from "../api-error.ts";
import type { Account } from "../state/account.ts";
import type { Courier } from "../webhooks/courier.ts";

const Params = z.object({ id: z.string() });
const DisputeBody = z.object({ payment_intent: z.string(), status: z.string().optional() });
const DecisionBody = z.object({ outcome: z.enum(["won", "lost"]) });

export type ControlParts = {
  readonly account: Account;
  readonly courier: Courier;
  readonly logFile: string;
};

export function addControlRoutes(app: FastifyInstance, { account, courier, logFile }: ControlParts): void {
  app.get("/sandbox/switches", () => account.switches.all);
  app.put("/sandbox/switches", (request) => {
    account.switches.set(request.body);
    return account.switches.all;
  });
  app.get("/sandbox/log", (_request, reply) => reply.type("text/plain").send(readFileSync(logFile, "utf8")));
  app.post("/sandbox/disputes", (request) => {
    const { payment_intent: id, status } = DisputeBody.parse(request.body);
    return openDispute(account, account.chargeOf(account.intent(id)), status);
  });
  app.post("/sandbox/disputes/:id/decide", (request) =>
    decideDispute(
      account,
      account.dispute(Params.parse(request.params).id),
      DecisionBody.parse(request.body).outcome,
    ),
  );
  app.post("/sandbox/refunds/:id/fail", (request) => {
    const { id } = Params.parse(request.params);
    const refund = account.refunds.get(id);
    if (!refund) throw missing("refund", id);
    return failRefund(account, refund);
  });
  app.post("/sandbox/events/:id/resend", (request) => {
    const { id } = Params.parse(request.params);
    const event = account.events.get(id);
    if (!event) throw missing("event", id);
    courier.resend(event);
    return event;
  });
}
