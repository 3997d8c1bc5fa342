// Takes back what our records say was captured and the provider never had: the provider is the one who has the money.
import type { Deps } from "../../deps.ts";
import { Refusal } from "@souk/errors";
import { money } from "@souk/money";
import { booking, bookingsOf } from "../../ledger/domain/ledger.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import { writePayment } from "../../payments/commands/write-payment.ts";
import type { Payment, ProviderPayment } from "../../payments/domain/payment.ts";

const NOT_AT_PROVIDER = "not_at_provider";

/** Its order is not told: that nobody paid it is a finding of its own, whose repair cancels it. */
export async function correctCapture(deps: Deps, payment: Payment): Promise<void> {
  const there = await deps.provider(payment.provider).find(payment.id, payment.providerPaymentId);
  await writePayment(deps, {
    payment,
    change: (now) => afterCorrection(now, there, deps.now()),
    alongside: ({ before, after }) => {
      const { id: paymentId, updatedAt: at, amount, version } = after;
      const goneMinor = before.capturedMinor - after.capturedMinor;
      const reference = `${paymentId}/${version}`;
      const gone = money(goneMinor, amount.currency);
      const correction = booking("correction", { paymentId, reference, amount: gone });
      return [...bookingsOf(before, after), correction].map((one) =>
        insertBookingQuery(one, { id: deps.newId(), at }),
      );
    },
  });
}

function afterCorrection(payment: Payment, there: ProviderPayment | undefined, at: Date): Payment {
  const capturedMinor = there?.capturedMinor ?? 0;
  if (capturedMinor >= payment.capturedMinor) return payment;
  if (capturedMinor < payment.refundedMinor + payment.refundingMinor)
    throw new Refusal(
      "conflict",
      "repair_not_possible",
      "More was given back than the provider ever had: correct the refunds first.",
    );
  const isTaken = capturedMinor > 0;
  return {
    ...payment,
    version: payment.version + 1,
    capturedMinor,
    status: isTaken ? "captured" : "failed",
    failureCode: isTaken ? payment.failureCode : NOT_AT_PROVIDER,
    updatedAt: at,
  };
}
