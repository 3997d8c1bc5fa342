// What the tests of the Stripe adapter have in common: the stand-in on a port of its own, the provider before it, and payments to make.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@souk/db";
import { money } from "@souk/money";
import { type SandboxStripe, startSandboxStripe, type Switches } from "@souk/sandbox-stripe";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { NewProviderPayment } from "../src/providers/payment-provider.ts";
import { createStripeProvider } from "../src/providers/stripe/stripe-provider.ts";

export const SECRET_KEY = "sk_test_of_the_tests_0123456789";
export const PUBLISHABLE_KEY = "pk_test_of_the_tests_0123456789";
export const WEBHOOK_SECRET = "whsec_of_the_tests_0123456789";
const TIMEOUT_MS = 5_000;

export type StripeWorld = {
  readonly sandbox: () => SandboxStripe;
  readonly provider: () => ReturnType<typeof createStripeProvider>;
  /** Sets all faults; what is not named is off. */
  readonly faults: (switches: Partial<Switches>) => void;
  /** Lets time pass for the shop and for Stripe. */
  readonly passHours: (hours: number) => void;
  readonly now: () => Date;
  /** Every movement of money, from the file that the stand-in keeps. */
  readonly witness: () => Promise<readonly Movement[]>;
};
export type Movement = {
  readonly reporting_category: string;
  readonly amount: number;
  readonly metadata: Record<string, string>;
};

/** A stand-in of its own for the tests of one file. */
export function stripeWorld(options: { exchangeRates?: Record<string, number> } = {}): StripeWorld {
  let directory = "";
  let sandbox: SandboxStripe;
  let provider: ReturnType<typeof createStripeProvider>;
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "souk-stripe-"));
    sandbox = await startSandboxStripe({
      dataDirectory: directory,
      secretKey: SECRET_KEY,
      publishableKey: PUBLISHABLE_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: undefined,
      now,
      ...options,
    });
    provider = createStripeProvider({
      apiUrl: sandbox.url,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      timeoutMs: TIMEOUT_MS,
      now,
    });
  });
  afterEach(() => {
    sandbox.account.switches.set({});
    offsetMs = 0;
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(directory, { recursive: true });
  });
  return {
    sandbox: () => sandbox,
    provider: () => provider,
    faults: (switches) => sandbox.account.switches.set(switches),
    passHours: (hours) => {
      offsetMs += hours * 3_600_000;
    },
    now,
    witness: async () => {
      const text = await readFile(join(directory, "movements.jsonl"), "utf8");
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Movement);
    },
  };
}

/** A payment of 55.90 € that a token of Stripe's test card pays at once. */
export function aPayment(payment: Partial<NewProviderPayment> = {}): NewProviderPayment {
  return {
    paymentId: newId(),
    orderId: newId(),
    orderNumber: "SK-00000-00001",
    amount: money(5590, "EUR"),
    token: "pm_card_visa",
    returnUrl: undefined,
    capture: "automatic",
    ...payment,
  };
}

/** Pays as the shopper does on the page: card fields of the provider's frame, then the bank's question where it asks. */
export async function payOnPage(
  url: string,
  { clientSecret, number = "4242424242424242" }: { clientSecret: string | null; number?: string },
) {
  const body = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: clientSecret ?? "",
    return_url: "http://shop.test/back",
    number,
  });
  const response = await fetch(`${url}/page/confirm`, { method: "POST", body });
  return { status: response.status, body: await response.json() };
}

export async function answerChallenge(url: string, answer: "approve" | "reject"): Promise<string> {
  const body = new URLSearchParams({ answer });
  const response = await fetch(url, { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? "";
}
