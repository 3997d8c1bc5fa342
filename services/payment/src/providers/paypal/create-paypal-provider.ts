// PayPal as a payment provider: the shopper approves on PayPal's page, we capture. Its own page: README.md beside this file.
import { rootCertificates } from "node:tls";
import { Refusal } from "@souk/errors";
import { type PaymentProvider, ProviderSilent } from "../payment-provider.ts";
import { createCall } from "./call.ts";
import { createCertificates } from "./certificates.ts";
import { disputeCalls } from "./disputes.ts";
import { movementCalls } from "./movements.ts";
import { paymentCalls } from "./payments.ts";
import { refundCalls } from "./refunds.ts";
import { verifyTransmission } from "./webhook-signature.ts";
import { createNewsReader } from "./webhooks.ts";

export type PayPalOptions = {
  /** Of PayPal's API, without a path. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PayPal's id of our webhook, which every message is signed for. */
  readonly webhookId: string;
  /** PEM text of the authorities that are believed instead of the usual ones. */
  readonly webhookAuthorities: string | undefined;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

/** What this one has of what a provider may leave out. */
type Extras = "complete" | "movements" | "disputes" | "submitEvidence";
export type PayPalProvider = PaymentProvider & Required<Pick<PaymentProvider, Extras>>;

export function createPayPalProvider(options: PayPalOptions): PayPalProvider {
  const { url, webhookId, webhookAuthorities, timeoutMs, now } = options;
  const call = createCall(options);
  const authorities = webhookAuthorities === undefined ? rootCertificates : [webhookAuthorities];
  const certificates = createCertificates({ url, authorities, timeoutMs });
  const newsOf = createNewsReader(call);
  return {
    name: "paypal",
    ...paymentCalls(call, now),
    ...refundCalls(call),
    ...disputeCalls(call, { url, timeoutMs }),
    ...movementCalls(call, now),
    async readWebhook(rawBody, headers) {
      try {
        await verifyTransmission(rawBody, { headers, webhookId, certificates, now: now() });
        return await newsOf(parseJson(rawBody));
      } catch (error) {
        throw error instanceof ProviderSilent ? comeBack(error) : error;
      }
    },
    newsOf,
  };
}

/** Where PayPal's certificate cannot be had, nothing is known of the message: PayPal sends it again. */
function comeBack(cause: ProviderSilent): Refusal {
  const message = "The signature cannot be checked just now.";
  return new Refusal("unavailable", "webhook_unverifiable", message, { cause });
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch (cause) {
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.", { cause });
  }
}
