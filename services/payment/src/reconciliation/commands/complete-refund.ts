// Makes a refund the same here and there: what the provider did not give is given now, what it gave too much is recorded.
import { Refusal } from "@souk/errors";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { givenQueries } from "../../payments/commands/finish-refund.ts";
import { writePayment } from "../../payments/commands/write-payment.ts";
import type { Payment } from "../../payments/domain/payment.ts";
import { afterForeignRefund, type Refund } from "../../payments/domain/refund.ts";
import { findRefund, insertRefundQuery } from "../../payments/store/refunds.ts";
import { restIdOf, surplusIdOf } from "../compare-payment.ts";
import { examine } from "./examine.ts";

const GIVEN_TOO_MUCH = "more was refunded at the payment provider";

export async function completeRefund(deps: Deps, payment: Payment, refundId: string): Promise<void> {
  const refund = await findRefund(deps.db, refundId);
  const differences = await examine(deps, { of: "payment", id: payment.id });
  const difference = differences.find(({ subject }) => subject === refundId);
  if (!refund || !difference) return; // It is gone.
  const missingMinor = (difference.hereMinor ?? 0) - (difference.thereMinor ?? 0);
  if (missingMinor < 0) return recordSurplus(deps, { payment, refund, surplusMinor: -missingMinor });
  const isNoneThere = difference.thereMinor === 0;
  const { providerPaymentId } = payment;
  if (providerPaymentId === null)
    throw new Refusal("conflict", "repair_not_possible", "The provider does not know this payment.");
  const made = await deps.provider(payment.provider).refund({
    // One that the provider has made for less is completed by another one.
    refundId: isNoneThere ? refundId : restIdOf(refundId),
    paymentId: payment.id,
    providerPaymentId,
    amount: money(missingMinor, payment.amount.currency),
    reason: refund.reason,
  });
  if (made.status === "failed")
    throw new Refusal("conflict", "refund_failed", "The provider did not give the refund.");
}

type Surplus = { readonly payment: Payment; readonly refund: Refund; readonly surplusMinor: number };

async function recordSurplus(deps: Deps, { payment, refund, surplusMinor }: Surplus): Promise<void> {
  const id = surplusIdOf(refund.id);
  const recorded = (createdAt: Date): Refund => ({
    id,
    paymentId: payment.id,
    amountMinor: surplusMinor,
    status: "succeeded",
    reason: GIVEN_TOO_MUCH,
    providerRefundId: null,
    lines: null,
    failureCode: null,
    createdAt,
  });
  const amount = money(surplusMinor, payment.amount.currency);
  await writePayment(deps, {
    payment,
    change: (now) => afterForeignRefund(now, amount, deps.now()),
    alongside: ({ after }) => [
      insertRefundQuery(recorded(after.updatedAt)),
      ...givenQueries(deps, after, recorded(after.updatedAt)),
    ],
    isDone: async () => (await findRefund(deps.db, id)) !== undefined,
  });
}
