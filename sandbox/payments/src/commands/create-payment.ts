// Makes a payment; with a token it is charged at once, without one the shopper is sent to the hosted page.
import { isCharged, useCard, type Change, type Payment } from "../domain/payment.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import { switchesOf } from "../domain/switches.ts";
import { cardOfToken, type Token } from "../domain/test-cards.ts";
import type { Deps } from "../deps.ts";
import type { CreatePaymentBody } from "../routes/schemas.ts";
import { chargeFault } from "./charge-fault.ts";
import type { Outcome } from "./execute-once.ts";
import { judgeCard } from "./judge-card.ts";

export function createPayment(deps: Deps, body: CreatePaymentBody): Outcome {
  const payment = newPayment(deps, body);
  const change = body.token === undefined ? { payment, events: [] } : charge(deps, payment, body.token);
  const fault = isCharged(change.payment) ? chargeFault(deps, change.payment) : undefined;
  return {
    status: 201,
    body: toPaymentView(change.payment, deps.baseUrl()),
    change,
    fault: body.token === "tok_timeout_after_charge" && isCharged(change.payment) ? "timeout" : fault,
  };
}

function newPayment(deps: Deps, body: CreatePaymentBody): Payment {
  const { amount, currency, reference, orderId, capture, returnUrl, metadata, token } = body;
  return {
    id: `sp_${deps.newId()}`,
    status: "requires_action",
    amount,
    currency,
    amountCaptured: 0,
    amountRefunded: 0,
    amountDisputed: 0,
    reference,
    orderId,
    capture,
    source: token === undefined ? "page" : "token",
    nextStep: "card",
    card: undefined,
    declineCode: undefined,
    disputeFollows: false,
    returnUrl,
    metadata,
    createdAt: deps.now().toISOString(),
  };
}

function charge(deps: Deps, payment: Payment, token: Token): Change {
  const stamp = { id: deps.newId(), at: deps.now().toISOString() };
  return useCard(payment, judgeCard(deps, switchesOf(payment.metadata), cardOfToken(token)), stamp);
}
