// Brings our refunds of a payment up to what its provider has: ours end as they ended there, those that somebody made in the
// provider's dashboard are booked, each once, and those that a bank sent back are taken back.
import { derivedId } from "@souk/db";
import type { Deps } from "../../deps.ts";
import type { ProviderRefund } from "../../providers/payment-provider.ts";
import type { Payment } from "../domain/payment.ts";
import { afterForeignRefund, foreignRefundName, type Refund } from "../domain/refund.ts";
import { findRefund, insertRefundQuery, listRefunds } from "../store/refunds.ts";
import { finishRefund, givenQueries } from "./finish-refund.ts";
import { loadPayment } from "./load-payment.ts";
import { reverseRefund } from "./reverse-refund.ts";
import { writePayment } from "./write-payment.ts";

const MADE_ELSEWHERE = "refunded at the payment provider";

export async function recordProviderRefunds(deps: Deps, payment: Payment): Promise<void> {
  const { id: paymentId, providerPaymentId } = payment;
  if (providerPaymentId === null) return;
  const atProvider = await deps.provider(payment.provider).refunds({ paymentId, providerPaymentId });
  const ours = await listRefunds(deps.db, paymentId);
  for (const refund of atProvider) {
    if (refund.status === "pending") continue; // Nothing went back yet.
    const known = knownOf(ours, refund);
    if (known?.status === "pending") await finish(deps, { payment, refund, known });
    else if (refund.status === "succeeded" && !isEnded(known, refund))
      await recordForeign(deps, payment, refund);
    else if (refund.status === "failed" && known?.status === "succeeded")
      await reverseRefund(deps, { payment: await loadPayment(deps, paymentId), refund: known });
  }
}

function knownOf(
  ours: readonly Refund[],
  { refundId, providerRefundId }: ProviderRefund,
): Refund | undefined {
  return (
    ours.find((one) => one.providerRefundId === providerRefundId) ?? ours.find(({ id }) => id === refundId)
  );
}

/**
 * It was booked, or it is over under the provider's own id: what says otherwise was read before that. One that was refused when we
 * asked for it and is there all the same is news.
 */
function isEnded(known: Refund | undefined, { providerRefundId }: ProviderRefund): boolean {
  return known?.status === "succeeded" || known?.providerRefundId === providerRefundId;
}

type Known = { readonly payment: Payment; readonly refund: ProviderRefund; readonly known: Refund };

/** Of one that the provider gives in parts, some may be under way: whoever asked for it asks for the rest. */
async function finish(deps: Deps, { payment, refund, known }: Known): Promise<void> {
  const { providerRefundId, amount } = refund;
  if (refund.status === "succeeded" && amount.amount !== known.amountMinor) return;
  const outcome =
    refund.status === "succeeded"
      ? ({ status: "succeeded", providerRefundId, failureCode: null } as const)
      : ({ status: "failed", providerRefundId, failureCode: "refund_failed" } as const);
  await finishRefund(deps, { payment: await loadPayment(deps, payment.id), refund: known, outcome });
}

async function recordForeign(deps: Deps, payment: Payment, made: ProviderRefund): Promise<void> {
  const { providerRefundId, amount } = made;
  const id = derivedId(foreignRefundName(payment, providerRefundId));
  const refund = (createdAt: Date): Refund => ({
    id,
    paymentId: payment.id,
    amountMinor: amount.amount,
    status: "succeeded",
    reason: MADE_ELSEWHERE,
    providerRefundId,
    lines: null,
    failureCode: null,
    createdAt,
  });
  await writePayment(deps, {
    payment: await loadPayment(deps, payment.id),
    change: (now) => afterForeignRefund(now, amount, deps.now()),
    alongside: ({ after }) => [
      insertRefundQuery(refund(after.updatedAt)),
      ...givenQueries(deps, after, refund(after.updatedAt)),
    ],
    isDone: async () => (await findRefund(deps.db, id)) !== undefined,
  });
}
