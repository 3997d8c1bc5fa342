// The only reader of the payment service's environment.
import type { Environment } from "@souk/service";
import { z } from "zod";

const SECRET_LENGTH_MIN = 16;
/** Below the delay of the job that asks again, so that whoever asked first has given up by then. */
const PROVIDER_TIMEOUT_MS_MAX = 10_000;

const schema = z.object({
  /** How long a call to a provider may take before its outcome counts as unknown. */
  PAYMENT_PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(100).max(PROVIDER_TIMEOUT_MS_MAX).default(8_000),
  PAYMENT_SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYMENT_SANDBOX_API_KEY: z.string().min(SECRET_LENGTH_MIN).optional(),
  PAYMENT_SANDBOX_WEBHOOK_SECRET: z.string().min(SECRET_LENGTH_MIN).optional(),
});

export type SandboxConfig = { readonly url: string; readonly apiKey: string; readonly webhookSecret: string };
export type Config = { readonly providerTimeoutMs: number; readonly sandbox: SandboxConfig | undefined };

/** The sandbox is a provider where its address is known; then its keys must be, too. */
export function readConfig(env: Environment): Config {
  const values = schema.parse(env);
  const {
    PAYMENT_PROVIDER_TIMEOUT_MS: providerTimeoutMs,
    PAYMENT_SANDBOX_URL: url,
    PAYMENT_SANDBOX_API_KEY: apiKey,
    PAYMENT_SANDBOX_WEBHOOK_SECRET: webhookSecret,
  } = values;
  if (url === undefined) return { providerTimeoutMs, sandbox: undefined };
  if (apiKey === undefined || webhookSecret === undefined) {
    throw new Error(
      "PAYMENT_SANDBOX_URL needs PAYMENT_SANDBOX_API_KEY and PAYMENT_SANDBOX_WEBHOOK_SECRET beside it.",
    );
  }
  return { providerTimeoutMs, sandbox: { url, apiKey, webhookSecret } };
}
