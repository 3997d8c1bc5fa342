// The only reader of the environment of this program.
import { z } from "zod";
import type { SandboxStripeOptions } from "./start-sandbox-stripe.ts";

const Environment = z.object({
  SANDBOX_STRIPE_DATA: z.string().min(1),
  SANDBOX_STRIPE_SECRET_KEY: z.string().min(1),
  SANDBOX_STRIPE_PUBLISHABLE_KEY: z.string().min(1),
  SANDBOX_STRIPE_WEBHOOK_SECRET: z.string().min(1),
  SANDBOX_STRIPE_WEBHOOK_URL: z.url().optional(),
  SANDBOX_STRIPE_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_STRIPE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});

/** Names the variables that are missing or wrong, never their values. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): SandboxStripeOptions {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join("."));
    throw new Error(`These environment variables are missing or cannot be used: ${names.join(", ")}.`);
  }
  const { data } = parsed;
  return {
    dataDirectory: data.SANDBOX_STRIPE_DATA,
    secretKey: data.SANDBOX_STRIPE_SECRET_KEY,
    publishableKey: data.SANDBOX_STRIPE_PUBLISHABLE_KEY,
    webhookSecret: data.SANDBOX_STRIPE_WEBHOOK_SECRET,
    webhookUrl: data.SANDBOX_STRIPE_WEBHOOK_URL,
    host: data.SANDBOX_STRIPE_HOST,
    port: data.SANDBOX_STRIPE_PORT,
  };
}
