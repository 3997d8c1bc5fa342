// The calls that change a payment which exists: capture, void, refund, and closing a dispute.
import {
  capturePayment,
  closeDispute,
  refundPayment,
  voidPayment,
  type Decision,
  type Dispute,
  type Payment,
  type Refund,
} from "../domain/payment.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import type { Deps } from "../deps.ts";
import { chargeFault, refundFault } from "./charge-fault.ts";
import type { Outcome } from "./execute-once.ts";

export function captureOnRequest(deps: Deps, payment: Payment, amount: number | undefined): Outcome {
  const decision = capturePayment(payment, amount, stamp(deps));
  return answerWithPayment(deps, decision, () => chargeFault(deps, payment));
}

export function voidOnRequest(deps: Deps, payment: Payment): Outcome {
  return answerWithPayment(deps, voidPayment(payment), () => undefined);
}

export function refundOnRequest(
  deps: Deps,
  payment: Payment,
  asked: Pick<Refund, "amount" | "reference" | "reason">,
): Outcome {
  const decision = refundPayment(payment, asked, stamp(deps));
  if ("problem" in decision) return decision;
  return { status: 201, body: decision.refund, change: decision, fault: refundFault(deps, payment) };
}

export function closeDisputeOnRequest(payment: Payment, dispute: Dispute, outcome: "won" | "lost"): Outcome {
  const decision = closeDispute(payment, dispute, outcome);
  return "problem" in decision ? decision : { status: 200, body: decision.dispute, change: decision };
}

function answerWithPayment(
  deps: Deps,
  decision: Decision,
  fault: () => "timeout" | "error" | undefined,
): Outcome {
  if ("problem" in decision) return decision;
  return {
    status: 200,
    body: toPaymentView(decision.payment, deps.baseUrl()),
    change: decision,
    fault: fault(),
  };
}

function stamp(deps: Deps): { id: string; at: string } {
  return { id: deps.newId(), at: deps.now().toISOString() };
}
