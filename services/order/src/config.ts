// The only reader of the order service's environment.
import { z } from "zod";
import type { Environment } from "@souk/service";

const LINK_SECRET_LENGTH_MIN = 32;

const schema = z.object({
  /** How long an order may stay unpaid before it is cancelled and its stock goes back. */
  ORDER_PAYMENT_WINDOW_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(1800),
  /** Signs guests' order tokens. */
  ORDER_LINK_SECRET: z.string().min(LINK_SECRET_LENGTH_MIN),
});

export type Config = { readonly paymentWindowSeconds: number; readonly linkSecret: string };

export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  return {
    paymentWindowSeconds: values.ORDER_PAYMENT_WINDOW_SECONDS,
    linkSecret: values.ORDER_LINK_SECRET,
  };
}
