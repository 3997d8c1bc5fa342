// Staff say that a refund which is given by hand has left the shop's bank or till.
import { StaffActed } from "@souk/contracts";
import { runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../domain/payment.ts";
import { findRefund } from "../store/refunds.ts";
import { finishRefund } from "./finish-refund.ts";
import { requireByHand } from "./mark-paid.ts";

export type MarkRefundPaid = {
  /** As it was read just now. */
  readonly payment: Payment;
  readonly refundId: string;
  readonly reference: string;
  readonly staffId: string;
};

export async function markRefundPaid(deps: Deps, command: MarkRefundPaid): Promise<void> {
  const { payment, refundId, reference, staffId } = command;
  requireByHand(deps, payment);
  const refund = await findRefund(deps.db, refundId);
  if (refund?.paymentId !== payment.id)
    throw new Refusal("not_found", "refund_not_found", "There is no such refund.");
  if (refund.status !== "pending")
    throw new Refusal("conflict", "refund_not_open", "This refund does not wait to be given any more.");
  await runBatch(deps.db, [
    outboxQuery(StaffActed, {
      actorId: staffId,
      action: "payment.mark_refund_paid",
      subjectType: "payment",
      subjectId: payment.id,
      before: { refundId, status: refund.status },
      after: { refundId, status: "succeeded", reference },
      at: deps.now().toISOString(),
    }),
  ]);
  const { providerRefundId } = refund;
  const outcome = { status: "succeeded", providerRefundId, failureCode: null } as const;
  await finishRefund(deps, { payment, refund, outcome });
}
