// A PayPal order in the words of the house. Approval alone takes nothing: the money moves when we capture.
import { type Money, sumMoney } from "@souk/money";
import { z } from "zod";
import type { ProviderPayment } from "../../payments/domain/payment.ts";
import { amountBody } from "./amounts.ts";

const captureBody = z.object({ id: z.string(), status: z.string(), amount: amountBody });
const authorizationBody = z.object({
  id: z.string(),
  status: z.string(),
  create_time: z.coerce.date(),
});
export const refundBody = z.object({
  id: z.string(),
  status: z.string(),
  amount: amountBody,
  custom_id: z.string().optional(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).default([]),
});
const paymentsBody = z.object({
  captures: z.array(captureBody).default([]),
  authorizations: z.array(authorizationBody).default([]),
  refunds: z.array(refundBody).default([]),
});
const unitBody = z.object({
  /** Our order's id. */
  reference_id: z.string(),
  /** Our payment's id. */
  custom_id: z.string(),
  amount: amountBody,
  payments: paymentsBody.prefault({}),
});
export const orderBody = z
  .object({
    id: z.string(),
    intent: z.enum(["CAPTURE", "AUTHORIZE"]),
    status: z.string(),
    update_time: z.string().default(""),
    purchase_units: z.tuple([unitBody]),
    links: z.array(z.object({ rel: z.string(), href: z.string() })).default([]),
  })
  .transform(({ purchase_units: [unit], update_time: updatedAt, ...order }) => ({
    ...order,
    updatedAt,
    unit,
  }));

export type PayPalOrder = z.infer<typeof orderBody>;
export type PayPalCapture = z.infer<typeof captureBody>;
export type PayPalAuthorization = z.infer<typeof authorizationBody>;
export type PayPalRefund = z.infer<typeof refundBody>;

const APPROVAL_LINKS: readonly string[] = ["payer-action", "approve"];
const CAPTURE_LINK = "up";
const TAKEN: readonly string[] = ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"];
const FAILED: readonly string[] = ["DENIED", "DECLINED", "FAILED"];
const LET_GO: readonly string[] = ["VOIDED", "EXPIRED"];
const HELD: readonly string[] = ["CREATED", "PARTIALLY_CAPTURED"];

/** Captures whose money is ours; a pending one is not, and a declined one never will be. */
export function takenOf({ unit }: PayPalOrder): readonly PayPalCapture[] {
  return unit.payments.captures.filter(({ status }) => TAKEN.includes(status));
}

/** The authorization under which money is held; the last one, because one that was renewed stays in the list. */
export function heldOf({ unit }: PayPalOrder): PayPalAuthorization | undefined {
  return unit.payments.authorizations.findLast(({ status }) => HELD.includes(status));
}

/** Which capture a refund gives back. */
export function captureIdOf({ links }: PayPalRefund): string | undefined {
  return links
    .find(({ rel }) => rel === CAPTURE_LINK)
    ?.href.split("/")
    .at(-1);
}

export function isApproved({ status }: PayPalOrder): boolean {
  return status === "APPROVED";
}

export function toProviderPayment(order: PayPalOrder, failureCode: string | null = null): ProviderPayment {
  const { id, unit, links } = order;
  const { currency } = unit.amount;
  const refunded = unit.payments.refunds.filter(({ status }) => status === "COMPLETED");
  const capturedMinor = minorOf(takenOf(order), currency);
  const status = statusOf(order);
  const isWaiting = status === "requires_action" && !hasBegun(order);
  return {
    providerPaymentId: id,
    reference: unit.custom_id,
    orderId: unit.reference_id,
    status,
    amount: unit.amount,
    capturedMinor,
    heldMinor: heldOf(order) ? unit.amount.amount - capturedMinor : 0,
    refundedMinor: minorOf(refunded, currency),
    redirectUrl: (isWaiting && links.find(({ rel }) => APPROVAL_LINKS.includes(rel))?.href) || null,
    clientSecret: null,
    failureCode: status === "failed" ? (failureCode ?? "payment_declined") : failureCode,
  };
}

/**
 * Where the shopper's part is done and PayPal is at work (a pending capture), or says what nobody has heard of, the payment is open for us:
 * only what PayPal calls an end is one.
 */
function statusOf(order: PayPalOrder): ProviderPayment["status"] {
  const { captures, authorizations } = order.unit.payments;
  if (takenOf(order).length > 0) return "captured";
  if (heldOf(order)) return "authorized";
  const last = captures.at(-1) ?? authorizations.at(-1) ?? order;
  if (FAILED.includes(last.status)) return "failed";
  return LET_GO.includes(last.status) ? "cancelled" : "requires_action";
}

export function hasBegun({ unit }: PayPalOrder): boolean {
  return unit.payments.captures.length + unit.payments.authorizations.length > 0;
}

function minorOf(list: readonly { readonly amount: Money }[], currency: string): number {
  return sumMoney(
    list.map(({ amount }) => amount),
    currency,
  ).amount;
}
