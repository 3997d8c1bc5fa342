// PayPal's part of the payment service's settings. PayPal is offered where its client id is known; then the rest must be, too.
import type { Environment } from "@souk/service";
import { z } from "zod";
import type { PayPalOptions } from "./create-paypal-provider.ts";

const LIVE_URL = "https://api-m.paypal.com";

const schema = z.object({
  PAYPAL_API_URL: z.url({ protocol: /^https?$/ }).default(LIVE_URL),
  PAYPAL_CLIENT_ID: z.string().min(1).optional(),
  PAYPAL_CLIENT_SECRET: z.string().min(1).optional(),
  PAYPAL_WEBHOOK_ID: z.string().min(1).optional(),
  PAYPAL_WEBHOOK_AUTHORITY: z.string().includes("BEGIN CERTIFICATE").optional(),
});

export type PayPalConfig = Omit<PayPalOptions, "timeoutMs" | "now">;

export function readPayPalConfig(env: Environment): PayPalConfig | undefined {
  const {
    PAYPAL_API_URL: url,
    PAYPAL_CLIENT_ID: clientId,
    PAYPAL_CLIENT_SECRET: clientSecret,
    PAYPAL_WEBHOOK_ID: webhookId,
    PAYPAL_WEBHOOK_AUTHORITY: webhookAuthorities,
  } = schema.parse(env);
  if (clientId === undefined) return undefined;
  if (clientSecret === undefined || webhookId === undefined) {
    throw new Error("PAYPAL_CLIENT_ID needs PAYPAL_CLIENT_SECRET and PAYPAL_WEBHOOK_ID beside it.");
  }
  return { url, clientId, clientSecret, webhookId, webhookAuthorities };
}
