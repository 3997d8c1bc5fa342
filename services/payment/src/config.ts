// The only reader of the payment service's environment.
import type { Environment } from "@souk/service";
import { z } from "zod";
import { type DeclineLimits, readDeclineLimits } from "./card-testing/card-testing-config.ts";
import { type ManualConfig, readManualConfig } from "./providers/manual-config.ts";
import type { CaptureMode } from "./providers/payment-provider.ts";
import { type PayPalConfig, readPayPalConfig } from "./providers/paypal/paypal-config.ts";
import { readStripeConfig, type StripeConfig } from "./providers/stripe/stripe-config.ts";

const SECRET_LENGTH_MIN = 16;
/** Below the delay of the job that asks again, so that whoever asked first has given up by then. */
const PROVIDER_TIMEOUT_MS_MAX = 10_000;

const WEBHOOKS_KEPT_DAYS_MAX = 365;

const schema = z.object({
  /** How long a call to a provider may take before its outcome counts as unknown. */
  PAYMENT_PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(100).max(PROVIDER_TIMEOUT_MS_MAX).default(8_000),
  /** `automatic` takes money as soon as it is granted; `manual` holds it until the order ships. */
  PAYMENT_CAPTURE: z.enum(["automatic", "manual"]).default("automatic"),
  /** How long what a provider wrote is kept after it was handled. */
  PAYMENT_WEBHOOKS_KEPT_DAYS: z.coerce.number().int().min(1).max(WEBHOOKS_KEPT_DAYS_MAX).default(30),
  PAYMENT_SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYMENT_SANDBOX_API_KEY: z.string().min(SECRET_LENGTH_MIN).optional(),
  PAYMENT_SANDBOX_WEBHOOK_SECRET: z.string().min(SECRET_LENGTH_MIN).optional(),
});

export type SandboxConfig = { readonly url: string; readonly apiKey: string; readonly webhookSecret: string };
export type Config = {
  readonly providerTimeoutMs: number;
  readonly captureMode: CaptureMode;
  readonly declines: DeclineLimits;
  readonly webhooksKeptDays: number;
  readonly manual: ManualConfig;
  readonly sandbox: SandboxConfig | undefined;
  readonly stripe: StripeConfig | undefined;
  readonly paypal: PayPalConfig | undefined;
};

/** A provider is there where its settings are. */
export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  return {
    providerTimeoutMs: values.PAYMENT_PROVIDER_TIMEOUT_MS,
    captureMode: values.PAYMENT_CAPTURE,
    declines: readDeclineLimits(env),
    webhooksKeptDays: values.PAYMENT_WEBHOOKS_KEPT_DAYS,
    manual: readManualConfig(env),
    sandbox: sandboxOf(values),
    stripe: readStripeConfig(env),
    paypal: readPayPalConfig(env),
  };
}

/** The sandbox is a provider where its address is known; then its keys must be, too. */
function sandboxOf(values: z.infer<typeof schema>): SandboxConfig | undefined {
  const {
    PAYMENT_SANDBOX_URL: url,
    PAYMENT_SANDBOX_API_KEY: apiKey,
    PAYMENT_SANDBOX_WEBHOOK_SECRET: webhookSecret,
  } = values;
  if (url === undefined) return undefined;
  if (apiKey === undefined || webhookSecret === undefined) {
    throw new Error(
      "PAYMENT_SANDBOX_URL needs PAYMENT_SANDBOX_API_KEY and PAYMENT_SANDBOX_WEBHOOK_SECRET beside it.",
    );
  }
  return { url, apiKey, webhookSecret };
}
