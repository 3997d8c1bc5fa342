// Money given back. PayPal refunds captures, we refund payments: a refund of ours may be several of PayPal's.
// Each of them carries our ids in its `custom_id`, so what was done already is seen in PayPal's own list, however long ago it was.
import { isRefusal } from "@souk/errors";
import { addMoney, type Money, money } from "@souk/money";
import { z } from "zod";
import {
  type NewProviderRefund,
  type PaymentProvider,
  type ProviderRefund,
  ProviderSilent,
} from "../payment-provider.ts";
import { toAmount } from "./amounts.ts";
import type { Call } from "./call.ts";
import {
  captureIdOf,
  type PayPalCapture,
  type PayPalOrder,
  type PayPalRefund,
  refundBody,
  takenOf,
} from "./order.ts";
import { loadOrder } from "./payments.ts";

const NOTE_LENGTH_MAX = 255;

const ourIds = z
  .string()
  .transform((text) => text.split("/"))
  .pipe(z.union([z.tuple([z.uuid(), z.uuid()]), z.tuple([z.uuid()])]));

/** Which payment and refund of ours PayPal's `custom_id` names; a refund made by hand at PayPal carries that of its payment. */
export function idsOf(customId: string | undefined): { paymentId?: string; refundId: string | null } {
  const [paymentId, refundId = null] = ourIds.safeParse(customId).data ?? [];
  return { ...(paymentId !== undefined && { paymentId }), refundId };
}

const statuses: Readonly<Record<string, ProviderRefund["status"]>> = {
  COMPLETED: "succeeded",
  PENDING: "pending",
  FAILED: "failed",
  CANCELLED: "failed",
};

export function toProviderRefund({ id, status, amount, custom_id: customId }: PayPalRefund): ProviderRefund {
  const { refundId } = idsOf(customId);
  return { providerRefundId: id, refundId, amount, status: statuses[status] ?? "pending" };
}

export function refundCalls(call: Call): Pick<PaymentProvider, "refund" | "refunds"> {
  return {
    async refund(refund) {
      const order = await loadOrder(call, refund.providerPaymentId);
      const made = madeBefore(order, refund);
      const left = made.some(isFailed) ? 0 : refund.amount.amount - sumOf(made);
      const all = [...made];
      for (const part of partsOf(order, left)) {
        all.push(await refundPart(call, { refund, part, isFirst: all.length === 0 }));
      }
      return combined(refund.refundId, all);
    },
    async refunds({ providerPaymentId }) {
      const order = await loadOrder(call, providerPaymentId);
      const { refunds } = order.unit.payments;
      const ofParts = Map.groupBy(refunds, ({ id, custom_id: customId }) => idsOf(customId).refundId ?? id);
      return [...ofParts.values()].flatMap(asRefunds);
    },
  };
}

function madeBefore({ unit }: PayPalOrder, { refundId }: NewProviderRefund): readonly PayPalRefund[] {
  return unit.payments.refunds.filter(({ custom_id: customId }) => idsOf(customId).refundId === refundId);
}

type Part = { readonly captureId: string; readonly amount: Money };

/** What is to be given back, taken from the captures in their order. PayPal has the last word on what each of them still holds. */
function partsOf(order: PayPalOrder, amountMinor: number): readonly Part[] {
  const parts: Part[] = [];
  let left = amountMinor;
  const captures = takenOf(order);
  for (const [index, capture] of captures.entries()) {
    const held = capture.amount.amount - refundedOf(order, capture);
    const share = index === captures.length - 1 ? left : Math.min(left, held);
    left -= share;
    if (share > 0) parts.push({ captureId: capture.id, amount: money(share, capture.amount.currency) });
  }
  return parts;
}

function refundedOf({ unit }: PayPalOrder, { id }: PayPalCapture): number {
  return sumOf(unit.payments.refunds.filter((refund) => captureIdOf(refund) === id));
}

function sumOf(refunds: readonly PayPalRefund[]): number {
  return refunds.reduce((sum, refund) => (isFailed(refund) ? sum : sum + refund.amount.amount), 0);
}

function isFailed({ status }: PayPalRefund): boolean {
  return statuses[status] === "failed";
}

type RefundPart = { readonly refund: NewProviderRefund; readonly part: Part; readonly isFirst: boolean };

async function refundPart(call: Call, { refund, part, isFirst }: RefundPart): Promise<PayPalRefund> {
  const { paymentId, refundId, reason } = refund;
  const { captureId, amount } = part;
  const body = {
    amount: toAmount(amount),
    customId: `${paymentId}/${refundId}`,
    noteToPayer: reason.slice(0, NOTE_LENGTH_MAX),
  };
  const request = {
    captureId,
    paypalRequestId: `${refundId}.${captureId}`,
    prefer: "return=representation",
    body,
  };
  try {
    return await call(refundBody, ({ payments }) => payments.refundCapturedPayment(request));
  } catch (error) {
    // A refund that is half done has not failed: it is asked for again, and an operator hears of it in the end.
    if (isRefusal(error) && !isFirst) throw new ProviderSilent("PayPal refused the rest of a refund.");
    throw error;
  }
}

/** Where one part failed the refund has; what went back all the same stands for itself. */
function asRefunds(parts: readonly PayPalRefund[]): readonly ProviderRefund[] {
  const { refundId } = idsOf(parts[0]?.custom_id);
  const failed = parts.filter(isFailed);
  if (failed.length === 0) return [combined(refundId, parts)];
  const others = parts.filter((part) => !isFailed(part));
  return [combined(refundId, failed), ...others.map((part) => combined(null, [part]))];
}

/** The parts of one refund as one: it is over when all of them are. */
function combined(refundId: string | null, parts: readonly PayPalRefund[]): ProviderRefund {
  const views = parts.map(toProviderRefund);
  const statusesOfParts = new Set(views.map(({ status }) => status));
  return {
    providerRefundId: views.map(({ providerRefundId }) => providerRefundId).join(","),
    refundId,
    amount: views.map(({ amount }) => amount).reduce(addMoney),
    status: (["failed", "pending"] as const).find((status) => statusesOfParts.has(status)) ?? "succeeded",
  };
}
