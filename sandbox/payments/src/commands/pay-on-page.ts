// What the shopper does on the hosted pages: pays with a card, approves or rejects the bank's question.
// A payment that no longer waits for that step is left alone, which makes a second submit harmless.
import type { Payment } from "../domain/records.ts";
import { approvePayment, declinePayment, useCard } from "../domain/payment.ts";
import { switchesOf } from "../domain/switches.ts";
import type { CardKind } from "../domain/test-cards.ts";
import type { Deps } from "../deps.ts";
import { judgeCard } from "./judge-card.ts";
import { recordChange } from "./record-change.ts";

export function payByCard(deps: Deps, payment: Payment, kind: CardKind): Payment {
  const judged = judgeCard(deps, switchesOf(payment.metadata), kind);
  const change = useCard(payment, judged, { id: deps.newId(), at: deps.now().toISOString() });
  recordChange(deps, change);
  return change.payment;
}

export function answerChallenge(deps: Deps, payment: Payment, decision: "approve" | "reject"): Payment {
  const change =
    decision === "approve"
      ? approvePayment(payment, { id: deps.newId(), at: deps.now().toISOString() })
      : declinePayment(payment, "authentication_failed");
  recordChange(deps, change);
  return change.payment;
}
