// The sandbox provider's API in the words of the house. Its own page: sandbox/payments/README.md.
import { isRefusal, Refusal } from "@souk/errors";
import { isCurrency, money } from "@souk/money";
import { z } from "zod";
import type { ProviderPayment } from "../payments/domain/payment.ts";
import { createHttpCaller, type HttpCaller } from "./http-caller.ts";
import type { PaymentProvider, ProviderNews, ProviderRefund } from "./payment-provider.ts";
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

const paymentBody = z.object({
  id: z.string(),
  status: z.enum(["requires_action", "authorized", "captured", "declined", "voided"]),
  amount: z.int(),
  currency: z.string().refine(isCurrency),
  amountCaptured: z.int().min(0),
  reference: z.string(),
  orderId: z.string(),
  redirectUrl: z.string().optional(),
  declineCode: z.string().optional(),
});
const listBody = z.object({ items: z.array(paymentBody) });
const refundBody = z.object({
  id: z.string(),
  amount: z.int().min(1),
  reference: z.string(),
  status: z.literal("succeeded"),
});
const refundListBody = z.object({ items: z.array(refundBody) });
const webhookBody = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ payment: paymentBody }),
});
const ourId = z.uuid();

export function createSandboxProvider(options: SandboxOptions): PaymentProvider {
  const { url: baseUrl, apiKey, timeoutMs } = options;
  const call = createHttpCaller({ baseUrl, apiKey, timeoutMs });
  const secrets = options.webhookSecret.split(",").map((secret) => secret.trim());
  return {
    name: "sandbox",
    ...paymentCalls(call),
    async refund({ refundId, providerPaymentId, amount, reason }) {
      const path = `/v1/payments/${providerPaymentId}/refunds`;
      const body = { amount: amount.amount, reference: refundId, reason };
      const made = await call({ method: "POST", path, body, key: refundId, answer: refundBody });
      return toProviderRefund(made, amount.currency);
    },
    async readWebhook(rawBody, headers) {
      verifySignature(rawBody, { header: headers[SIGNATURE_HEADER], secrets, now: options.now() });
      return newsOf(parseJson(rawBody));
    },
    newsOf,
  };
}

type PaymentCalls = Pick<PaymentProvider, "create" | "find" | "capture" | "cancel" | "prevent" | "refunds">;

function paymentCalls(call: HttpCaller): PaymentCalls {
  const post = async (path: string, key: string, body?: unknown): Promise<ProviderPayment> =>
    toProviderPayment(await call({ method: "POST", path, body, key, answer: paymentBody }));

  const find: PaymentProvider["find"] = async (paymentId) => {
    const path = `/v1/payments?reference=${paymentId}`;
    const { items } = await call({ method: "GET", path, answer: listBody });
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
    const about = { ...amount, reference: paymentId, orderId, metadata: { orderNumber } };
    const body = { ...about, capture, token, returnUrl };
    return orAsItStands(paymentId, post("/v1/payments", paymentId, body));
  };
  const cancel: PaymentProvider["cancel"] = async ({ paymentId, providerPaymentId }) =>
    orAsItStands(paymentId, post(`/v1/payments/${providerPaymentId}/void`, `void-${paymentId}`));
  return {
    find,
    create,
    cancel,
    async capture({ captureId, paymentId, providerPaymentId, amount: { amount }, isFinal }) {
      const path = `/v1/payments/${providerPaymentId}/capture`;
      const taken = await orAsItStands(paymentId, post(path, captureId, { amount }));
      return isFinal && taken.status === "authorized" ? cancel({ paymentId, providerPaymentId }) : taken;
    },
    async refunds({ providerPaymentId }) {
      const path = `/v1/payments/${providerPaymentId}`;
      const { currency } = await call({ method: "GET", path, answer: paymentBody });
      const { items } = await call({ method: "GET", path: `${path}/refunds`, answer: refundListBody });
      return items.map((refund) => toProviderRefund(refund, currency));
    },
    async prevent(payment) {
      const made = await create({ ...payment, token: undefined, returnUrl: undefined, capture: "manual" });
      return made.status === "requires_action" ? cancel({ ...payment, ...made }) : made;
    },
  };
}

function toProviderRefund(refund: z.infer<typeof refundBody>, currency: string): ProviderRefund {
  const { id: providerRefundId, status, reference } = refund;
  const isOurs = ourId.safeParse(reference).success;
  return {
    providerRefundId,
    refundId: isOurs ? reference : null,
    amount: money(refund.amount, currency),
    status,
  };
}

function newsOf(payload: unknown): ProviderNews {
  const parsed = webhookBody.safeParse(payload);
  if (!parsed.success)
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.");
  const { id: eventId, type, data } = parsed.data;
  const isOurs = ourId.safeParse(data.payment.reference).success;
  return { eventId, type, ...(isOurs && { payment: toProviderPayment(data.payment) }) };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch (cause) {
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.", { cause });
  }
}

const statuses = {
  requires_action: "requires_action",
  authorized: "authorized",
  captured: "captured",
  declined: "failed",
  voided: "cancelled",
} as const;

function toProviderPayment(payment: z.infer<typeof paymentBody>): ProviderPayment {
  return {
    providerPaymentId: payment.id,
    reference: payment.reference,
    orderId: payment.orderId,
    status: statuses[payment.status],
    amount: money(payment.amount, payment.currency),
    capturedMinor: payment.amountCaptured,
    redirectUrl: payment.redirectUrl ?? null,
    clientSecret: null,
    failureCode: payment.declineCode ?? null,
  };
}
