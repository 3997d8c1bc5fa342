// The official SDK, set up so that it decides nothing: one version of the API, no retries of its own, a bound on waiting.
import { Stripe } from "stripe";
import { Refusal } from "@souk/errors";
import { ProviderSilent } from "../payment-provider.ts";

export type StripeOptions = {
  /** Where the API is; Stripe's own address unless a stand-in plays it. */
  readonly apiUrl: string;
  readonly secretKey: string;
  /** Several, parted by commas, while a secret is exchanged. */
  readonly webhookSecret: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

/** The version whose documents this adapter follows. A newer SDK brings a newer one: read what changed before this line. */
const API_VERSION = "2026-10-28.endive";

export type StripeApi = InstanceType<typeof Stripe>;

export function createStripeApi({ apiUrl, secretKey, timeoutMs }: StripeOptions): StripeApi {
  const { protocol, hostname, port } = new URL(apiUrl);
  const isPlain = protocol === "http:";
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 0, // It still asks once more where a kept connection was closed under it, with the same key.
    timeout: timeoutMs,
    telemetry: false,
    typescript: true,
    protocol: isPlain ? "http" : "https",
    host: hostname,
    ...(port !== "" && { port }),
  });
}

/** What Stripe refuses for good is a `Refusal`; of everything else nobody knows whether it was done. */
export async function asked<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw toHouseError(error);
  }
}

function toHouseError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const isRefused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError;
  if (!isRefused) return new ProviderSilent("Stripe gave no usable answer.", { cause: error });
  const code = error.decline_code ?? error.code ?? "provider_refused";
  return new Refusal("unprocessable", code, "The payment provider refused the request.");
}

/** The key was used with other words before: whatever it made exists already, or is being made. */
export function isUsedKey(error: unknown): boolean {
  return error instanceof ProviderSilent && error.cause instanceof Stripe.errors.StripeIdempotencyError;
}

/** The same call, or nothing where Stripe has no such thing. */
export async function askedOrMissing<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked(call);
  } catch (error) {
    if (error instanceof Refusal && error.code === "resource_missing") return undefined;
    throw error;
  }
}

/** Every item of a list, page after page. */
export async function* eachOf<Item>(list: AsyncIterable<Item>): AsyncIterable<Item> {
  try {
    yield* list;
  } catch (error) {
    throw toHouseError(error);
  }
}
