// A refund that the shopper's bank sent back after it had been given: what it had settled is open again. Pure.
import { equalMoney, subtractMoney, zeroMoney } from "@souk/money";
import { isAllRefundedUnsent, withheldPieces } from "../../fulfilment/domain/shipping.ts";
import { changeReturn } from "../../returns/domain/returning.ts";
import type { LaterEvent, Order, OrderRefund } from "./order.ts";

/** Its payment's part has come back; of one that was not given yet, it never will be. */
export function decideReverse(
  order: Order,
  { refundId, reason }: { readonly refundId: string; readonly reason: string },
): readonly LaterEvent[] {
  const refund = order.refunds.find(({ id }) => id === refundId);
  if (!refund || refund.status === "failed" || refund.toPayment.amount === 0) return [];
  if (refund.given.amount === 0) return [{ type: "refund_failed", refundId, reason }];
  return [{ type: "refund_reversed", refundId, amount: refund.toPayment, reason }];
}

type Reversed = Extract<LaterEvent, { readonly type: "refund_reversed" }>;

export function afterReversed(order: Order, { refundId, amount }: Reversed): Order {
  const withheld = withheldPieces(order);
  const refunds = order.refunds.map((one) =>
    one.id === refundId ? { ...withoutPayment(one), withheld } : one,
  );
  const refundedMinor = order.refundedMinor - amount.amount;
  const reversed = withStatus({ ...order, refundedMinor, refunds });
  const refund = reversed.refunds.find(({ id }) => id === refundId);
  const returnId = refund?.status === "failed" ? refund.returnId : null;
  return returnId === null ? reversed : changeReturn(reversed, returnId, { status: "received" });
}

/**
 * One that only the payment gave is as if it had been refused. Of one that credits gave a part of that part stays, and its pieces stay
 * refunded: what their customer is still owed is an amount.
 */
function withoutPayment(refund: OrderRefund): OrderRefund {
  const { amount, toPayment, given } = refund;
  const reversed = { ...refund, isReversed: true } as const;
  if (equalMoney(amount, toPayment))
    return { ...reversed, given: zeroMoney(amount.currency), status: "failed" };
  return {
    ...reversed,
    amount: subtractMoney(amount, toPayment),
    given: subtractMoney(given, toPayment),
    toPayment: zeroMoney(amount.currency),
  };
}

function withStatus(order: Order): Order {
  if (order.status !== "refunded" || isAllRefundedUnsent(order)) return order;
  return { ...order, status: statusBeforeRefund(order) };
}

/** What the order was before all its money had gone back. */
function statusBeforeRefund({ moves, status }: Order): Order["status"] {
  return moves.findLast(({ from, to }) => to === "refunded" && from !== "refunded")?.from ?? status;
}
