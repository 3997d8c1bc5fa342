// The only reader of the environment of this program.
import { z } from "zod";
import type { SandboxPaymentsOptions } from "./start-sandbox-payments.ts";

const Environment = z.object({
  SANDBOX_PAYMENTS_DATA: z.string().min(1),
  SANDBOX_PAYMENTS_API_KEY: z.string().min(1),
  SANDBOX_PAYMENTS_WEBHOOK_SECRET: z.string().min(1),
  SANDBOX_PAYMENTS_WEBHOOK_URL: z.url().optional(),
  SANDBOX_PAYMENTS_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_PAYMENTS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SANDBOX_PAYMENTS_BASE_URL: z.url().optional(),
});

/** Names the variables that are missing or wrong, never their values. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): SandboxPaymentsOptions {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join("."));
    throw new Error(`These environment variables are missing or cannot be used: ${names.join(", ")}.`);
  }
  const { data } = parsed;
  return {
    dataDirectory: data.SANDBOX_PAYMENTS_DATA,
    apiKey: data.SANDBOX_PAYMENTS_API_KEY,
    webhookSecret: data.SANDBOX_PAYMENTS_WEBHOOK_SECRET,
    webhookUrl: data.SANDBOX_PAYMENTS_WEBHOOK_URL,
    host: data.SANDBOX_PAYMENTS_HOST,
    port: data.SANDBOX_PAYMENTS_PORT,
    ...(data.SANDBOX_PAYMENTS_BASE_URL !== undefined && { baseUrl: data.SANDBOX_PAYMENTS_BASE_URL }),
  };
}
