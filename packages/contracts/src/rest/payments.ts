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
export const Payment = z
  .object({
    id: Id,
    orderId: Id,
    provider: z.string(),
    status: PaymentStatus,
    amount: MoneyBody,
    captured: MoneyBody,
    refunded: MoneyBody,
    clientSecret: z.string().optional(),
    redirectUrl: z.string().optional(),
    failureCode: z.string().optional(),
    refunds: z.array(Refund),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Payment" });
export type Payment = z.infer<typeof Payment>;

export const CreatePaymentBody = PaymentChoice.extend({ orderId: Id }).strict();
export const RefundBody = z.strictObject({
  amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  lines: z
    .array(z.strictObject({ lineId: Id, quantity: z.int().min(1) }))
    .min(1)
    .max(PAGE_LIMIT_MAX)
    .optional(),
  reason: requiredText(200),
});
export const WebhookParams = z.strictObject({ provider: z.string().regex(/^[a-z]{2,20}$/) });
