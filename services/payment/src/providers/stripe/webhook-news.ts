// Stripe's webhooks: proven by its own SDK, then read in the words of the house.
import { Refusal } from "@souk/errors";
import type { IncomingHttpHeaders } from "node:http";
import { Stripe } from "stripe";
import { z } from "zod";
import type { ProviderNews } from "../payment-provider.ts";
import { disputeFacts, paymentIdOf, toProviderDispute } from "./disputes.ts";
import { intentFacts, toProviderPayment } from "./payment-of-intent.ts";
import { refundFacts, toProviderRefund } from "./refunds.ts";
import type { StripeApi, StripeOptions } from "./stripe-api.ts";

const SIGNATURE_HEADER = "stripe-signature";
/** A message older than this is refused: it may be a recorded one, played again. */
const TOLERANCE_SECONDS = 300;
const eventBody = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ object: z.looseObject({ object: z.string() }) }),
});
const chargeFacts = z.object({ metadata: z.record(z.string(), z.string()) });
const ourId = z.uuid();

/** Throws unless one of the secrets signed exactly these bytes, lately. */
export function proveWebhook(
  api: StripeApi,
  { webhookSecret, now }: Pick<StripeOptions, "webhookSecret" | "now">,
  message: { readonly rawBody: Buffer; readonly headers: IncomingHttpHeaders },
): void {
  const header = message.headers[SIGNATURE_HEADER];
  const secrets = webhookSecret.split(",").map((secret) => secret.trim());
  const isProven = secrets.some((secret) =>
    isSignedBy(api, secret, { rawBody: message.rawBody, header, receivedAtMs: now().getTime() }),
  );
  if (isProven) return;
  throw new Refusal("unauthenticated", "webhook_signature_invalid", "The signature does not match.");
}

type Signed = {
  readonly rawBody: Buffer;
  readonly header: string | string[] | undefined;
  readonly receivedAtMs: number;
};

function isSignedBy(api: StripeApi, secret: string, { rawBody, header, receivedAtMs }: Signed): boolean {
  if (typeof header !== "string" || !isExactText(rawBody)) return false;
  try {
    api.webhooks.constructEvent(rawBody, header, secret, TOLERANCE_SECONDS, undefined, receivedAtMs);
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw unreadable(error);
  }
}

/** The SDK checks the text and forgives a mark at its beginning and broken letters; we check the bytes. */
function isExactText(rawBody: Buffer): boolean {
  return Buffer.from(new TextDecoder().decode(rawBody)).equals(rawBody);
}

/** An event of which nothing concerns us says its name only. */
export async function newsOf(api: StripeApi, payload: unknown): Promise<ProviderNews> {
  const { id: eventId, type, data } = parsed(eventBody, payload);
  const { object } = data;
  const news = { eventId, type };
  switch (object.object) {
    case "payment_intent":
      return { ...news, ...intentNews(parsed(intentFacts, object)) };
    case "refund":
      return { ...news, ...(await refundNews(api, object)) };
    case "charge":
      return { ...news, ...chargeNews(type, parsed(chargeFacts, object)) };
    case "dispute": {
      const dispute = await toProviderDispute(api, parsed(disputeFacts, object));
      return { ...news, ...(dispute && { dispute }) };
    }
    default:
      return news;
  }
}

type Told = Omit<ProviderNews, "eventId" | "type">;

function intentNews(intent: z.infer<typeof intentFacts>): Told {
  const payment = toProviderPayment(intent);
  if (!ourId.safeParse(payment.reference).success) return {};
  // A webhook names the method without its brand and digits; what was kept is asked for.
  const isKept = payment.status === "captured" && Boolean(intent.setup_future_usage);
  return isKept ? { ask: payment.reference } : { payment };
}

async function refundNews(api: StripeApi, object: unknown): Promise<Told> {
  const facts = parsed(refundFacts, object);
  const paymentId = facts.metadata?.["payment_id"] ?? (await paymentIdOf(api, facts.payment_intent));
  if (paymentId === undefined || !ourId.safeParse(paymentId).success) return {};
  return { refund: { ...toProviderRefund(facts), paymentId } };
}

/** What else happened to a charge stands on its intent. */
function chargeNews(type: string, { metadata }: z.infer<typeof chargeFacts>): Told {
  const paymentId = metadata["payment_id"];
  const isNews = type === "charge.refunded" && ourId.safeParse(paymentId).success;
  return isNews && paymentId !== undefined ? { ask: paymentId } : {};
}

function parsed<Facts>(schema: z.ZodType<Facts>, value: unknown): Facts {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw unreadable(result.error);
}

function unreadable(cause: unknown): Refusal {
  return new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.", { cause });
}
