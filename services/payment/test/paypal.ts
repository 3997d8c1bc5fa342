// What the tests of the PayPal adapter have in common: a stand-in for PayPal, its shoppers, and what its operator does.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { money } from "@souk/money";
import { type SandboxPayPal, startSandboxPayPal } from "@souk/sandbox-paypal";
import {
  createPayPalProvider,
  type PayPalOptions,
  type PayPalProvider,
} from "../src/providers/paypal/create-paypal-provider.ts";
import type { NewProviderPayment } from "../src/providers/payment-provider.ts";

const credentials = { clientId: "client-of-the-tests", clientSecret: "secret-of-the-tests-0123456789" };
export const WEBHOOK_ID = "8PT597110X687430L";
export const RETURN_URL = "https://shop.example/checkout/return?order=7";
/** Long enough for a busy machine, short enough to be waited for. */
const TIMEOUT_MS = 1_500;

export type PayPal = SandboxPayPal & {
  /** Calls what only PayPal's operator, or the seller by hand, can do. */
  control<Answer = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer>;
  setSwitches(switches?: Record<string, boolean | number>): Promise<void>;
  /** Approves as that test buyer; answers where the shopper was sent then. */
  approve(redirectUrl: string | null, buyer?: string): Promise<string | null>;
  log(): Promise<readonly Movement[]>;
};
export type Movement = {
  readonly transaction_id: string;
  readonly transaction_event_code: string;
  readonly transaction_amount: { readonly value: string };
  readonly custom_field?: string;
  readonly paypal_reference_id?: string;
};

type PayPalStart = { readonly webhookUrl?: string; readonly now?: () => Date };

export async function startPayPal({ webhookUrl, now }: PayPalStart = {}): Promise<PayPal> {
  const directory = await mkdtemp(join(tmpdir(), "souk-paypal-"));
  const started = await startSandboxPayPal({
    ...credentials,
    dataDirectory: directory,
    webhookId: WEBHOOK_ID,
    webhookUrl,
    ...(now && { now }),
  });
  const { clientId, clientSecret } = credentials;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const control: PayPal["control"] = async (method, path, body) => {
    const response = await fetch(`${started.url}/sandbox${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    ...started,
    control,
    setSwitches: async (switches = {}) => void (await control("PUT", "/switches", switches)),
    async approve(redirectUrl, buyer = "pays") {
      const body = new URLSearchParams({ buyer });
      const response = await fetch(redirectUrl ?? "", { method: "POST", body, redirect: "manual" });
      return response.headers.get("location");
    },
    log: async () => (await control<{ items: Movement[] }>("GET", "/log")).items,
    async close() {
      await started.close();
      await rm(directory, { recursive: true });
    },
  };
}

export function adapterOf(paypal: SandboxPayPal, changes: Partial<PayPalOptions> = {}): PayPalProvider {
  return createPayPalProvider({
    ...credentials,
    url: paypal.url,
    webhookId: WEBHOOK_ID,
    webhookAuthorities: paypal.webhookAuthority,
    timeoutMs: TIMEOUT_MS,
    now: () => new Date(),
    ...changes,
  });
}

export function paypalEnvironment(paypal: SandboxPayPal): Record<string, string> {
  return {
    PAYPAL_API_URL: paypal.url,
    PAYPAL_CLIENT_ID: credentials.clientId,
    PAYPAL_CLIENT_SECRET: credentials.clientSecret,
    PAYPAL_WEBHOOK_ID: WEBHOOK_ID,
    PAYPAL_WEBHOOK_AUTHORITY: paypal.webhookAuthority,
  };
}

export function aPayment(changes: Partial<NewProviderPayment> = {}): NewProviderPayment {
  return {
    paymentId: randomUUID(),
    orderId: randomUUID(),
    orderNumber: `SK-${randomUUID().slice(0, 8).toUpperCase()}`,
    amount: money(5590, "EUR"),
    token: undefined,
    returnUrl: RETURN_URL,
    capture: "automatic",
    ...changes,
  };
}

/** The ids by which later calls speak of it. */
export type Made = { readonly paymentId: string; readonly providerPaymentId: string };

/** A payment whose shopper has approved it, and which was then taken or held. */
export async function aCompleted(
  { paypal, adapter }: { readonly paypal: PayPal; readonly adapter: PayPalProvider },
  changes: Partial<NewProviderPayment> = {},
): Promise<Made> {
  const payment = aPayment(changes);
  const { providerPaymentId, redirectUrl } = await adapter.create(payment);
  await paypal.approve(redirectUrl);
  const made = { paymentId: payment.paymentId, providerPaymentId };
  await adapter.complete(made);
  return made;
}
