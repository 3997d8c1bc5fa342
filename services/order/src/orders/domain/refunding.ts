// The life of a refund within its order: promised, given in one or two parts, or refused. Pure.
import { Refusal } from "@souk/errors";
import { addMoney, equalMoney, type Money, subtractMoney, zeroMoney } from "@souk/money";
import { afterGoods, isAllRefundedUnsent } from "../../fulfilment/domain/shipping.ts";
import { changeReturn } from "../../returns/domain/returning.ts";
import type { LaterEvent, Order, OrderRefund, PiecesRefunded, RefundPlan, RefundRecorded } from "./order.ts";
import { exceedsTotal } from "./refund-plan.ts";

export type GivenRefund = {
  readonly refundId: string;
  readonly amount: Money;
  /** Who gave it: the payment's provider, or the ledger of gift cards and store credit. */
  readonly part: "payment" | "credits";
  /** What it was for, where the order did not promise it. */
  readonly lines?: readonly PiecesRefunded[];
  readonly reason?: string;
};

export function findRefund(order: Order, refundId: string): OrderRefund | undefined {
  return order.refunds.find(({ id }) => id === refundId);
}

/** What is still to be given of a promised refund: the payment's part comes first, the credits' after it. */
export function openPartOf(refund: OrderRefund): { part: GivenRefund["part"]; amount: Money } | undefined {
  if (refund.status !== "pending") return undefined;
  if (refund.given.amount < refund.toPayment.amount) return { part: "payment", amount: refund.toPayment };
  return { part: "credits", amount: subtractMoney(refund.amount, refund.given) };
}

/** Heard again, it is no news. */
export function decideRecord(order: Order, { part, ...news }: GivenRefund): readonly LaterEvent[] {
  const refund = findRefund(order, news.refundId);
  if (refund?.status === "pending") {
    const open = openPartOf(refund);
    if (open?.part !== part) return [];
    if (!equalMoney(open.amount, news.amount))
      throw new Refusal(
        "conflict",
        "refund_amount_mismatch",
        "The refund is not the amount that was promised.",
      );
    return [{ type: "refund_recorded", refundId: news.refundId, amount: news.amount }];
  }
  if (refund?.status === "succeeded" || refund?.isReversed) return [];
  requireBounded(order, news.amount);
  return [{ type: "refund_recorded", ...news }];
}

/** Nothing may have been given of it. */
export function decideFail(
  order: Order,
  { refundId, reason }: { readonly refundId: string; readonly reason: string },
): readonly LaterEvent[] {
  const refund = findRefund(order, refundId);
  if (refund?.status !== "pending" || refund.given.amount > 0) return [];
  return [{ type: "refund_failed", refundId, reason }];
}

export function afterRequested(order: Order, { refundId, ...plan }: RefundPlan): Order {
  const refund = {
    ...plan,
    id: refundId,
    status: "pending",
    given: zeroMoney(plan.amount.currency),
    requestedAt: order.updatedAt.toISOString(),
  } as const;
  return { ...order, refunds: [...order.refunds, refund] };
}

export function afterFailed(order: Order, refundId: string): Order {
  const fail = (refund: OrderRefund): OrderRefund =>
    refund.id === refundId ? { ...refund, status: "failed" } : refund;
  return { ...order, refunds: order.refunds.map(fail) };
}

export function afterRecorded(order: Order, event: RefundRecorded): Order {
  const refund = refundAfter(order, event);
  const others = order.refunds.map((one) => (one.id === refund.id ? refund : one));
  const isNew = !order.refunds.some(({ id }) => id === refund.id);
  const recorded = {
    ...order,
    refundedMinor: order.refundedMinor + event.amount.amount,
    refunds: isNew ? [...others, refund] : others,
  };
  const isDone = refund.status === "succeeded" && refund.returnId !== null;
  return afterMoney(isDone ? changeReturn(recorded, refund.returnId, { status: "refunded" }) : recorded);
}

function refundAfter(order: Order, event: RefundRecorded): OrderRefund {
  const known = findRefund(order, event.refundId);
  if (known?.status !== "pending") return { ...unpromised(order, event), ...known, ...succeeded(event) };
  const given = addMoney(known.given, event.amount);
  return { ...known, given, status: equalMoney(given, known.amount) ? "succeeded" : "pending" };
}

/** Money that went back without a promise, or after it was said to be refused, is all that there is of its refund. */
function succeeded({ amount }: RefundRecorded) {
  const credits = { toCredits: [], toStoreCredit: zeroMoney(amount.currency) };
  return { ...credits, amount, given: amount, toPayment: amount, status: "succeeded" } as const;
}

function unpromised(order: Order, event: RefundRecorded): OrderRefund {
  return {
    ...succeeded(event),
    id: event.refundId,
    lines: event.lines ?? [],
    shipping: zeroMoney(event.amount.currency),
    returnId: null,
    to: "original",
    reason: event.reason ?? "",
    requestedAt: order.updatedAt.toISOString(),
  };
}

/** All its money back, or that of all its goods while none was sent, ends an order; a part of it may leave nothing more to ship. */
function afterMoney(order: Order): Order {
  if (order.status === "cancelled") return order;
  const isWhole = order.refundedMinor === order.totals.total.amount;
  if (isWhole || isAllRefundedUnsent(order)) return { ...order, status: "refunded" };
  return order.status === "processing" ? afterGoods(order) : order;
}

function requireBounded(order: Order, amount: Money): void {
  const { total } = order.totals;
  const isBounded = amount.amount > 0 && order.refundedMinor + amount.amount <= total.amount;
  if (isBounded && amount.currency === total.currency && order.status !== "pending") return;
  throw exceedsTotal({ ...total, amount: total.amount - order.refundedMinor });
}
