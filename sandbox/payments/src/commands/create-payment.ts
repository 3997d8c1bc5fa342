// Makes a payment; with a token it is charged at once, without one the shopper is sent to the hosted page.
import type { Change, Payment } from "../domain/records.ts";
import { isCharged, useCard } from "../domain/payment.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import { switchesOf } from "../domain/switches.ts";
import { cardEndingIn, type CardKind, cardOfToken } from "../domain/test-cards.ts";
import type { Deps } from "../deps.ts";
import type { CreatePaymentBody } from "../routes/schemas.ts";
import { chargeFault } from "./charge-fault.ts";
import type { Outcome } from "./execute-once.ts";
import { judgeCard } from "./judge-card.ts";

export function createPayment(deps: Deps, body: CreatePaymentBody): Outcome {
  const payment = newPayment(deps, body);
  const kind = body.method ? kindOfMethod(deps, body.method) : body.token && cardOfToken(body.token);
  if (body.method && kind === undefined)
    return { problem: { code: "method_unknown", message: "The customer keeps no such method here." } };
  const change = kind === undefined ? { payment, events: [] } : charge(deps, payment, kind);
  const fault = isCharged(change.payment) ? chargeFault(deps, change.payment) : undefined;
  return {
    status: 201,
    body: toPaymentView(change.payment, deps.baseUrl()),
    change,
    fault: body.token === "tok_timeout_after_charge" && isCharged(change.payment) ? "timeout" : fault,
  };
}

function newPayment(deps: Deps, body: CreatePaymentBody): Payment {
  const { amount, currency, reference, orderId, capture, returnUrl, metadata, token, method, saveFor } = body;
  return {
    id: `sp_${deps.newId()}`,
    status: "requires_action",
    amount,
    currency,
    amountCaptured: 0,
    amountReleased: 0,
    amountRefunded: 0,
    amountRefunding: 0,
    amountDisputed: 0,
    reference,
    orderId,
    capture,
    source: token === undefined && method === undefined ? "page" : "token",
    nextStep: "card",
    card: undefined,
    declineCode: undefined,
    disputeFollows: false,
    saveFor,
    method: undefined,
    returnUrl,
    metadata,
    createdAt: deps.now().toISOString(),
  };
}

function charge(deps: Deps, payment: Payment, kind: CardKind): Change {
  const stamp = { id: deps.newId(), at: deps.now().toISOString() };
  return useCard(payment, judgeCard(deps, switchesOf(payment.metadata), kind), stamp);
}

function kindOfMethod(deps: Deps, { customer, id }: { customer: string; id: string }): CardKind | undefined {
  const kept = deps.ledger.methods.get(id);
  return kept && !kept.isForgotten && kept.customer === customer ? cardEndingIn(kept.last4) : undefined;
}
