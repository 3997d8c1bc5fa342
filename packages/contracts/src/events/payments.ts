// What the payment service says. Amounts only: no card, no name, no address.
import { z } from "zod";
import { Id, MoneyBody } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const payment = { paymentId: Id, orderId: Id, provider: z.string(), amount: MoneyBody };
const byOrder = (data: { readonly orderId: string }): string => data.orderId;

export const PaymentAuthorized = defineEvent({
  type: "payment.authorized.v1",
  schema: z.object(payment),
  keyOf: byOrder,
});
export const PaymentCaptured = defineEvent({
  type: "payment.captured.v1",
  schema: z.object({
    ...payment,
    /** With what is still held and may be taken as well; absent where `amount` is all there is. */
    granted: MoneyBody.optional(),
  }),
  keyOf: byOrder,
});
export const PaymentFailed = defineEvent({
  type: "payment.failed.v1",
  schema: z.object({ ...payment, failureCode: z.string() }),
  keyOf: byOrder,
});
export const PaymentRefunded = defineEvent({
  type: "payment.refunded.v1",
  schema: z.object({
    ...payment,
    refundId: Id,
    refundedTotal: MoneyBody,
    reason: z.string(),
    /** Where staff chose lines and not an amount. */
    lines: z.array(z.object({ lineId: Id, quantity: z.int() })).optional(),
  }),
  keyOf: byOrder,
});
/** A refund that was promised and that the provider refused, or one that the shopper's bank sent back: nothing went back in the end. */
export const PaymentRefundFailed = defineEvent({
  type: "payment.refund_failed.v1",
  schema: z.object({
    ...payment,
    refundId: Id,
    failureCode: z.string(),
    /** It was told of as refunded before. */
    wasGiven: z.literal(true).optional(),
  }),
  keyOf: byOrder,
});
/** `amount` is what is disputed; `evidenceDueAt` says until when the shop may answer. */
export const PaymentDisputed = defineEvent({
  type: "payment.disputed.v1",
  schema: z.object({
    ...payment,
    disputeId: z.string(),
    status: z.enum(["opened", "won", "lost"]),
    evidenceDueAt: z.iso.datetime().nullable().optional(),
  }),
  keyOf: byOrder,
});
/** Nobody has answered a dispute, and the time to do so is nearly over. */
export const PaymentDisputeDue = defineEvent({
  type: "payment.dispute_due.v1",
  schema: z.object({ ...payment, disputeId: z.string(), evidenceDueAt: z.iso.datetime() }),
  keyOf: byOrder,
});
