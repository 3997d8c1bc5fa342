// The only reader of the environment of this program.
import { z } from "zod";
import type { SandboxPayPalOptions } from "./start-sandbox-paypal.ts";

const Environment = z.object({
  SANDBOX_PAYPAL_DATA: z.string().min(1),
  SANDBOX_PAYPAL_CLIENT_ID: z.string().min(1),
  SANDBOX_PAYPAL_CLIENT_SECRET: z.string().min(1),
  SANDBOX_PAYPAL_WEBHOOK_ID: z.string().min(1),
  SANDBOX_PAYPAL_WEBHOOK_URL: z.url().optional(),
  SANDBOX_PAYPAL_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_PAYPAL_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});

/** Names the variables that are missing or wrong, never their values. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): SandboxPayPalOptions {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join("."));
    throw new Error(`These environment variables are missing or cannot be used: ${names.join(", ")}.`);
  }
  const { data } = parsed;
  return {
    dataDirectory: data.SANDBOX_PAYPAL_DATA,
    clientId: data.SANDBOX_PAYPAL_CLIENT_ID,
    clientSecret: data.SANDBOX_PAYPAL_CLIENT_SECRET,
    webhookId: data.SANDBOX_PAYPAL_WEBHOOK_ID,
    webhookUrl: data.SANDBOX_PAYPAL_WEBHOOK_URL,
    host: data.SANDBOX_PAYPAL_HOST,
    port: data.SANDBOX_PAYPAL_PORT,
  };
}
