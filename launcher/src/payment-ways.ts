// Which ways to pay the shop's pages offer: those whose keys are there, the sandbox where none is, and what is settled by hand where the shop wants it.
import { z } from "zod";

const schema = z.object({
  STRIPE_SECRET_KEY: z.string().optional(),
  /** Begins with `pk_`; it may be known to everybody. */
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_\w{8,}$/, { error: "STRIPE_PUBLISHABLE_KEY must begin with pk_" })
    .optional(),
  /** Stripe's script; another address only where a stand-in plays Stripe. */
  STRIPE_JS_URL: z.url({ protocol: /^https?$/ }).default("https://js.stripe.com/v3/"),
  PAYPAL_CLIENT_ID: z.string().optional(),
  /** These two are read, and described, by the payment service. */
  PAYMENT_BANK_TRANSFER_INSTRUCTIONS: z.string().trim().min(1).optional(),
  PAYMENT_CASH_ON_DELIVERY: z.enum(["true", "false"]).default("false"),
});

export type PaymentWays = {
  readonly paymentProviders: readonly string[];
  readonly stripe: { readonly publishableKey: string; readonly scriptUrl: string } | undefined;
};

export function paymentWaysOf(env: Readonly<Record<string, string | undefined>>): PaymentWays {
  const read = schema.parse(env);
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = read;
  if ((secretKey === undefined) !== (publishableKey === undefined))
    throw new Error("STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY must be given together.");
  const configured = [
    ...(publishableKey === undefined ? [] : ["stripe"]),
    ...(read.PAYPAL_CLIENT_ID === undefined ? [] : ["paypal"]),
  ];
  const byHand = [
    ...(read.PAYMENT_BANK_TRANSFER_INSTRUCTIONS === undefined ? [] : ["bank_transfer"]),
    ...(read.PAYMENT_CASH_ON_DELIVERY === "true" ? ["cash_on_delivery"] : []),
  ];
  return {
    paymentProviders: [...(configured.length > 0 ? configured : ["sandbox"]), ...byHand],
    stripe: publishableKey === undefined ? undefined : { publishableKey, scriptUrl: read.STRIPE_JS_URL },
  };
}
