// Promises a refund: the amount is set aside before the provider is asked, so that parallel refunds never exceed what was taken.
import { StaffActed } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { type Payment, refundableOf } from "../domain/payment.ts";
import { afterPromise, type Refund, type RefundedLine } from "../domain/refund.ts";
import { ExecuteRefund, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { findRefund, insertRefundQuery } from "../store/refunds.ts";
import { executeRefund } from "./execute-refund.ts";
import { writePayment } from "./write-payment.ts";

export type RequestRefund = {
  /** Given by the caller: the same id is the same refund. */
  readonly refundId: string;
  /** As it was read just now. */
  readonly payment: Payment;
  /** Everything that is left where undefined. */
  readonly amountMinor: number | undefined;
  readonly reason: string;
  /** Where the amount is what these come to. */
  readonly lines?: readonly RefundedLine[];
  readonly staffId?: string;
};

export async function requestRefund(deps: Deps, command: RequestRefund): Promise<Refund> {
  const { refundId, payment } = command;
  let amountMinor = 0;
  await writePayment(deps, {
    payment,
    change(now) {
      amountMinor = command.amountMinor ?? refundableOf(now).amount;
      if (amountMinor === 0)
        throw new Refusal("conflict", "refund_exceeds_captured", "Nothing is left to refund.");
      return afterPromise(now, amountMinor, deps.now());
    },
    alongside: ({ after }) => promiseQueries(command, amountMinor, after.updatedAt),
    isDone: async () => (await findRefund(deps.db, refundId)) !== undefined,
  });
  return executeRefund(deps, refundId);
}

function promiseQueries(command: RequestRefund, amountMinor: number, at: Date): readonly BatchQuery[] {
  const { refundId, payment, reason, lines = null, staffId } = command;
  const promised = { status: "pending", providerRefundId: null, failureCode: null, createdAt: at } as const;
  return [
    insertRefundQuery({ id: refundId, paymentId: payment.id, amountMinor, reason, lines, ...promised }),
    enqueueQuery(ExecuteRefund, { key: refundId, data: { refundId }, afterMs: RETRY_DELAY_MS }),
    ...(staffId === undefined ? [] : [staffActed({ ...command, staffId }, amountMinor, at)]),
  ];
}

function staffActed(
  command: RequestRefund & { readonly staffId: string },
  amountMinor: number,
  at: Date,
): BatchQuery {
  const { payment, refundId, reason, staffId: actorId } = command;
  return outboxQuery(StaffActed, {
    actorId,
    action: "payment.refund",
    subjectType: "payment",
    subjectId: payment.id,
    before: { refundedMinor: payment.refundedMinor },
    after: { refundId, amountMinor, currency: payment.amount.currency, reason },
    at: at.toISOString(),
  });
}
