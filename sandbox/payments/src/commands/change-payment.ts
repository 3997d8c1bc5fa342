// The calls that change a payment which exists: capture, void, refund, and closing a dispute.
import { answerDispute, closeDispute } from "../domain/dispute.ts";
import type { Decision, Dispute, Payment, Refund } from "../domain/records.ts";
import { type AskedCapture, capturePayment, voidPayment } from "../domain/payment.ts";
import { toPaymentView } from "../domain/payment-view.ts";
import { type RefundEnd, refundPayment, settleRefund } from "../domain/refund.ts";
import { isSwitchedOn, switchesOf } from "../domain/switches.ts";
import type { Deps } from "../deps.ts";
import { chargeFault, refundFault } from "./charge-fault.ts";
import type { Outcome } from "./execute-once.ts";

export function captureOnRequest(deps: Deps, payment: Payment, asked: AskedCapture): Outcome {
  const decision = capturePayment(payment, asked, stamp(deps));
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
  const isSlow =
    isSwitchedOn(switchesOf(payment.metadata).slowRefunds) || deps.ledger.spendSwitch("slowRefunds");
  const decision = refundPayment(payment, { ...asked, isSlow }, stamp(deps));
  if ("problem" in decision) return decision;
  return { status: 201, body: decision.refund, change: decision, fault: refundFault(deps, payment) };
}

export function settleRefundOnRequest(deps: Deps, payment: Payment, end: RefundEnd): Outcome {
  const decision = settleRefund(payment, end, stamp(deps));
  return "problem" in decision ? decision : { status: 200, body: decision.refund, change: decision };
}

export function answerDisputeOnRequest(
  payment: Payment,
  dispute: Dispute,
  evidence: Readonly<Record<string, string>>,
): Outcome {
  const decision = answerDispute(payment, dispute, evidence);
  return "problem" in decision ? decision : { status: 200, body: decision.dispute, change: decision };
}

export function closeDisputeOnRequest(
  deps: Deps,
  payment: Payment,
  { dispute, outcome }: { readonly dispute: Dispute; readonly outcome: "won" | "lost" },
): Outcome {
  const decision = closeDispute(payment, { dispute, outcome, at: stamp(deps).at });
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
