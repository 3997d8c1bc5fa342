// A refund that the shopper's bank sent back after it had been given: what it had settled is open again. Pure.
import { equalMoney, subtractMoney, zeroMoney } from "@souk/money";
import { changeReturn } from "../../returns/domain/returning.ts";
import type { Order, OrderRefund } from "./order.ts";

export function afterReversed(order: Order, refundId: string): Order {
  const known = order.refunds.find(({ id }) => id === refundId);
  if (!known) return order;
  const refund = withoutPayment(known);
  const reversed: Order = {
    ...order,
    status: order.status === "refunded" ? statusBeforeRefund(order) : order.status,
    refundedMinor: order.refundedMinor - known.toPayment.amount,
    refunds: order.refunds.map((one) => (one.id === refundId ? refund : one)),
  };
  const isReturnOpen = refund.status === "failed" && refund.returnId !== null;
  return isReturnOpen ? changeReturn(reversed, refund.returnId, { status: "received" }) : reversed;
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

/** What the order was before all its money had gone back. */
function statusBeforeRefund({ moves, status }: Order): Order["status"] {
  return moves.findLast(({ from, to }) => to === "refunded" && from !== "refunded")?.from ?? status;
}
