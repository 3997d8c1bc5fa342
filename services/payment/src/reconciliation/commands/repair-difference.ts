// What makes each kind of difference go away. Each repair may be asked for again: it happens once.
import { derivedId } from "@souk/db";
import { Refusal } from "@souk/errors";
import { money } from "@souk/money";
import { enqueue } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { recordDispute } from "../../disputes/commands/record-dispute.ts";
import { ReturnSurplus } from "../../job-definitions.ts";
import { bookMovement } from "../../ledger/commands/book-movement.ts";
import { applyNews } from "../../payments/commands/apply-news.ts";
import { loadPayment } from "../../payments/commands/load-payment.ts";
import { recordProviderRefunds } from "../../payments/commands/record-provider-refunds.ts";
import { returnPayments, returnSurplus } from "../../payments/commands/return-payments.ts";
import type { Payment } from "../../payments/domain/payment.ts";
import { listPaymentsOfOrder } from "../../payments/store/payments.ts";
import type { Difference, Scope } from "../domain/finding.ts";
import { listProviderDisputes, listUnbooked } from "../store/movements.ts";
import { findStray } from "../store/strays.ts";
import { adoptAmount } from "./adopt-amount.ts";
import { completeRefund } from "./complete-refund.ts";
import { correctCapture } from "./correct-capture.ts";
import { correctLedger } from "./correct-ledger.ts";
import { leftMinorOf } from "./examine.ts";
import { tellOrderAgain } from "./tell-order-again.ts";

const NEVER = new Date(0);
const NO_ORDER = "no order for this payment";

/** Refused where nothing can be done from here; throws `ProviderSilent` where the provider does not answer. */
export async function repairDifference(deps: Deps, difference: Difference, scope: Scope): Promise<void> {
  if (scope.of === "stray") return returnStray(deps, scope);
  if (scope.of === "movement") return bookForgotten(deps, scope);
  if (difference.kind === "order_without_capture")
    return deps.orders.cancel(difference.subject, "payment_missing");
  if (difference.kind === "paid_without_order") return returnMoney(deps, difference.orderId ?? scope.id);
  return repairPayment(deps, difference, await loadPayment(deps, difference.paymentId ?? scope.id));
}

async function repairPayment(deps: Deps, { kind, subject }: Difference, payment: Payment): Promise<void> {
  switch (kind) {
    case "capture_missed":
      return applyWhatIsThere(deps, payment);
    case "refund_missed":
      return recordProviderRefunds(deps, payment);
    case "dispute_missed":
      return recordMissedDispute(deps, payment, subject);
    case "capture_missing":
      return correctCapture(deps, payment);
    case "amount_differs":
      return adoptAmount(deps, payment);
    case "captured_twice":
      return returnAll(deps, payment.id);
    case "order_not_confirmed":
      return tellOrderAgain(deps, payment);
    case "refund_missing":
    case "refund_differs":
      return completeRefund(deps, payment, subject);
    case "ledger_differs":
      return correctLedger(deps, payment);
    default:
      throw new Error(`A ${kind} is no difference of a payment.`);
  }
}

async function applyWhatIsThere(deps: Deps, payment: Payment): Promise<void> {
  const { id, providerPaymentId } = payment;
  const news = await deps.provider(payment.provider).find(id, providerPaymentId);
  if (news) await applyNews(deps, { payment, news });
}

async function recordMissedDispute(deps: Deps, payment: Payment, disputeId: string): Promise<void> {
  const { provider, id: paymentId } = payment;
  for (const news of await listProviderDisputes(deps.db, { provider, paymentId }))
    if (news.disputeId === disputeId) await recordDispute(deps, { payment, news });
}

async function bookForgotten(deps: Deps, movement: { provider: string; id: string }): Promise<void> {
  const found = await listUnbooked(deps.db, { seenSince: NEVER, strayUntil: NEVER, movement });
  for (const one of found) await bookMovement(deps, one);
}

async function returnMoney(deps: Deps, orderId: string): Promise<void> {
  await returnPayments(deps, { orderId, reason: "order_cancelled" });
  for (const { id } of await listPaymentsOfOrder(deps.db, orderId)) await keepReturning(deps, id);
}

async function returnAll(deps: Deps, paymentId: string): Promise<void> {
  await keepReturning(deps, paymentId);
  await returnSurplus(deps, { paymentId });
}

/** What the provider does not give back at once is asked for again. */
async function keepReturning(deps: Deps, paymentId: string): Promise<void> {
  await enqueue(deps.db, ReturnSurplus, { key: paymentId, data: { paymentId } });
}

/** Given back where it lies: it never was ours. The refund is booked when the provider's books show it. */
async function returnStray(deps: Deps, scope: { provider: string; id: string }): Promise<void> {
  const stray = await findStray(deps.db, scope);
  if (stray?.providerPaymentId == null)
    throw new Refusal(
      "conflict",
      "repair_not_possible",
      "The provider names no payment of it: give it back in the provider's dashboard.",
    );
  const { provider, providerPaymentId, currency } = stray;
  const leftMinor = await leftMinorOf(deps, stray);
  if (leftMinor <= 0) return;
  const name = `souk/stray/${provider}/${providerPaymentId}`;
  await deps.provider(provider).refund({
    refundId: derivedId(`${name}/${stray.capturedMinor - leftMinor}`),
    paymentId: stray.paymentId ?? derivedId(name),
    providerPaymentId,
    amount: money(leftMinor, currency),
    reason: NO_ORDER,
  });
}
