// Whether this shop takes payments by Stripe, and with which keys.
import type { Environment } from "@souk/service";
import { z } from "zod";

const schema = z.object({
  /** Begins with `sk_` or, with fewer rights, `rk_`. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_\w{8,}$/)
    .optional(),
  /** The signing secret of the webhook endpoint; several, parted by commas, while it is exchanged. */
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w{8,}(\s*,\s*whsec_\w{8,})*$/)
    .optional(),
  /** Another address only where a stand-in plays Stripe. */
  STRIPE_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.stripe.com"),
});

export type StripeConfig = {
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
};

/** Stripe is a provider where its key is known; then the webhooks' secret must be, too. */
export function readStripeConfig(env: Environment): StripeConfig | undefined {
  const {
    STRIPE_API_URL: apiUrl,
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
  } = schema.parse(env);
  if (secretKey === undefined) return undefined;
  if (webhookSecret === undefined)
    throw new Error("STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it.");
  return { apiUrl, secretKey, webhookSecret };
}
