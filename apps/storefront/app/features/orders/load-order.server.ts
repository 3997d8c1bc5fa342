// An order with its payment, for whoever may see them.
import { isApiProblem } from "@souk/client";
import type { Order, Payment } from "@souk/contracts";
import { data } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";

const HIDDEN = new Set([400, 401, 403, 404]);

/** Loads the order, or shows the page that says it is not open here. An order that is not theirs and one that does not exist look the same. */
export async function loadOrder(shop: Shop, orderId: string): Promise<Order> {
  try {
    return (await (await shop.orderApi(orderId)).orders.get(orderId)).data;
  } catch (error) {
    if (isApiProblem(error) && HIDDEN.has(error.status))
      throw data({ reason: "order_hidden" }, { status: 404 });
    throw error;
  }
}

/** The order's payment; none where there is none yet, or where it cannot be read just now. */
export async function findPayment(shop: Shop, order: Order): Promise<Payment | null> {
  const paymentId = order.paymentId ?? shop.paymentIdOf(order.id);
  if (paymentId === undefined) return null;
  try {
    return (await (await shop.orderApi(order.id)).payments.get(paymentId)).data;
  } catch (error) {
    if (isApiProblem(error) && error.status === 404) return null;
    throw error;
  }
}
