// Takes a refund back that its customer's bank sent back after it had succeeded: the money is ours again and still owed.
import { derivedId } from "@souk/db";
import { enqueueQuery } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { REFUSED_RETURN_DELAY_MS, ReturnSurplus } from "../../job-definitions.ts";
import { booking } from "../../ledger/domain/ledger.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import type { Payment } from "../domain/payment.ts";
import { afterReversedRefund, foreignRefundName, type Refund } from "../domain/refund.ts";
import { findRefund, reverseRefundQuery } from "../store/refunds.ts";
import { notGivenQueries } from "./finish-refund.ts";
import { writePayment } from "./write-payment.ts";

const SENT_BACK = "refund_sent_back";

export type ReverseRefund = {
  /** As it was read just now. */
  readonly payment: Payment;
  /** One that had succeeded. */
  readonly refund: Refund;
};

export async function reverseRefund(deps: Deps, { payment, refund }: ReverseRefund): Promise<void> {
  const { id: refundId, paymentId, amountMinor, providerRefundId } = refund;
  const isForeign = refundId === derivedId(foreignRefundName(payment, providerRefundId));
  const amount = money(amountMinor, payment.amount.currency);
  const booked = booking("refund_reversed", { paymentId, reference: refundId, amount });
  await writePayment(deps, {
    payment,
    change: (now) => afterReversedRefund(now, { amountMinor, isForeign }, deps.now()),
    alongside: ({ after }) => [
      reverseRefundQuery({ refundId, failureCode: SENT_BACK, at: after.updatedAt }),
      insertBookingQuery(booked, { id: deps.newId(), at: after.updatedAt }),
      ...notGivenQueries(after, refund, { failureCode: SENT_BACK, wasGiven: true }),
      // Nobody else looks after money of a payment that was given up.
      ...(after.givenUpReason === null
        ? []
        : [
            enqueueQuery(ReturnSurplus, {
              key: paymentId,
              data: { paymentId },
              afterMs: REFUSED_RETURN_DELAY_MS,
              replace: true,
            }),
          ]),
    ],
    isDone: async () => (await findRefund(deps.db, refundId))?.status !== "succeeded",
  });
  deps.telemetry.log.error({ refundId, paymentId, code: SENT_BACK }, "a refund did not reach its customer");
}
