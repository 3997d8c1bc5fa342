// What every payment provider can do for us. Every call carries an id of ours and may be repeated: it happens once.
import type { IncomingHttpHeaders } from "node:http";
import type { Money } from "@souk/money";
import type { ProviderPayment } from "../payments/domain/payment.ts";

export type PaymentToMake = {
  /** Our payment's id; also the key under which the provider makes it at most once. */
  readonly paymentId: string;
  readonly orderId: string;
  /** Shown to the shopper on the provider's page. */
  readonly orderNumber: string;
  readonly amount: Money;
};
export type NewProviderPayment = PaymentToMake & {
  readonly token: string | undefined;
  readonly returnUrl: string | undefined;
};
export type NewProviderRefund = {
  /** Our refund's id, and the key under which the provider makes it at most once. */
  readonly refundId: string;
  readonly providerPaymentId: string;
  readonly amount: Money;
  readonly reason: string;
};

/** A provider's message, proven to be its own. */
export type ProviderNews = {
  readonly eventId: string;
  readonly type: string;
  /** The payment as of that event; undefined where it cannot be one of ours. */
  readonly payment: ProviderPayment | undefined;
};

/**
 * Throws `Refusal` where the provider refused for good, `ProviderSilent` where nobody knows what happened.
 */
export type PaymentProvider = {
  readonly name: string;
  /** The payment as it is made, or as it stands where our id was used before. */
  create(payment: NewProviderPayment): Promise<ProviderPayment>;
  /** As it stands now; undefined where the provider has never heard of our payment. */
  find(paymentId: string): Promise<ProviderPayment | undefined>;
  /** Lets go of a payment that has taken no money yet; answers how it stands afterwards. */
  cancel(payment: {
    readonly paymentId: string;
    readonly providerPaymentId: string;
  }): Promise<ProviderPayment>;
  /** Uses our id up for a payment that the provider has not heard of, so that a request still on its way cannot charge any more. */
  prevent(payment: PaymentToMake): Promise<ProviderPayment>;
  /** The provider's id of the refund. */
  refund(refund: NewProviderRefund): Promise<string>;
  /** Checks the signature over the raw bytes; refuses what is forged or too old. */
  readWebhook(rawBody: Buffer, headers: IncomingHttpHeaders): ProviderNews;
  /** Reads the stored payload of a webhook again. */
  newsOf(payload: unknown): ProviderNews;
};

/** The provider gave no usable answer: it may have acted or not. */
export class ProviderSilent extends Error {}
