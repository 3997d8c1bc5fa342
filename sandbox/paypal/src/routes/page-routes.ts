// The approval page: the shopper chooses a test buyer and approves, or goes back to the shop. Plain forms, no script.
import formBody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { approve, buyers, type Order } from "../domain/order.ts";
import { notFound } from "../domain/refusal.ts";
import { approvalPage, contentSecurityPolicy, noticePage } from "../pages/approval-page.ts";
import { recordChange } from "../record-change.ts";
import { parseInput } from "./schemas.ts";

const SEE_OTHER = 303;
const PageQuery = z.object({ token: z.string() });
const ApprovalForm = z.object({ buyer: z.enum(buyers) });
const payerIds = {
  pays: "PAYER00000001",
  declined: "PAYER00000002",
  pending: "PAYER00000003",
  disputes: "PAYER00000004",
};

export async function addPageRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(formBody);
  app.get("/checkoutnow", (request, reply) => {
    const order = loadOrder(deps, request);
    return sendPage(reply, order, isOpen(order) ? approvalPage(order) : noticePage(order));
  });
  app.post("/checkoutnow", (request, reply) => {
    const order = loadOrder(deps, request);
    const { buyer } = parseInput(ApprovalForm, request.body);
    if (!isOpen(order)) return sendPage(reply, order, noticePage(order));
    const approved = approve(order, buyer, deps.now().toISOString());
    const resource = deps.views.whole(approved);
    const event = { type: "CHECKOUT.ORDER.APPROVED", resourceType: "checkout-order", resource };
    recordChange(deps, { order: approved, events: [event] });
    if (order.returnUrl === undefined) return sendPage(reply, approved, noticePage(approved));
    return goBack(reply, order.returnUrl, { token: order.id, PayerID: payerIds[buyer] });
  });
  app.get("/checkoutnow/cancel", (request, reply) => {
    const order = loadOrder(deps, request);
    if (order.cancelUrl === undefined) return sendPage(reply, order, noticePage(order));
    return goBack(reply, order.cancelUrl, { token: order.id });
  });
}

function isOpen({ status }: Order): boolean {
  return status === "PAYER_ACTION_REQUIRED";
}

function loadOrder({ store }: Deps, request: FastifyRequest): Order {
  const order = store.orders.get(parseInput(PageQuery, request.query).token);
  if (order) return order;
  throw notFound();
}

function goBack(reply: FastifyReply, address: string, added: Readonly<Record<string, string>>): FastifyReply {
  const url = new URL(address);
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return reply.redirect(url.href, SEE_OTHER);
}

function sendPage(reply: FastifyReply, { returnUrl }: Order, page: string): FastifyReply {
  return reply
    .header("content-security-policy", contentSecurityPolicy(returnUrl))
    .type("text/html; charset=utf-8")
    .send(page);
}
