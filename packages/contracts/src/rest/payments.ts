// REST contract of payments and of the providers' webhooks.
import { z } from "zod";
import { Id, MoneyBody, PAGE_LIMIT_MAX, requiredText, Timestamp } from "./common.ts";
import { PaymentChoice } from "./orders.ts";

export const PaymentStatus = z.enum([
  "pending",
  "requires_action",
  "authorized",
  "captured",
  "failed",
  "cancelled",
  "unknown",
  "refunded",
  "partially_refunded",
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const Refund = z
  .object({
    id: Id,
    amount: MoneyBody,
    status: z.enum(["pending", "succeeded", "failed"]),
    reason: z.string(),
    createdAt: Timestamp,
  })
  .meta({ id: "Refund" });
export const Capture = z
  .object({
    id: Id,
    amount: MoneyBody,
    /** What it left was let go. */
    isFinal: z.boolean(),
    status: z.enum(["pending", "succeeded", "failed"]),
    createdAt: Timestamp,
  })
  .meta({ id: "Capture" });
export const Payment = z
  .object({
    id: Id,
    orderId: Id,
    provider: z.string(),
    status: PaymentStatus,
    amount: MoneyBody,
    captured: MoneyBody,
    /** What is held and may still be taken. */
    capturable: MoneyBody,
    refunded: MoneyBody,
    clientSecret: z.string().optional(),
    redirectUrl: z.string().optional(),
    /** What the shopper does where no page of a provider takes the money, such as a transfer to the shop's bank. */
    instructions: z.string().optional(),
    /** Until when the order waits for it. */
    expiresAt: Timestamp.optional(),
    failureCode: z.string().optional(),
    captures: z.array(Capture),
    refunds: z.array(Refund),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Payment" });
export type Payment = z.infer<typeof Payment>;

export const CreatePaymentBody = PaymentChoice.extend({ orderId: Id }).strict();
export const CaptureBody = z.strictObject({
  /** All that is held where it is left out. */
  amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Lets go of what is held beyond it. */
  isFinal: z.boolean().default(false),
});
export const RefundBody = z.strictObject({
  amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  lines: z
    .array(z.strictObject({ lineId: Id, quantity: z.int().min(1) }))
    .min(1)
    .max(PAGE_LIMIT_MAX)
    .optional(),
  reason: requiredText(200),
});
/** A transfer or cash that has come: exactly what was to be paid, and what the bank or the courier wrote on it. */
export const MarkPaidBody = z.strictObject({
  amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  reference: requiredText(200),
});
export const MarkRefundPaidBody = z.strictObject({ reference: requiredText(200) });
export const RefundParams = z.strictObject({ id: Id, refundId: Id });
export const WebhookParams = z.strictObject({ provider: z.string().regex(/^[a-z]{2,20}$/) });
