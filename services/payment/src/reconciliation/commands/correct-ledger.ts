// Books what the ledger lacks, or has too much, of a payment. Nothing is changed that was booked: the correction is a booking of its own.
import { isLostUpdate, runBatch } from "@souk/db";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { booking } from "../../ledger/domain/ledger.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import type { Payment } from "../../payments/domain/payment.ts";
import { listDisputesOfPayments } from "../../disputes/store/disputes.ts";
import { compareWithLedger } from "../compare-payment.ts";
import { bookedMinorOf, countCorrections } from "../store/suspects.ts";

export async function correctLedger(deps: Deps, payment: Payment): Promise<void> {
  const { id: paymentId, amount } = payment;
  // Two who correct the same thing choose the same reference, which is booked once.
  const reference = `${paymentId}/correction/${await countCorrections(deps.db, paymentId)}`;
  const bookedMinor = await bookedMinorOf(deps.db, paymentId);
  const disputes = await listDisputesOfPayments(deps.db, [paymentId]);
  const [difference] = compareWithLedger({ payment, refunds: [], disputes, bookedMinor });
  if (!difference) return;
  const tooMuchMinor = (difference.hereMinor ?? 0) - (difference.thereMinor ?? 0);
  const correction = booking("correction", {
    paymentId,
    reference,
    amount: money(tooMuchMinor, amount.currency),
  });
  try {
    await runBatch(deps.db, [insertBookingQuery(correction, { id: deps.newId(), at: deps.now() })]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error; // Somebody else has corrected it meanwhile.
  }
}
