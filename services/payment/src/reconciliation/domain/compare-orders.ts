// Compares an order with the money that came for it. No I/O.
import type { Money } from "@souk/money";
import { heldMinorOf, type Payment } from "../../payments/domain/payment.ts";
import type { Difference, FindingKind } from "./finding.ts";

export type OrderState = {
  readonly orderId: string;
  readonly status: string;
  /** What gift cards and store credit left to pay. */
  readonly amountDue: Money;
  readonly updatedAt: Date;
};

/** A payment with what banks hold of it in disputes, open and lost: that money is not ours to give back. */
export type PaymentOfOrder = { readonly payment: Payment; readonly disputedMinor: number };

export type OrderWithMoney = {
  readonly orderId: string;
  /** Undefined where there is no such order. */
  readonly order: OrderState | undefined;
  readonly payments: readonly PaymentOfOrder[];
};

const soldStatuses: ReadonlySet<string> = new Set([
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "completed",
]);

export function compareOrder({ orderId, order, payments }: OrderWithMoney): readonly Difference[] {
  const differences = payments.flatMap((one) => differencesOfMoney(order, one));
  const isGranted = payments.some(({ payment }) => grants(payment));
  if (!order || !soldStatuses.has(order.status) || order.amountDue.amount === 0 || isGranted)
    return differences;
  const unpaid: Difference = {
    kind: "order_without_capture",
    subject: orderId,
    provider: null,
    paymentId: null,
    orderId,
    hereMinor: 0,
    thereMinor: order.amountDue.amount,
    currency: order.amountDue.currency,
  };
  return [...differences, unpaid];
}

function differencesOfMoney(
  order: OrderState | undefined,
  { payment, disputedMinor }: PaymentOfOrder,
): readonly Difference[] {
  const keptMinor = keptMinorOf(payment, disputedMinor);
  if (keptMinor <= 0) return [];
  const kind = kindOf(order, payment);
  if (kind === undefined) return [];
  const { id, provider, orderId, amount } = payment;
  const sums = { hereMinor: keptMinor, thereMinor: null, currency: amount.currency };
  return [{ kind, subject: id, provider, paymentId: id, orderId, ...sums }];
}

function kindOf(order: OrderState | undefined, payment: Payment): FindingKind | undefined {
  if (!order || order.status === "cancelled") return "paid_without_order";
  if (payment.givenUpReason !== null) return "captured_twice";
  return order.status === "pending" && grants(payment) ? "order_not_confirmed" : undefined;
}

/** Taken or held, and neither given back nor on its way back. */
function keptMinorOf(payment: Payment, disputedMinor: number): number {
  const { capturedMinor, refundedMinor, refundingMinor } = payment;
  const takenMinor = Math.max(0, capturedMinor - refundedMinor - refundingMinor - disputedMinor);
  return takenMinor + heldMinorOf(payment);
}

/** Its order counts on it. */
function grants(payment: Payment): boolean {
  const isTakenOrHeld = payment.status === "captured" || payment.status === "authorized";
  return isTakenOrHeld && payment.givenUpReason === null;
}
