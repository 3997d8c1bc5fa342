// Which changes an order allows: a command and the order as it stands make events, or a refusal. Pure.
import { Refusal } from "@souk/errors";
import { equalMoney, type Money } from "@souk/money";
import { decideDeliver, decideShip, type ShipGoods } from "../../fulfilment/domain/shipping.ts";
import {
  decideApproveReturn,
  decideReceiveReturn,
  decideRejectReturn,
  decideRequestReturn,
  type ReturnedGoods,
  type ReturnRequest,
} from "../../returns/domain/returning.ts";
import { type LaterEvent, type Order, requireMove, statusConflict } from "./order.ts";
import { planRefund, type RefundRequest } from "./refund-plan.ts";
import { decideFail, decideRecord, type GivenRefund } from "./refunding.ts";
import { decideReverse } from "./reversing.ts";

export type OrderCommand =
  | { readonly type: "confirm"; readonly paymentId: string | null; readonly amount: Money }
  | { readonly type: "process" }
  | { readonly type: "ship"; readonly goods: ShipGoods }
  /** All shipments that are on their way where the id is null. */
  | { readonly type: "deliver"; readonly shipmentId: string | null }
  | { readonly type: "complete" }
  | { readonly type: "cancel"; readonly reason: string }
  | { readonly type: "request_refund"; readonly request: RefundRequest }
  | { readonly type: "record_refund"; readonly refund: GivenRefund }
  | { readonly type: "fail_refund"; readonly refundId: string; readonly reason: string }
  | { readonly type: "reverse_refund"; readonly refundId: string; readonly reason: string }
  | { readonly type: "request_return"; readonly request: ReturnRequest }
  | { readonly type: "approve_return"; readonly returnId: string }
  | { readonly type: "reject_return"; readonly returnId: string; readonly reason: string }
  | { readonly type: "receive_return"; readonly goods: ReturnedGoods };

/** What follows from a command; nothing where it was done before and may be asked again. */
export function decide(order: Order, command: OrderCommand): readonly LaterEvent[] {
  switch (command.type) {
    case "confirm":
      requireMove(order, "confirmed");
      requireFullAmount(order, command.amount);
      return [{ type: "confirmed", paymentId: command.paymentId, amount: command.amount }];
    case "process":
      requireMove(order, "processing");
      return [{ type: "processing_started" }];
    case "ship":
      return decideShip(order, command.goods);
    case "deliver":
      return decideDeliver(order, command.shipmentId);
    case "complete":
      requireMove(order, "completed");
      return [{ type: "completed" }];
    case "cancel":
      requireMove(order, "cancelled");
      requireUntouched(order);
      return [{ type: "cancelled", reason: command.reason }];
    case "request_refund":
      return [{ type: "refund_requested", ...planRefund(order, command.request) }];
    case "record_refund":
      return decideRecord(order, command.refund);
    case "fail_refund":
      return decideFail(order, command);
    case "reverse_refund":
      return decideReverse(order, command);
    case "request_return":
      return decideRequestReturn(order, command.request);
    case "approve_return":
      return decideApproveReturn(order, command.returnId);
    case "reject_return":
      return decideRejectReturn(order, command);
    case "receive_return":
      return decideReceiveReturn(order, command.goods);
  }
}

function requireFullAmount(order: Order, amount: Money): void {
  if (equalMoney(amount, order.amountDue)) return;
  throw new Refusal("conflict", "payment_amount_mismatch", "The payment is not the amount of the order.");
}

/** Cancelling gives all goods and all money back, so nothing may be on its way, neither goods nor money. */
function requireUntouched(order: Order): void {
  if (order.shipments.length > 0) throw statusConflict(order, "A part of this order is on its way already.");
  const isMoving = order.refunds.some(
    ({ status, to }) => status === "pending" || (status === "succeeded" && to === "store_credit"),
  );
  if (!isMoving) return;
  const message =
    "A refund of this order is under way or was given as store credit: refund the rest instead.";
  throw new Refusal("conflict", "refund_in_progress", message);
}
