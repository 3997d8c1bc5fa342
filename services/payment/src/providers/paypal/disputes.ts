// Disputes, over PayPal's published API: the library does not have them. https://developer.paypal.com/docs/api/customer-disputes/v1/
import { z } from "zod";
import {
  type DisputeEvidence,
  type PaymentProvider,
  type ProviderDispute,
  ProviderSilent,
} from "../payment-provider.ts";
import { amountBody } from "./amounts.ts";
import type { Call, Sent } from "./call.ts";
import { idsOf } from "./refunds.ts";

const PAGE_SIZE = 50;
/** Past this many pages something is wrong; the rest is asked for the next time. */
const PAGES_MAX = 200;
const NOTES_LENGTH_MAX = 2_000;

export const disputeBody = z.object({
  dispute_id: z.string().regex(/^[A-Za-z0-9-]+$/),
  status: z.string(),
  reason: z.string(),
  dispute_amount: amountBody,
  seller_response_due_date: z.coerce.date().optional(),
  dispute_outcome: z.object({ outcome_code: z.string() }).optional(),
  disputed_transactions: z.array(z.object({ custom: z.string().optional() })).default([]),
});
const pageBody = z.object({
  items: z.array(z.object({ dispute_id: z.string().regex(/^[A-Za-z0-9-]+$/) })).default([]),
  links: z.array(z.object({ rel: z.string(), href: z.url() })).default([]),
});
const accepted = z.object({ links: z.array(z.unknown()) });

const SELLER_WON: readonly string[] = [
  "RESOLVED_SELLER_FAVOUR",
  "RESOLVED_SELLER_FAVOR",
  "CANCELED_BY_BUYER",
  "DENIED",
];

/** Undefined where the disputed payment is none of ours. */
export function toProviderDispute(dispute: z.infer<typeof disputeBody>): ProviderDispute | undefined {
  const [transaction] = dispute.disputed_transactions;
  const { paymentId } = idsOf(transaction?.custom);
  if (paymentId === undefined) return undefined;
  return {
    disputeId: dispute.dispute_id,
    paymentId,
    amount: dispute.dispute_amount,
    reason: dispute.reason.toLowerCase(),
    status: statusOf(dispute),
    evidenceDueAt: dispute.seller_response_due_date ?? null,
  };
}

function statusOf({
  status,
  dispute_outcome: outcome,
}: z.infer<typeof disputeBody>): ProviderDispute["status"] {
  if (status === "RESOLVED") return SELLER_WON.includes(outcome?.outcome_code ?? "") ? "won" : "lost";
  return status === "WAITING_FOR_SELLER_RESPONSE" ? "needs_response" : "under_review";
}

export type DisputeCallsOptions = { readonly url: string; readonly timeoutMs: number };
type DisputeCalls = Required<Pick<PaymentProvider, "disputes" | "submitEvidence">>;

export function disputeCalls(call: Call, options: DisputeCallsOptions): DisputeCalls {
  const send = (path: string, token: string, form?: FormData): Promise<Sent> =>
    sendRequest(new URL(path, options.url), { token, timeoutMs: options.timeoutMs, form });
  const load = (disputeId: string) =>
    call(disputeBody, ({ token }) => send(`/v1/customer/disputes/${disputeId}`, token));
  return {
    async *disputes(since) {
      const query = new URLSearchParams({
        update_time_after: since.toISOString(),
        page_size: String(PAGE_SIZE),
      });
      let path: string | undefined = `/v1/customer/disputes?${query.toString()}`;
      for (let page = 0; page < PAGES_MAX && path !== undefined; page += 1) {
        const here: string = path;
        const { items, links } = await call(pageBody, ({ token }) => send(here, token));
        for (const { dispute_id: disputeId } of items) {
          const dispute = toProviderDispute(await load(disputeId));
          if (dispute) yield dispute;
        }
        path = nextOf(links);
      }
    },
    async submitEvidence({ disputeId, evidence }) {
      const form = new FormData();
      form.set("input", new Blob([JSON.stringify(toEvidence(evidence))], { type: "application/json" }));
      const path = `/v1/customer/disputes/${disputeId}/provide-evidence`;
      await call(accepted, ({ token }) => send(path, token, form));
      const dispute = toProviderDispute(await load(disputeId));
      if (dispute) return dispute;
      throw new ProviderSilent("PayPal's dispute names no payment of ours any more.");
    },
  };
}

/** The path alone: the token goes to the address of our settings and to no other. */
function nextOf(links: z.infer<typeof pageBody>["links"]): string | undefined {
  const next = links.find(({ rel }) => rel === "next");
  if (!next) return undefined;
  const { pathname, search } = new URL(next.href);
  return `${pathname}${search}`;
}

function toEvidence(evidence: DisputeEvidence): unknown {
  const { carrier, trackingNumber } = evidence;
  const isTracked = carrier !== null && trackingNumber !== null;
  const tracking = isTracked
    ? { tracking_info: [{ carrier_name: carrier, tracking_number: trackingNumber }] }
    : {};
  return {
    evidences: [
      {
        evidence_type: isTracked ? "PROOF_OF_FULFILLMENT" : "OTHER",
        evidence_info: tracking,
        notes: notesOf(evidence).slice(0, NOTES_LENGTH_MAX),
      },
    ],
  };
}

function notesOf(evidence: DisputeEvidence): string {
  const { explanation, goods, shippingAddress, shippedAt, customerName } = evidence;
  const shipped = shippedAt === null ? [] : [`Shipped on ${shippedAt.toISOString()}.`];
  return [explanation, `Goods: ${goods}`, `Sent to: ${customerName}, ${shippingAddress}`, ...shipped].join(
    "\n",
  );
}

type Request = { readonly token: string; readonly timeoutMs: number; readonly form: FormData | undefined };

async function sendRequest(url: URL, { token, timeoutMs, form }: Request): Promise<Sent> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    ...(form && { method: "POST", body: form }),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { statusCode: response.status, body: await response.text() };
}
