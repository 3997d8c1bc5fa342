// REST contract of an order's refunds: what is given back, for what, and to where.
import { z } from "zod";
import { Id, MoneyBody, requiredText, Timestamp } from "./common.ts";
import { Pieces, PIECES_MAX } from "./shipments.ts";

/** Back to where the money came from, or kept for the customer in the shop. */
export const RefundTarget = z.enum(["original", "store_credit"]);
export type RefundTarget = z.infer<typeof RefundTarget>;

export const OrderRefund = z
  .object({
    id: Id,
    status: z.enum(["pending", "succeeded", "failed"]),
    amount: MoneyBody,
    lines: z.array(z.object({ lineId: Id, quantity: z.int(), amount: MoneyBody })),
    shipping: MoneyBody,
    returnId: Id.nullable(),
    to: RefundTarget,
    reason: z.string(),
    /** What goes back to the payment, to the gift cards and credit that paid, and to new store credit. */
    toPayment: MoneyBody,
    toCredits: MoneyBody,
    toStoreCredit: MoneyBody,
    requestedAt: Timestamp,
  })
  .meta({ id: "OrderRefund" });
export type OrderRefund = z.infer<typeof OrderRefund>;

/** With neither an amount, lines, shipping nor a return: all that is left. */
export const RequestRefundBody = z
  .strictObject({
    amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    lines: z.array(Pieces).min(1).max(PIECES_MAX).optional(),
    includeShipping: z.boolean().default(false),
    returnId: Id.optional(),
    to: RefundTarget.default("original"),
    reason: requiredText(200),
  })
  .refine(({ amount, lines, includeShipping }) => amount === undefined || (!lines && !includeShipping), {
    error: "names either an amount, or what it is for",
    path: ["amount"],
  });
