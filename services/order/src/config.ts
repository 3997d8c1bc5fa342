// The only reader of the order service's environment.
import { z } from "zod";
import type { Environment } from "@souk/service";

const SECRET_LENGTH_MIN = 32;

const schema = z.object({
  /** How long an order may stay unpaid before it is cancelled and its stock goes back. */
  ORDER_PAYMENT_WINDOW_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(1800),
  /** How long after everything arrived an order is complete. */
  ORDER_COMPLETES_AFTER_DAYS: z.coerce.number().int().min(0).max(365).default(14),
  /** Signs guests' order tokens. */
  ORDER_LINK_SECRET: z.string().min(SECRET_LENGTH_MIN),
  /** The key of the hashes of gift cards' codes. */
  ORDER_GIFT_CARD_SECRET: z.string().min(SECRET_LENGTH_MIN),
  /** How long an open cart may lie before its shopper counts as gone. */
  ORDER_CART_ABANDONED_AFTER_HOURS: z.coerce.number().int().min(1).max(720).default(24),
});

export type Config = {
  readonly paymentWindowSeconds: number;
  readonly completesAfterDays: number;
  readonly linkSecret: string;
  readonly giftCardSecret: string;
  readonly cartAbandonedAfterHours: number;
};

export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  return {
    paymentWindowSeconds: values.ORDER_PAYMENT_WINDOW_SECONDS,
    completesAfterDays: values.ORDER_COMPLETES_AFTER_DAYS,
    linkSecret: values.ORDER_LINK_SECRET,
    giftCardSecret: values.ORDER_GIFT_CARD_SECRET,
    cartAbandonedAfterHours: values.ORDER_CART_ABANDONED_AFTER_HOURS,
  };
}
