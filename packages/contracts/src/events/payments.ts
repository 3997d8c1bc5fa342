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
  schema: z.object(payment),
  keyOf: byOrder,
});
export const PaymentFailed = defineEvent({
  type: "payment.failed.v1",
  schema: z.object({ ...payment, failureCode: z.string() }),
  keyOf: byOrder,
});
export const PaymentRefunded = defineEvent({
  type: "payment.refunded.v1",
  schema: z.object({ ...payment, refundId: Id, refundedTotal: MoneyBody, reason: z.string() }),
  keyOf: byOrder,
});
export const PaymentDisputed = defineEvent({
  type: "payment.disputed.v1",
  schema: z.object({ ...payment, disputeId: z.string(), status: z.enum(["opened", "won", "lost"]) }),
  keyOf: byOrder,
});
