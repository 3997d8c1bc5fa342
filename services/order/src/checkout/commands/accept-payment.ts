// Hears that an order's money was captured, or is held for the shop: confirms the order if its goods can still be had, otherwise sends the money back.
import { isRefusal } from "@souk/errors";
import { claimQuery } from "@souk/events";
import { enqueue } from "@souk/jobs";
import type { Money } from "@souk/money";
import { CONSUMER } from "../../consumer.ts";
import type { Deps } from "../../deps.ts";
import type { Order } from "../../orders/domain/order.ts";
import { ReturnMoney } from "../../job-definitions.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { confirmOrder } from "./confirm-order.ts";
import { holdGoods } from "./continue-checkout.ts";

export type AcceptPayment = {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: Money;
  readonly eventId: string;
};

/** May be heard again: only a pending order is confirmed, and money is returned once however often it is asked. */
export async function acceptPayment(deps: Deps, command: AcceptPayment): Promise<void> {
  const { orderId, paymentId, amount, eventId } = command;
  let order = await loadOrder(deps, orderId);
  if (order.status === "pending" && (await canFulfil(deps, order))) {
    order = await confirmOrder(deps, { order, paymentId, amount, claim: claimQuery(CONSUMER, eventId) });
  }
  if (order.status === "confirmed") return;
  const { status } = await loadOrder(deps, orderId);
  if (status === "cancelled") await enqueue(deps.db, ReturnMoney, { key: orderId, data: { orderId } });
}

/** The hold may have lapsed while the shopper was paying: take the goods again, or cancel the order. */
async function canFulfil(deps: Deps, order: Order): Promise<boolean> {
  try {
    await holdGoods(deps, order);
    return true;
  } catch (error) {
    if (isRefusal(error) && error.code === "sold_out") return false;
    throw error;
  }
}
