// Orders v2: made, shown, captured or authorized after the shopper has approved.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { hundredthsOf } from "../domain/amount.ts";
import { authorizeOrder, captureOrder, declineBuyer, type Order, requireApproved } from "../domain/order.ts";
import { notFound, refusal } from "../domain/refusal.ts";
import { openDisputeOf, takenChange } from "./taken.ts";
import { type Change, recordChange } from "../record-change.ts";
import { answerOnce, rememberedMs } from "./answer-once.ts";
import { CreateOrderBody, IdParams, parseInput } from "./schemas.ts";

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

export function addOrderRoutes(app: FastifyInstance, deps: Deps): void {
  const { views } = deps;
  const show = ({ request }: Exchange) => {
    const isWhole = request.headers["prefer"] === "return=representation";
    return (id: string) => (isWhole ? views.whole : views.minimal)(loadOrder(deps, id));
  };
  app.post("/v2/checkout/orders", (request, reply) => {
    const body = parseInput(CreateOrderBody, request.body);
    const once = {
      rememberMs: rememberedMs.orders,
      subjectId: deps.newId(),
      run: (id: string) => ({ order: newOrder(deps, id, body) }),
      show: show({ request, reply }),
      status: 201,
      faults: { timeout: "createThenTimeout" },
    } as const;
    return answerOnce(deps, { request, reply }, once);
  });
  app.get("/v2/checkout/orders/:id", (request) => views.whole(loadOrder(deps, idOf(request))));
  for (const action of ["capture", "authorize"] as const) {
    app.post(`/v2/checkout/orders/:id/${action}`, (request, reply) => {
      const order = loadOrder(deps, idOf(request));
      const once = {
        rememberMs: rememberedMs.orders,
        subjectId: order.id,
        run: () => take(deps, order, action),
        show: show({ request, reply }),
        status: 201,
        faults: { timeout: "captureThenTimeout", error: "errorAfterCapture" },
      } as const;
      const answered = answerOnce(deps, { request, reply }, once);
      openDisputeOf(deps, order.id);
      return answered;
    });
  }
}

function idOf(request: FastifyRequest): string {
  return parseInput(IdParams, request.params).id;
}

export function loadOrder({ store }: Deps, id: string): Order {
  const order = store.orders.get(id);
  if (order) return order;
  throw notFound();
}

function newOrder(deps: Deps, id: string, body: ReturnType<typeof CreateOrderBody.parse>): Order {
  const [{ reference_id, custom_id, invoice_id, description, amount }] = body.purchase_units;
  hundredthsOf(amount); // Refuses what cannot be paid.
  const { return_url: returnUrl, cancel_url: cancelUrl } = body.payment_source.paypal.experience_context;
  const at = deps.now().toISOString();
  return {
    id,
    intent: body.intent,
    status: "PAYER_ACTION_REQUIRED",
    create_time: at,
    update_time: at,
    unit: { reference_id, custom_id, invoice_id, description, amount },
    returnUrl,
    cancelUrl,
    buyer: undefined,
    captures: [],
    authorizations: [],
    refunds: [],
  };
}

function take(deps: Deps, order: Order, action: "capture" | "authorize"): Change {
  const isCapture = action === "capture";
  if ((order.intent === "CAPTURE") !== isCapture) throw refusal(422, "ACTION_DOES_NOT_MATCH_INTENT");
  requireApproved(order, isCapture ? "ORDER_ALREADY_CAPTURED" : "ORDER_ALREADY_AUTHORIZED");
  const at = deps.now().toISOString();
  if (order.buyer === "declined" || deps.store.spend("declineAll")) {
    recordChange(deps, { order: declineBuyer(order, at) });
    throw refusal(422, "INSTRUMENT_DECLINED", deps.views.approvalUrl(order));
  }
  requireNewInvoice(deps, order);
  const stamp = { id: deps.newId(), at };
  if (isCapture) return takenChange(deps, captureOrder(order, stamp, order.buyer === "pending"), stamp.id);
  const held = authorizeOrder(order, stamp);
  const events = held.authorizations.map((one) => ({
    type: "PAYMENT.AUTHORIZATION.CREATED",
    resourceType: "authorization",
    resource: deps.views.authorization(held, one),
  }));
  return { order: held, events };
}

/** One invoice is paid once, in whatever order of ours it stands. */
function requireNewInvoice({ store }: Deps, { id, unit }: Order): void {
  const isPaid = [...store.orders.values()].some(
    (other) => other.id !== id && other.unit.invoice_id === unit.invoice_id && other.captures.length > 0,
  );
  if (unit.invoice_id !== undefined && isPaid) throw refusal(422, "DUPLICATE_INVOICE_ID");
}
