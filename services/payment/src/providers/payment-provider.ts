// What every payment provider can do for us. Every call carries an id of ours and may be repeated: it happens once.
import type { Money } from "@souk/money";
import type { IncomingHttpHeaders } from "node:http";
import type { ProviderDispute } from "../disputes/domain/dispute.ts";
import type { DisputeEvidence } from "../disputes/domain/evidence.ts";
import type { ProviderMethod, ProviderPayment } from "../payments/domain/payment.ts";

export type { DisputeEvidence, ProviderDispute };

/** Whether money is taken as soon as it is granted, or held until the shop captures it. */
export type CaptureMode = "automatic" | "manual";

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
  readonly capture: CaptureMode;
  /** Pays with a method that was kept earlier. */
  readonly method?: Pick<ProviderMethod, "providerCustomerId" | "providerMethodId">;
  /** Asks the provider to keep what this payment is made with, for this customer of ours. */
  readonly saveFor?: { readonly customerId: string; readonly providerCustomerId: string | undefined };
};

export type NewProviderCapture = {
  /** Our capture's id, and the key under which the provider makes it at most once. */
  readonly captureId: string;
  readonly paymentId: string;
  readonly providerPaymentId: string;
  readonly amount: Money;
  /** What is still held afterwards is let go. */
  readonly isFinal: boolean;
};

export type NewProviderRefund = {
  /** Our refund's id, and the key under which the provider makes it at most once. */
  readonly refundId: string;
  readonly paymentId: string;
  readonly providerPaymentId: string;
  readonly amount: Money;
  readonly reason: string;
};

export type ProviderRefund = {
  readonly providerRefundId: string;
  /** Our refund's id; null for one that was made in the provider's dashboard. */
  readonly refundId: string | null;
  readonly amount: Money;
  /**
   * `pending`: the provider has accepted it and says later how it ended. `failed` is an end for good, and may come days after it had
   * succeeded: the shopper's bank did not take it, and the money is the shop's again.
   */
  readonly status: "pending" | "succeeded" | "failed";
};

/** One movement of the account as the provider's books have it; what reconciliation compares with ours. */
export type ProviderMovement = {
  /** The provider's id of this movement. */
  readonly id: string;
  readonly kind: "capture" | "refund" | "refund_reversed" | "dispute" | "dispute_won" | "fee" | "payout";
  /** Our payment's id as the provider kept it; null where it knows none. */
  readonly paymentId: string | null;
  readonly providerPaymentId: string | null;
  /** Our refund's id for refunds that we made. */
  readonly refundId: string | null;
  /** Always positive; the kind says which way it went. */
  readonly amount: Money;
  readonly at: Date;
};

/** A provider's message, proven to be its own. */
export type ProviderNews = {
  readonly eventId: string;
  readonly type: string;
  /** The payment as of that event. */
  readonly payment?: ProviderPayment;
  /** A payment of ours that has news which the message does not carry whole: ask `find`. */
  readonly ask?: string;
  readonly refund?: ProviderRefund & { readonly paymentId: string };
  readonly dispute?: ProviderDispute;
};

/**
 * Throws `Refusal` where the provider refused for good, `ProviderSilent` where nobody knows what happened.
 * What a provider cannot do at all (disputes of cash on delivery) is left out of its object.
 */
export type PaymentProvider = {
  readonly name: string;
  /** Nobody there can be asked: staff say when money came and when it went back. */
  readonly settlesByHand?: true;
  /** The payment as it is made, or as it stands where our id was used before. */
  create(payment: NewProviderPayment): Promise<ProviderPayment>;
  /** As it stands now; undefined where the provider has never heard of our payment. `providerPaymentId` where we know it. */
  find(paymentId: string, providerPaymentId: string | null): Promise<ProviderPayment | undefined>;
  /**
   * Takes, or holds, what the shopper approved where approval alone does neither, once; answers as `find` does.
   * Left out by providers that take the money themselves.
   */
  complete?(payment: {
    readonly paymentId: string;
    readonly providerPaymentId: string;
  }): Promise<ProviderPayment | undefined>;
  /** Takes money that is held; answers how the payment stands afterwards. */
  capture(capture: NewProviderCapture): Promise<ProviderPayment>;
  /** Lets go of what was not taken; answers how the payment stands afterwards. */
  cancel(payment: {
    readonly paymentId: string;
    readonly providerPaymentId: string;
  }): Promise<ProviderPayment>;
  /** Uses our id up for a payment that the provider has not heard of, so that a request still on its way cannot charge any more. */
  prevent(payment: PaymentToMake & { readonly providerPaymentId: string | null }): Promise<ProviderPayment>;
  refund(refund: NewProviderRefund): Promise<ProviderRefund>;
  /** All refunds of a payment, whoever made them. */
  refunds(payment: {
    readonly paymentId: string;
    readonly providerPaymentId: string;
  }): Promise<readonly ProviderRefund[]>;
  /** Checks the signature over the raw bytes; refuses what is forged or too old. */
  readWebhook(rawBody: Buffer, headers: IncomingHttpHeaders): Promise<ProviderNews>;
  /** Reads the stored payload of a webhook again; a provider whose message names only its own ids is asked for ours. */
  newsOf(payload: unknown): ProviderNews | Promise<ProviderNews>;
  /** Every movement of the account since then, oldest first, page after page. */
  movements?(since: Date): AsyncIterable<ProviderMovement>;
  /** Disputes of the account that are open or were closed since then. */
  disputes?(since: Date): AsyncIterable<ProviderDispute>;
  submitEvidence?(dispute: {
    readonly disputeId: string;
    readonly evidence: DisputeEvidence;
  }): Promise<ProviderDispute>;
  /** The kept methods of a customer are the provider's: forgetting one here makes it unusable there. */
  forgetMethod?(method: Pick<ProviderMethod, "providerCustomerId" | "providerMethodId">): Promise<void>;
};

/** The provider gave no usable answer: it may have acted or not. */
export class ProviderSilent extends Error {}
