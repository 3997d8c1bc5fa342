// The sandbox provider's API in the words of the house. Its own page: sandbox/payments/README.md.
import { Refusal } from "@souk/errors";
import { money } from "@souk/money";
import { z } from "zod";
import type { ProviderPayment } from "../domain/payment.ts";
import { createHttpCaller, type HttpCaller } from "./http-caller.ts";
import type { PaymentProvider, ProviderNews } from "./payment-provider.ts";
import { verifySignature } from "./signature.ts";

export type SandboxOptions = {
  readonly url: string;
  readonly apiKey: string;
  /** Several, parted by commas, while a secret is exchanged. */
  readonly webhookSecret: string;
  readonly now: () => Date;
};

const SIGNATURE_HEADER = "souk-sandbox-signature";

const paymentBody = z.object({
  id: z.string(),
  status: z.enum(["requires_action", "authorized", "captured", "declined", "voided"]),
  amount: z.int(),
  currency: z.string(),
  amountCaptured: z.int(),
  reference: z.string(),
  orderId: z.string(),
  redirectUrl: z.string().optional(),
  declineCode: z.string().optional(),
});
const listBody = z.object({ items: z.array(paymentBody) });
const refundBody = z.object({ id: z.string(), status: z.literal("succeeded") });
const webhookBody = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ payment: paymentBody }),
});

export function createSandboxProvider(options: SandboxOptions): PaymentProvider {
  const call = createHttpCaller({ baseUrl: options.url, apiKey: options.apiKey });
  const secrets = options.webhookSecret.split(",").map((secret) => secret.trim());
  return {
    name: "sandbox",
    ...paymentCalls(call),
    readWebhook(rawBody, headers) {
      verifySignature(rawBody, { header: headers[SIGNATURE_HEADER], secrets, now: options.now() });
      return newsOf(parseJson(rawBody));
    },
    newsOf,
  };
}

function paymentCalls(call: HttpCaller): Pick<PaymentProvider, "create" | "find" | "cancel" | "refund"> {
  const find: PaymentProvider["find"] = async (paymentId) => {
    const answer = await call("GET", `/v1/payments?reference=${encodeURIComponent(paymentId)}`);
    const [found] = listBody.parse(answer).items;
    return found && toProviderPayment(found);
  };
  return {
    find,
    async create({ paymentId, orderId, amount, token, returnUrl }) {
      const body = { ...amount, reference: paymentId, orderId, capture: "automatic", token, returnUrl };
      return toProviderPayment(
        paymentBody.parse(await call("POST", "/v1/payments", { body, key: paymentId })),
      );
    },
    async cancel({ paymentId, providerPaymentId }) {
      try {
        const path = `/v1/payments/${providerPaymentId}/void`;
        return toProviderPayment(paymentBody.parse(await call("POST", path, { key: `void-${paymentId}` })));
      } catch (error) {
        // Not voidable any more: paid or declined meanwhile. How it stands now is the answer.
        const now = error instanceof Refusal ? await find(paymentId) : undefined;
        if (now) return now;
        throw error;
      }
    },
    async refund({ refundId, providerPaymentId, amount, reason }) {
      const body = { amount: amount.amount, reference: refundId, reason };
      const answer = await call("POST", `/v1/payments/${providerPaymentId}/refunds`, { body, key: refundId });
      return refundBody.parse(answer).id;
    },
  };
}

function newsOf(payload: unknown): ProviderNews {
  const parsed = webhookBody.safeParse(payload);
  if (!parsed.success)
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.");
  const { id, type, data } = parsed.data;
  return { eventId: id, type, payment: toProviderPayment(data.payment) };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch (cause) {
    throw new Refusal("invalid", "webhook_unreadable", "This is no event of the provider.", { cause });
  }
}

function toProviderPayment(payment: z.infer<typeof paymentBody>): ProviderPayment {
  const statuses = {
    requires_action: "requires_action",
    authorized: "authorized",
    captured: "captured",
    declined: "failed",
    voided: "cancelled",
  } as const;
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
