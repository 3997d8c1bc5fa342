// The sandbox provider's API in the words of the house. Its own page: sandbox/payments/README.md.
import { isRefusal, Refusal } from "@souk/errors";
import { z } from "zod";
import type { ProviderPayment } from "../payments/domain/payment.ts";
import { createHttpCaller, type HttpCaller } from "./http-caller.ts";
import type { DisputeEvidence, PaymentProvider, ProviderNews } from "./payment-provider.ts";
import {
  bookBody,
  disputeBody,
  eventBody,
  isOurs,
  paymentBody,
  paymentListBody,
  refundBody,
  refundListBody,
  toProviderDispute,
  toProviderMovement,
  toProviderPayment,
  toProviderRefund,
} from "./sandbox-messages.ts";
import { verifySignature } from "./signature.ts";

export type SandboxOptions = {
  readonly url: string;
  readonly apiKey: string;
  /** Several, parted by commas, while a secret is exchanged. */
  readonly webhookSecret: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

const SIGNATURE_HEADER = "souk-sandbox-signature";
const BOOKS_PAGE = 500;
const forgottenBody = z.object({ id: z.string() });

export function createSandboxProvider(options: SandboxOptions): PaymentProvider {
  const { url: baseUrl, apiKey, timeoutMs } = options;
  const call = createHttpCaller({ baseUrl, apiKey, timeoutMs });
  const secrets = options.webhookSecret.split(",").map((secret) => secret.trim());
  return {
    name: "sandbox",
    ...paymentCalls(call),
    ...refundCalls(call),
    ...accountCalls(call),
    async forgetMethod({ providerMethodId }) {
      await call({ method: "DELETE", path: `/v1/methods/${providerMethodId}`, answer: forgottenBody });
    },
    async readWebhook(rawBody, headers) {
      verifySignature(rawBody, { header: headers[SIGNATURE_HEADER], secrets, now: options.now() });
      return newsOf(parseJson(rawBody));
    },
    newsOf,
  };
}

type PaymentCalls = Pick<PaymentProvider, "create" | "find" | "capture" | "cancel" | "prevent">;

function paymentCalls(call: HttpCaller): PaymentCalls {
  const post = async (path: string, key: string, body?: unknown): Promise<ProviderPayment> =>
    toProviderPayment(await call({ method: "POST", path, body, key, answer: paymentBody }));

  const find: PaymentProvider["find"] = async (paymentId) => {
    const path = `/v1/payments?reference=${paymentId}`;
    const { items } = await call({ method: "GET", path, answer: paymentListBody });
    return items[0] && toProviderPayment(items[0]);
  };
  /** What was refused may have been done under the same id before: then how it stands now is the answer. */
  const orAsItStands = async (
    paymentId: string,
    asked: Promise<ProviderPayment>,
  ): Promise<ProviderPayment> => {
    try {
      return await asked;
    } catch (error) {
      const now = isRefusal(error) ? await find(paymentId, null) : undefined;
      if (now) return now;
      throw error;
    }
  };
  const create: PaymentProvider["create"] = async (payment) => {
    const { paymentId, orderId, orderNumber, amount, token, returnUrl, capture } = payment;
    const { method, saveFor } = payment;
    const about = { ...amount, reference: paymentId, orderId, metadata: { orderNumber } };
    const kept = {
      ...(method && { method: { customer: method.providerCustomerId, id: method.providerMethodId } }),
      ...(saveFor && { saveFor: saveFor.providerCustomerId ?? `cus_${saveFor.customerId}` }),
    };
    const body = { ...about, ...kept, capture, token, returnUrl };
    return orAsItStands(paymentId, post("/v1/payments", paymentId, body));
  };
  const cancel: PaymentProvider["cancel"] = async ({ paymentId, providerPaymentId }) =>
    orAsItStands(paymentId, post(`/v1/payments/${providerPaymentId}/void`, `void-${paymentId}`));
  return {
    find,
    create,
    cancel,
    // Refused for good is refused, however the payment stands: only this capture's own key says whether it took anything.
    capture: async ({ captureId, providerPaymentId, amount: { amount }, isFinal }) =>
      post(`/v1/payments/${providerPaymentId}/capture`, captureId, { amount, final: isFinal }),
    async prevent(payment) {
      const about = { paymentId: payment.paymentId, orderId: payment.orderId, amount: payment.amount };
      const nothing = { token: undefined, returnUrl: undefined, capture: "manual" } as const;
      const made = await create({ ...about, ...nothing, orderNumber: payment.orderNumber });
      return made.status === "requires_action" ? cancel({ ...payment, ...made }) : made;
    },
  };
}

function refundCalls(call: HttpCaller): Pick<PaymentProvider, "refund" | "refunds"> {
  return {
    async refund({ refundId, providerPaymentId, amount, reason }) {
      const path = `/v1/payments/${providerPaymentId}/refunds`;
      const body = { amount: amount.amount, reference: refundId, reason };
      const made = await call({ method: "POST", path, body, key: refundId, answer: refundBody });
      return toProviderRefund(made, amount.currency);
    },
    async refunds({ providerPaymentId }) {
      const path = `/v1/payments/${providerPaymentId}`;
      const { currency } = await call({ method: "GET", path, answer: paymentBody });
      const { items } = await call({ method: "GET", path: `${path}/refunds`, answer: refundListBody });
      return items.map((refund) => toProviderRefund(refund, currency));
    },
  };
}

type AccountCalls = Required<Pick<PaymentProvider, "movements" | "disputes" | "submitEvidence">>;

function accountCalls(call: HttpCaller): AccountCalls {
  const referenceOf = async (providerPaymentId: string): Promise<string> => {
    const path = `/v1/payments/${providerPaymentId}`;
    return (await call({ method: "GET", path, answer: paymentBody })).reference;
  };
  return {
    async *movements(since) {
      for (let after = 0; ; after += BOOKS_PAGE) {
        const path = `/v1/books?since=${since.toISOString()}&after=${after}&limit=${BOOKS_PAGE}`;
        const { items, hasMore } = await call({ method: "GET", path, answer: bookBody });
        yield* items.map(toProviderMovement);
        if (!hasMore) return;
      }
    },
    async *disputes() {
      const answer = z.object({ items: z.array(disputeBody) });
      const { items } = await call({ method: "GET", path: "/v1/disputes", answer });
      for (const dispute of items) {
        const reference = await referenceOf(dispute.paymentId);
        if (isOurs(reference)) yield toProviderDispute(dispute, reference);
      }
    },
    async submitEvidence({ disputeId, evidence }) {
      const path = `/v1/disputes/${disputeId}/evidence`;
      const key = `evidence-${disputeId}`;
      const body = toEvidenceBody(evidence);
      const answered = await call({ method: "POST", path, body, key, answer: disputeBody });
      return toProviderDispute(answered, await referenceOf(answered.paymentId));
    },
  };
}

/** The provider takes plain text only. */
function toEvidenceBody({ shippedAt, carrier, trackingNumber, ...texts }: DisputeEvidence) {
  return {
    ...texts,
    ...(carrier !== null && { carrier }),
    ...(trackingNumber !== null && { trackingNumber }),
    ...(shippedAt !== null && { shippedAt: shippedAt.toISOString() }),
  };
}

function newsOf(payload: unknown): ProviderNews {
  const parsed = eventBody.safeParse(payload);
  if (!parsed.success)
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.");
  const { id: eventId, type, data } = parsed.data;
  const { payment, refund, dispute } = data;
  if (!isOurs(payment.reference)) return { eventId, type };
  const paymentId = payment.reference;
  return {
    eventId,
    type,
    payment: toProviderPayment(payment),
    ...(refund && { refund: { ...toProviderRefund(refund, payment.currency), paymentId } }),
    ...(dispute && { dispute: toProviderDispute(dispute, paymentId) }),
  };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch (cause) {
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.", { cause });
  }
}
