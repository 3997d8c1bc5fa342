// Finds the intent of a payment of ours whose id at Stripe we never learnt.
import type { Stripe } from "stripe";
import { asked, askedOrMissing, type StripeApi } from "./stripe-api.ts";
import { madeAt } from "./key-life.ts";

const MS_PER_SECOND = 1000;
const SKEW_SECONDS = 60;
/** How long after our payment its intent may have been made. */
const WINDOW_SECONDS = 15 * 60;
const PAGE_SIZE = 100;
const LISTED_MAX = 1000;
/** What an answer needs to say everything: refunds stand on the charge, brand and digits on the method. */
export const EXPANDED = ["latest_charge", "payment_method"];

export async function findIntent(
  api: StripeApi,
  paymentId: string,
  intentId: string | null,
): Promise<Stripe.PaymentIntent | undefined> {
  const id = intentId ?? (await searchIntent(api, paymentId)) ?? (await listedIntent(api, paymentId));
  return id === undefined ? undefined : askedOrMissing(api.paymentIntents.retrieve(id, { expand: EXPANDED }));
}

/** Knows all times, but the newest only after a minute; and not in every country. */
async function searchIntent(api: StripeApi, paymentId: string): Promise<string | undefined> {
  const query = `metadata['payment_id']:'${paymentId}'`;
  const { data } = await asked(api.paymentIntents.search({ query, limit: 1 }));
  return data[0]?.id;
}

/** Knows the newest at once; our id says when to look. Whoever finds nothing here must still not charge: see `prevent`. */
async function listedIntent(api: StripeApi, paymentId: string): Promise<string | undefined> {
  const at = madeAt(paymentId);
  if (!at) return undefined;
  const seconds = Math.floor(at.getTime() / MS_PER_SECOND);
  const created = { gte: seconds - SKEW_SECONDS, lte: seconds + WINDOW_SECONDS };
  const listed = api.paymentIntents.list({ created, limit: PAGE_SIZE });
  const intents = await asked(listed.autoPagingToArray({ limit: LISTED_MAX }));
  return intents.find(({ metadata }) => metadata["payment_id"] === paymentId)?.id;
}
